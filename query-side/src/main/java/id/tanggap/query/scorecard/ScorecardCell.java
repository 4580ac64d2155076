package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened at one office, with one class of complaints, in one period. Adding up cells gives the scorecard of any
 * range.
 *
 * @param tally                the counts
 * @param firstResponse        seconds from submission to the first interim or final response
 * @param resolution           seconds from submission to the final response that ended it, pauses taken out
 * @param firstResponseWorking the same in seconds of working days, 86,400 each
 * @param resolutionWorking    the same in seconds of working days
 */
public record ScorecardCell(Key key, Tally tally, Histogram firstResponse, Histogram resolution,
                            Histogram firstResponseWorking, Histogram resolutionWorking) {

    /** Which cell. */
    public record Key(OfficeId office, Classification classification, Period period) {
    }

    public static ScorecardCell empty(Key key) {
        return new ScorecardCell(key, Tally.ZERO, Histogram.EMPTY, Histogram.EMPTY, Histogram.EMPTY, Histogram.EMPTY);
    }

    ScorecardCell counted(List<Tally.Count> counts) {
        return counts.isEmpty() ? this : new ScorecardCell(key, tally.plus(counts), firstResponse, resolution,
                firstResponseWorking, resolutionWorking);
    }

    /** @param working empty where it cannot be counted */
    ScorecardCell firstResponse(long seconds, OptionalLong working) {
        return new ScorecardCell(key, tally, firstResponse.plus(seconds), resolution,
                working.isPresent() ? firstResponseWorking.plus(working.getAsLong()) : firstResponseWorking,
                resolutionWorking);
    }

    ScorecardCell resolved(long seconds, OptionalLong working) {
        return new ScorecardCell(key, tally, firstResponse, resolution.plus(seconds), firstResponseWorking,
                working.isPresent() ? resolutionWorking.plus(working.getAsLong()) : resolutionWorking);
    }

    /** Takes back what {@link #resolved} counted. */
    ScorecardCell unresolved(long seconds, Optional<Long> working) {
        return new ScorecardCell(key, tally, firstResponse, resolution.minus(seconds), firstResponseWorking,
                working.map(resolutionWorking::minus).orElse(resolutionWorking));
    }
}
