package id.tanggap.query.scorecard;

import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The scorecards' cells as read models keep them. Never blocks the caller's thread. */
public interface Scorecards {

    /**
     * The cells of one office for some periods, all classes, in the order of the periods. What did not change since it was
     * last asked for may be the same object, and need not be looked at again.
     */
    Mono<List<ScorecardCell>> cells(OfficeId office, List<Period> periods);

    /** The cells of all offices for some periods, all classes. */
    Mono<List<ScorecardCell>> cells(List<Period> periods);

    /** What is open at an office now; may be the same object as long as it does not change. */
    Mono<Map<BacklogKey, Long>> backlog(OfficeId office);

    /** What was counted one by one in a figure of an office: see {@link Picking}. */
    Mono<List<Counted>> counted(Counted.Question question);

    /** What is open now, at all offices. */
    Mono<Map<BacklogKey, Long>> backlog();
}
