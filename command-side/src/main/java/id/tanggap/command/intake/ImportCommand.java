package id.tanggap.command.intake;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.clock.CalendarId;
import java.time.ZoneId;
import java.util.List;

/** What can be asked of an import. */
public sealed interface ImportCommand {

    ImportId importId();

    Provenance provenance();

    /** @param lines how many lines the file has after its header */
    record Start(ImportId importId, ImportFormat format, String file, String sha256, long lines, ZoneId zone,
                 CalendarId calendar, Provenance provenance) implements ImportCommand {
    }

    /** Asked of an import that exists. */
    sealed interface Change extends ImportCommand {
    }

    /** Records that every line up to and including {@code throughLine} is dealt with. */
    record Advance(ImportId importId, long throughLine, long imported, long known, List<RefusedLine> refused,
                   Provenance provenance) implements Change {

        public Advance {
            refused = List.copyOf(refused);
        }
    }

    record Finish(ImportId importId, Provenance provenance) implements Change {
    }

    record Fail(ImportId importId, Text reason, Provenance provenance) implements Change {
    }

    /** Asks for nothing but where the import stands. */
    record Recall(ImportId importId, Provenance provenance) implements Change {
    }
}
