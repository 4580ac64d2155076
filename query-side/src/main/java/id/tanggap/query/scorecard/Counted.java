package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * That an event of a complaint was counted in some figures of an office's day: what a scorecard adds up, one by one. It is
 * written where the figures are counted, so that both say the same.
 *
 * @param day       on which it is counted, in the office's zone
 * @param complaint its number
 * @param position  of the event
 * @param figures   in which it is counted; may be empty if it only takes back. Not a copy, for there is one for nearly every
 *                  event: leave it as it is
 * @param takesBack whether the complaint's resolution that was counted on that day before is none any more
 * @param working   how long it took, in seconds of working days, where a duration was counted with it and could be: the time
 *                  to the first response, or to the resolution. No event is both
 */
public record Counted(OfficeId office, LocalDate day, Classification classification, long complaint, long position,
                      Set<Figure> figures, boolean takesBack, OptionalLong working) {

    /** Where it stands among all that is counted at an office: by days, on a day by the order of events. */
    public Place place() {
        return new Place(day, position);
    }

    /** A place among what is counted at an office. */
    public record Place(LocalDate day, long position) {

        boolean isBefore(Place other) {
            return day.isBefore(other.day) || day.equals(other.day) && position < other.position;
        }
    }

    /**
     * Which of the durations of a figure: a bin of a distribution, or several side by side.
     *
     * <p>A histogram knows durations to three significant digits, and an edge takes its whole bucket to the bin below it. So
     * it is here, by the same buckets: 14 days and some minutes may be "up to 14" in both. Behind a bin are exactly as many
     * as the scorecard says, whatever days are put together.
     *
     * @param overDays working days; with 0, also what took no working time at all
     * @param upToDays working days, more than {@code overDays}; no upper edge without
     */
    public record Took(int overDays, Optional<Integer> upToDays) {

        private static final long SECONDS = 86_400;
        static final int MOST = 100_000;

        public Took {
            if (overDays < 0 || overDays > MOST || upToDays.filter(days -> days <= overDays || days > MOST).isPresent()) {
                throw new IllegalArgumentException("no durations lie between these");
            }
        }

        boolean includes(OptionalLong working) {
            return working.isPresent() && (overDays == 0 || !Histogram.isAtMost(working.getAsLong(), overDays * SECONDS))
                    && upToDays.map(days -> Histogram.isAtMost(working.getAsLong(), days * SECONDS)).orElse(true);
        }
    }

    /**
     * What somebody wants to look behind.
     *
     * @param from           first day, in the office's zone
     * @param to             last day
     * @param classification only of this class
     * @param took           only what took so long: for figures that are {@linkplain Figure#isTimed() timed}
     * @param after          goes on with what lies before this place: the newest come first
     * @param limit          at most so many
     */
    public record Question(OfficeId office, LocalDate from, LocalDate to, Figure figure,
                           Optional<Classification> classification, Optional<Took> took, Optional<Place> after, int limit) {

        /** The last day that may still have something. */
        public LocalDate until() {
            return after.map(Place::day).filter(day -> day.isBefore(to)).orElse(to);
        }
    }
}
