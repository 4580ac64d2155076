package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;

/**
 * What happened at one office, with one class of complaints, in one period. Adding up cells gives the scorecard of any
 * range.
 *
 * @param tally         the counts
 * @param firstResponse seconds from submission to the first interim or final response
 * @param resolution    seconds from submission to the final response that ended it, pauses taken out
 */
public record ScorecardCell(Key key, Tally tally, Histogram firstResponse, Histogram resolution) {

    /** Which cell. */
    public record Key(OfficeId office, Classification classification, Period period) {
    }

    public static ScorecardCell empty(Key key) {
        return new ScorecardCell(key, Tally.ZERO, Histogram.EMPTY, Histogram.EMPTY);
    }

    ScorecardCell counted(Tally.Measure measure, long by) {
        return new ScorecardCell(key, tally.plus(measure, by), firstResponse, resolution);
    }

    ScorecardCell firstResponse(long seconds) {
        return new ScorecardCell(key, tally, firstResponse.plus(seconds), resolution);
    }

    ScorecardCell resolved(long seconds) {
        return new ScorecardCell(key, tally, firstResponse, resolution.plus(seconds));
    }
}
