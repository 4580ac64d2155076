package id.tanggap.infra.views;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.complaint.DueList;
import id.tanggap.query.complaint.WorkList;
import reactor.core.publisher.Mono;

/** Everything that is asked of the complaints. Never blocks the caller's thread. */
public interface ComplaintViews extends Complaints, DueList, WorkList {

    /** Complaints that an office has, or has answered without their having ended. */
    Mono<Long> openAt(OfficeId office);
}
