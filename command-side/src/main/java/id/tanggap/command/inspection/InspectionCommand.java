package id.tanggap.command.inspection;

import id.tanggap.command.complaint.ComplaintCommand.Text;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What can be asked of an inspection. */
public sealed interface InspectionCommand {

    InspectionId inspection();

    Provenance provenance();

    /** @param reason its subject is that of all texts of the inspection */
    record Open(InspectionId inspection, Matter matter, Shreddable<String> reason, Provenance provenance)
            implements InspectionCommand {
    }

    /** Asked of an inspection that exists. */
    sealed interface Change extends InspectionCommand {
    }

    record RecordFinding(InspectionId inspection, Text text, Optional<Severity> severity, Provenance provenance)
            implements Change {
    }

    /**
     * @param findings on which it rests
     * @param due      last day, in the office's zone
     */
    record Recommend(InspectionId inspection, OfficeId office, Text text, List<Integer> findings, Optional<LocalDate> due,
                     Provenance provenance) implements Change {

        public Recommend {
            findings = List.copyOf(findings);
        }
    }

    /** Lets the offices addressed see every recommendation that was not sent yet. */
    record SendReport(InspectionId inspection, Provenance provenance) implements Change {
    }

    /** Asked by the office that a recommendation is addressed to. */
    record ReportFollowUp(InspectionId inspection, int recommendation, Text text, Provenance provenance) implements Change {
    }

    record Close(InspectionId inspection, Conclusion conclusion, Text summary, Provenance provenance) implements Change {
    }

    /** Asks for nothing but the answer that the same request got before. */
    record Recall(InspectionId inspection, Provenance provenance) implements Change {
    }
}
