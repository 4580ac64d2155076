package id.tanggap.kernel.clock;

import id.tanggap.kernel.office.ServiceStandards;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that hold for all offices, over all time. A pure fold of their events.
 *
 * @param standards  what binds an office that has no standard of its own
 * @param procedures in the order of the days on which they take effect
 */
public record Rulebook(ServiceStandards standards, List<Procedure> procedures) {

    public static final Rulebook EMPTY = new Rulebook(new ServiceStandards(List.of()), List.of());

    public Rulebook {
        procedures = procedures.stream().sorted(Comparator.comparing(Procedure::effectiveFrom)).toList();
    }

    public Rulebook evolve(RulebookEvent event) {
        return switch (event) {
            case RulebookEvent.StandardSet e -> new Rulebook(standards.plus(e.standard()), procedures);
            case RulebookEvent.ProcedureSet e -> new Rulebook(standards, Stream.concat(procedures.stream()
                    .filter(p -> !p.effectiveFrom().equals(e.procedure().effectiveFrom())),
                    Stream.of(e.procedure())).toList());
        };
    }

    /** What binds a complaint submitted on a day: the latest that had taken effect by then, the very first one before it. */
    public Optional<Procedure> procedure(LocalDate on) {
        return procedures.reversed().stream().filter(p -> !p.effectiveFrom().isAfter(on)).findFirst()
                .or(() -> procedures.stream().findFirst());
    }
}
