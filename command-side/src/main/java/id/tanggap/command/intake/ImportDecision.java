package id.tanggap.command.intake;

import id.tanggap.command.law.Calendars;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.intake.ImportEvent;
import java.util.List;
import java.util.Map;

/**
 * What follows from a command about an import: events, or a {@link Refusal}. Pure. Whatever has been recorded already is
 * not recorded again, so whoever does not know whether a command arrived may send it once more.
 */
final class ImportDecision {

    private ImportDecision() {
    }

    static ImportEvent.Started start(ImportCommand.Start c, Calendars calendars) {
        if (c.provenance().actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(ImportRule.ADMINISTRATORS_ONLY);
        }
        calendars.require(c.calendar(), "calendar");
        return new ImportEvent.Started(c.importId(), c.format(), c.file(), c.sha256(), c.lines(), c.zone(), c.calendar(),
                c.provenance());
    }

    static List<ImportEvent> decide(Import state, ImportCommand.Change command) {
        Provenance provenance = command.provenance();
        return switch (command) {
            case ImportCommand.Advance c -> {
                requirePlatform(c);
                if (c.throughLine() <= state.throughLine()) {
                    yield List.of();
                }
                requirePhase(state, Import.Phase.RUNNING);
                yield List.of(new ImportEvent.Advanced(c.importId(), c.throughLine(), c.imported(), c.known(),
                        c.refused(), provenance));
            }
            case ImportCommand.Finish c -> {
                requirePlatform(c);
                if (state.phase() == Import.Phase.FINISHED) {
                    yield List.of();
                }
                requirePhase(state, Import.Phase.RUNNING);
                if (state.done() != state.lines()) {
                    throw Refusal.of(ImportRule.LINES_MISSING, Map.of("done", state.done(), "lines", state.lines()));
                }
                yield List.of(new ImportEvent.Finished(c.importId(), provenance));
            }
            case ImportCommand.Fail c -> {
                requirePlatform(c);
                if (state.phase() == Import.Phase.FAILED) {
                    yield List.of();
                }
                requirePhase(state, Import.Phase.RUNNING);
                yield List.of(new ImportEvent.Failed(c.importId(), c.reason(), provenance));
            }
            case ImportCommand.Recall _ -> List.of();
        };
    }

    private static void requirePlatform(ImportCommand command) {
        if (command.provenance().actor().role() != Role.SYSTEM) {
            throw Refusal.of(ImportRule.FOR_THE_PLATFORM_ONLY);
        }
    }

    private static void requirePhase(Import state, Import.Phase phase) {
        if (state.phase() != phase) {
            throw Refusal.of(ImportRule.IMPORT_ENDED);
        }
    }
}
