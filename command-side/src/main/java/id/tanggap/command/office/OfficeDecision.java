package id.tanggap.command.office;

import id.tanggap.command.law.Calendars;
import id.tanggap.command.law.LawRule;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from a command about an office: events, or a {@link Refusal}. Pure. */
final class OfficeDecision {

    private OfficeDecision() {
    }

    static OfficeEvent.Registered register(OfficeCommand.Register command, Offices offices, Calendars calendars) {
        requireAdministrator(command);
        requireParent(command.parent(), offices);
        command.calendar().ifPresent(calendar -> calendars.require(calendar, "/calendar"));
        return new OfficeEvent.Registered(command.office(), command.name(), command.parent(), command.zone(),
                command.calendar(), command.provenance());
    }

    /**
     * Whether this actor may ask this at all. Comes before anything that tells of the office's state.
     *
     * @param office null if what goes by this id is no office
     */
    static void admit(Office office, OfficeCommand.Change command) {
        if (office == null) {
            throw Refusal.of(NotFound.OFFICE_NOT_FOUND);
        }
        requireAdministrator(command);
    }

    static List<OfficeEvent> decide(Office office, OfficeCommand.Change command, Offices offices,
                                    Calendars calendars) {
        admit(office, command);
        var provenance = command.provenance();
        return switch (command) {
            case OfficeCommand.Rename c -> {
                requireActive(office);
                yield office.name().equals(c.name()) ? List.of()
                        : List.of(new OfficeEvent.Renamed(c.office(), c.name(), provenance));
            }
            case OfficeCommand.Move c -> {
                requireActive(office);
                requireParent(c.parent(), offices);
                requireNotBelow(office.id(), c.parent(), offices);
                yield office.parent().equals(c.parent()) ? List.of()
                        : List.of(new OfficeEvent.Moved(c.office(), c.parent(), provenance));
            }
            case OfficeCommand.SetServiceStandard c -> {
                requireActive(office);
                if (office.terms().standards().all().contains(c.standard())) {
                    yield List.of();
                }
                LawRule.requireAhead(c.standard().effectiveFrom(), office.terms().zone(), provenance);
                yield List.of(new OfficeEvent.ServiceStandardSet(c.office(), c.standard(), provenance));
            }
            case OfficeCommand.ChooseCalendar c -> {
                requireActive(office);
                calendars.require(c.calendar(), "/calendar");
                if (c.calendar().equals(office.terms().later().get(c.effectiveFrom()))) {
                    yield List.of();
                }
                LawRule.requireAhead(c.effectiveFrom(), office.terms().zone(), provenance);
                yield List.of(new OfficeEvent.CalendarChosen(c.office(), c.calendar(), c.effectiveFrom(), provenance));
            }
            case OfficeCommand.BeginDeactivation c -> switch (office.standing()) {
                case ACTIVE -> List.of(new OfficeEvent.DeactivationBegun(c.office(), provenance));
                // begun before and not finished, for instance because the node died: take it up again
                case CLOSING -> List.of();
                case INACTIVE -> throw Refusal.of(OfficeRule.OFFICE_NOT_ACTIVE);
            };
            case OfficeCommand.AbandonDeactivation c -> {
                requireClosing(office);
                yield List.of(new OfficeEvent.DeactivationAbandoned(c.office(), provenance));
            }
            case OfficeCommand.CompleteDeactivation c -> {
                requireClosing(office);
                yield List.of(new OfficeEvent.Deactivated(c.office(), provenance));
            }
            case OfficeCommand.Recall _ -> throw Refusal.of(OfficeRule.OFFICE_EXISTS);
        };
    }

    private static void requireAdministrator(OfficeCommand command) {
        if (command.provenance().actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(OfficeRule.ADMINISTRATORS_ONLY);
        }
    }

    private static void requireActive(Office office) {
        if (!office.takesComplaints()) {
            throw Refusal.of(OfficeRule.OFFICE_NOT_ACTIVE);
        }
    }

    private static void requireClosing(Office office) {
        if (office.standing() != Office.Standing.CLOSING) {
            throw Refusal.of(OfficeRule.DEACTIVATION_NOT_BEGUN);
        }
    }

    private static void requireParent(Optional<OfficeId> parent, Offices offices) {
        parent.ifPresent(id -> {
            Office above = offices.find(id)
                    .orElseThrow(() -> Refusal.of(OfficeRule.PARENT_NOT_FOUND, "/parentId", Map.of()));
            if (!above.takesComplaints()) {
                throw Refusal.of(OfficeRule.PARENT_NOT_ACTIVE, "/parentId", Map.of());
            }
        });
    }

    private static void requireNotBelow(OfficeId office, Optional<OfficeId> parent, Offices offices) {
        for (Optional<OfficeId> above = parent; above.isPresent();
                above = offices.find(above.get()).flatMap(Office::parent)) {
            if (above.get().equals(office)) {
                throw Refusal.of(OfficeRule.UNDER_ITSELF, "/parentId", Map.of());
            }
        }
    }
}
