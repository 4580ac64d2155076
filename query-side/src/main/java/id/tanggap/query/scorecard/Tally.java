package id.tanggap.query.scorecard;

import java.util.Arrays;
import java.util.List;

/** Counts by measure; adding up is all there is to it. */
public final class Tally {

    /** What is counted. The order is that of storage: append only. */
    public enum Measure {
        /** Complaints that came in, forwarded or transferred. */
        RECEIVED,
        /** Complaints that were transferred to another office. */
        TRANSFERRED_OUT,
        /** Complaints sent back to the reporter to be completed. */
        RETURNED,
        /** Interim responses given. */
        INTERIM_RESPONSES,
        /** Final responses approved. */
        FINAL_RESPONSES,
        /** Final responses that did not stand: the reporter objected, or said later that it is not solved. */
        REOPENED,
        /** Evaluations with satisfaction 1 to 4. */
        SATISFACTION_1, SATISFACTION_2, SATISFACTION_3, SATISFACTION_4,
        /** Evaluations that score the nine elements. */
        ELEMENTS_EVALUATED,
        /** Sums of the scores of each element, in the order of the regulation. */
        REQUIREMENTS, PROCEDURE, TIME, COST, PRODUCT, COMPETENCE, CONDUCT, COMPLAINT_HANDLING, FACILITIES,
        /** Final responses within the office's limit, and after it. */
        WITHIN_LIMIT, LATE,
        /** Transfers to an office that had the complaint before. */
        TRANSFERRED_BACK,
        /** Levels of the ladder that were told, by who was told. */
        ESCALATED_TO_OFFICER, ESCALATED_TO_OFFICE_HEAD, ESCALATED_TO_SUPERVISING_OFFICE, ESCALATED_TO_INSPECTORATE,
        /** Closings by the reporter's word, without it, and by a review; imports close by none of them. */
        CLOSED_BY_REPORTER, CLOSED_WITHOUT_REPLY, CLOSED_ON_APPEAL,
        /** What reporters said when they were asked later whether it is still solved. */
        CONFIRMED_SOLVED, REPORTED_UNSOLVED,
        /** Appeals, and what reviews sent back to be answered again. */
        APPEALED, SENT_BACK_ON_APPEAL,
        /** Working time of resolved complaints that passed here, and everywhere; seconds of working days. */
        TIME_HERE, TIME_EVERYWHERE,
        /** Time of resolved complaints that was the reporter's, and all of it; seconds. */
        TIME_PAUSED, TIME_ELAPSED
    }

    public static final Tally ZERO = new Tally(new long[Measure.values().length]);

    private final long[] counts;

    private Tally(long[] counts) {
        this.counts = counts;
    }

    /** So many of a measure; fewer if negative. */
    record Count(Measure measure, long by) {
    }

    public Tally plus(Measure measure, long by) {
        return plus(List.of(new Count(measure, by)));
    }

    Tally plus(List<Count> more) {
        long[] changed = counts.clone();
        for (Count count : more) {
            changed[count.measure().ordinal()] += count.by();
        }
        return new Tally(changed);
    }

    public Tally plus(Tally other) {
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Tally(sum);
    }

    public long of(Measure measure) {
        return counts[measure.ordinal()];
    }

    /** The counts in the order of {@link Measure}, joined by commas, trailing zeros left out. */
    public String encode() {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : ",").append(counts[i]);
        }
        return text.toString();
    }

    /** The inverse of {@link #encode()}. */
    public static Tally decode(String text) {
        long[] counts = new long[Measure.values().length];
        if (!text.isEmpty()) {
            int i = 0;
            for (String count : text.split(",")) {
                counts[i++] = Long.parseLong(count);
            }
        }
        return new Tally(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return encode();
    }
}
