package id.tanggap.query.inspection;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The inspections as read models keep them. Never blocks the caller's thread. */
public interface Inspections {

    /** Empty if there is none. */
    Mono<InspectionView> find(InspectionId id);

    /**
     * The newest first; at most {@code limit}.
     *
     * @param before only those with a smaller number; empty for all
     */
    Mono<List<InspectionView>> list(Filter filter, Optional<Long> before, int limit);

    /** How many are closed. */
    Mono<Long> closed();

    /**
     * What to list; empty means all.
     *
     * @param complaint about this complaint
     * @param office    about this office
     * @param sentTo    with recommendations that were sent to this office
     */
    record Filter(Optional<ComplaintId> complaint, Optional<OfficeId> office, Optional<OfficeId> sentTo,
                  Optional<InspectionStatus> status) {
    }
}
