package id.tanggap.kernel.inspection;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/** What is inspected: one complaint, or one office. */
public record Matter(Optional<ComplaintId> complaint, Optional<OfficeId> office) {

    /** @throws IllegalArgumentException if it is not exactly one */
    public Matter {
        if (complaint.isPresent() == office.isPresent()) {
            throw new IllegalArgumentException("an inspection is about a complaint or about an office");
        }
    }

    public static Matter of(ComplaintId complaint) {
        return new Matter(Optional.of(complaint), Optional.empty());
    }

    public static Matter of(OfficeId office) {
        return new Matter(Optional.empty(), Optional.of(office));
    }
}
