package id.tanggap.command.inspection;

import id.tanggap.kernel.complaint.ComplaintId;

/** Which complaints there are. One that is there stays. */
@FunctionalInterface
public interface KnownComplaints {

    boolean contain(ComplaintId id);
}
