package id.tanggap.infra.search;

import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.course.Course;
import java.util.Optional;

/**
 * A complaint as far as lists are filtered by it. A pure fold of its events; says nothing personal.
 *
 * @param number position of its submission
 */
record Filed(long number, ComplaintId id, Category category, Course course, Secrecy secrecy,
             Optional<Classification> classification) {

    static Filed begin(long position, ComplaintEvent.Submitted e) {
        return new Filed(position, e.complaint(), e.category(), Course.begin(e), Secrecy.begin(e), Optional.empty());
    }

    Filed evolve(ComplaintEvent event) {
        return new Filed(number, id, category, course.evolve(event), secrecy.evolve(event),
                event instanceof ComplaintEvent.Forwarded e ? Optional.of(e.classification()) : classification);
    }

    boolean erased() {
        return secrecy.erased().isPresent();
    }
}
