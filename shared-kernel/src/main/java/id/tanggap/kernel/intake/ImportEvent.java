package id.tanggap.kernel.intake;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarId;
import java.time.ZoneId;
import java.util.List;

/** What can happen to an import of complaints from another system's file. */
public sealed interface ImportEvent extends DomainEvent {

    ImportId importId();

    /**
     * @param file   the file's name as it was given
     * @param sha256 of the file's bytes, in hex
     * @param lines  how many lines the file has after its header. A record counts as one line, however many its quoted
     *               text spans; blank lines do not count. What the steps imported, knew and refused adds up to it.
     * @param zone   the zone of times that carry none
     * @param calendar by which offices count that it registers
     */
    @EventName(value = "import.started", revision = 2)
    record Started(ImportId importId, ImportFormat format, String file, String sha256, long lines, ZoneId zone,
                   CalendarId calendar, Provenance provenance) implements ImportEvent {
    }

    /**
     * Every line up to and including {@code throughLine} is dealt with.
     *
     * @param throughLine number in the file of the line where the step's last record begins, counting the header as 1
     * @param imported    how many complaints this step added
     * @param known       how many lines this step found to be imported already
     * @param refused     the lines of this step that could not be taken
     */
    @EventName("import.advanced")
    record Advanced(ImportId importId, long throughLine, long imported, long known, List<RefusedLine> refused,
                    Provenance provenance) implements ImportEvent {

        public Advanced {
            refused = List.copyOf(refused);
        }
    }

    @EventName("import.finished")
    record Finished(ImportId importId, Provenance provenance) implements ImportEvent {
    }

    /** Cannot go on; what was imported stays. */
    @EventName("import.failed")
    record Failed(ImportId importId, Text reason, Provenance provenance) implements ImportEvent {
    }
}
