package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;

/** What is open at an office, by the day of submission. */
public record BacklogKey(OfficeId office, Classification classification, LocalDate submitted) {
}
