package id.tanggap.command.law;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.clock.RulebookEvent;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What follows from a command about the rulebook: events, or a {@link Refusal}. Pure. */
final class RulebookDecision {

    private RulebookDecision() {
    }

    static List<RulebookEvent> open(RulebookCommand.Open c) {
        if (c.provenance().actor().role() != Role.SYSTEM) {
            throw Refusal.of(LawRule.ADMINISTRATORS_ONLY);
        }
        return Stream.<RulebookEvent>concat(
                c.standards().stream().map(standard -> new RulebookEvent.StandardSet(standard, c.provenance())),
                Stream.of(new RulebookEvent.ProcedureSet(c.procedure(), c.provenance()))).toList();
    }

    /** Whether this actor may ask this at all. */
    static void admit(RulebookCommand.Change command) {
        if (command.provenance().actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(LawRule.ADMINISTRATORS_ONLY);
        }
    }

    /** @param zone whose days count where no office's do */
    static List<RulebookEvent> decide(Rulebook rulebook, RulebookCommand.Change command, ZoneId zone) {
        admit(command);
        return switch (command) {
            case RulebookCommand.SetStandard c -> {
                if (rulebook.standards().all().contains(c.standard())) {
                    yield List.of();
                }
                LawRule.requireAhead(c.standard().effectiveFrom(), zone, c.provenance());
                yield List.of(new RulebookEvent.StandardSet(c.standard(), c.provenance()));
            }
            case RulebookCommand.SetProcedure c -> {
                if (rulebook.procedures().contains(c.procedure())) {
                    yield List.of();
                }
                LawRule.requireAhead(c.procedure().effectiveFrom(), zone, c.provenance());
                yield List.of(new RulebookEvent.ProcedureSet(c.procedure(), c.provenance()));
            }
        };
    }
}
