package id.tanggap.command.inspection;

import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.inspection.Matter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What follows from a command about an inspection: events, or a {@link Refusal}. Pure. */
final class InspectionDecision {

    private InspectionDecision() {
    }

    static InspectionEvent.Opened open(InspectionCommand.Open c, KnownComplaints complaints, Offices offices) {
        if (c.provenance().actor().role() != Role.INSPECTOR) {
            throw Refusal.of(InspectionRule.INSPECTORS_ONLY);
        }
        requireKnown(c.matter(), complaints, offices);
        return new InspectionEvent.Opened(c.inspection(), c.matter(), c.reason(), c.provenance());
    }

    private static void requireKnown(Matter matter, KnownComplaints complaints, Offices offices) {
        matter.complaint().filter(id -> !complaints.contain(id)).ifPresent(_ -> {
            throw Refusal.of(InspectionRule.MATTER_UNKNOWN, "/complaintId", Map.of());
        });
        matter.office().filter(id -> offices.find(id).isEmpty()).ifPresent(_ -> {
            throw Refusal.of(InspectionRule.MATTER_UNKNOWN, "/officeId", Map.of());
        });
    }

    /**
     * Whether this actor may ask this at all. Comes before anything that tells of the inspection's state: to whoever is not
     * to know of it, there is none.
     *
     * @param inspection null if what goes by this id is no inspection
     */
    static void admit(Inspection inspection, InspectionCommand.Change command) {
        Actor actor = command.provenance().actor();
        boolean inspector = actor.role() == Role.INSPECTOR;
        if (inspection == null || !inspector && inspection.sentTo(actor).isEmpty()) {
            throw Refusal.of(NotFound.INSPECTION_NOT_FOUND);
        }
        boolean ofTheOffice = command instanceof InspectionCommand.ReportFollowUp;
        if (inspector && ofTheOffice) {
            throw Refusal.of(InspectionRule.FOLLOW_UP_IS_THE_OFFICES);
        }
        if (!inspector && !ofTheOffice) {
            throw Refusal.of(InspectionRule.INSPECTORS_ONLY);
        }
    }

    static List<InspectionEvent> decide(Inspection inspection, InspectionCommand.Change command, Offices offices) {
        admit(inspection, command);
        var provenance = command.provenance();
        if (command instanceof InspectionCommand.Recall) {
            throw Refusal.of(InspectionRule.INSPECTION_EXISTS);
        }
        if (inspection.status() == InspectionStatus.CLOSED) {
            throw Refusal.of(InspectionRule.INSPECTION_CLOSED);
        }
        return List.of(switch (command) {
            case InspectionCommand.RecordFinding c -> new InspectionEvent.FindingRecorded(c.inspection(),
                    inspection.findings() + 1, about(inspection, c.text()), c.severity(), provenance);
            case InspectionCommand.Recommend c -> {
                requireAddressee(c, offices);
                c.findings().stream().filter(number -> number < 1 || number > inspection.findings()).findFirst()
                        .ifPresent(number -> {
                            throw Refusal.of(InspectionRule.NO_SUCH_FINDING, "/findings", Map.of("finding", number));
                        });
                yield new InspectionEvent.RecommendationMade(c.inspection(), inspection.recommendations().size() + 1,
                        c.office(), about(inspection, c.text()), c.findings().stream().distinct().sorted().toList(), c.due(),
                        provenance);
            }
            case InspectionCommand.SendReport c -> {
                if (inspection.unsent().isEmpty()) {
                    throw Refusal.of(InspectionRule.NOTHING_TO_SEND);
                }
                yield new InspectionEvent.ReportSent(c.inspection(), inspection.unsent(), provenance);
            }
            case InspectionCommand.ReportFollowUp c -> {
                if (!inspection.sentTo(provenance.actor()).contains(c.recommendation())) {
                    throw Refusal.of(InspectionRule.NO_SUCH_RECOMMENDATION, Map.of("recommendation", c.recommendation()));
                }
                yield new InspectionEvent.FollowUpReported(c.inspection(), c.recommendation(),
                        provenance.actor().office().orElseThrow(), about(inspection, c.text()), provenance);
            }
            case InspectionCommand.Close c -> {
                if (!inspection.unsent().isEmpty()) {
                    throw Refusal.of(InspectionRule.NOT_ALL_SENT, Map.of("recommendations", inspection.unsent().stream()
                            .map(String::valueOf).collect(Collectors.joining(", "))));
                }
                yield new InspectionEvent.Closed(c.inspection(), c.conclusion(), about(inspection, c.summary()), provenance);
            }
            case InspectionCommand.Recall _ -> throw new IllegalStateException("answered above");
        });
    }

    private static void requireAddressee(InspectionCommand.Recommend c, Offices offices) {
        Office office = offices.find(c.office())
                .orElseThrow(() -> Refusal.of(InspectionRule.ADDRESSEE_UNKNOWN, "/officeId", Map.of()));
        if (!office.takesComplaints()) {
            throw Refusal.of(InspectionRule.ADDRESSEE_NOT_ACTIVE, "/officeId", Map.of());
        }
        LocalDate today = LocalDate.ofInstant(c.provenance().recordedAt(), office.terms().zone());
        c.due().filter(today::isAfter).ifPresent(_ -> {
            throw Refusal.of(InspectionRule.DUE_DAY_PAST, "/dueOn", Map.of());
        });
    }

    private static Shreddable<String> about(Inspection inspection, ComplaintCommand.Text text) {
        return Shreddable.of(inspection.subject(), text.value());
    }
}
