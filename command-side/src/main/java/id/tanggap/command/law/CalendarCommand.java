package id.tanggap.command.law;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import java.util.List;
import java.util.Optional;

/** What can be asked of a calendar. */
public sealed interface CalendarCommand {

    CalendarId calendar();

    Provenance provenance();

    /** @param contents what it says from the beginning, in an order in which it can be taken */
    record Register(CalendarId calendar, Optional<CalendarId> over, List<CalendarChange> contents, Provenance provenance)
            implements CalendarCommand {

        public Register {
            contents = List.copyOf(contents);
        }
    }

    /** Asked of a calendar that exists. */
    sealed interface Change extends CalendarCommand {
    }

    record Make(CalendarId calendar, CalendarChange change, Provenance provenance) implements Change {
    }

    /** Takes all lines or none. What is recorded already is not recorded again; nothing is cancelled. */
    record TakeFile(CalendarId calendar, List<CalendarFile.Line> lines, Provenance provenance) implements Change {

        public TakeFile {
            lines = List.copyOf(lines);
        }
    }

    /** Asks for nothing but the answer that the same request got before. */
    record Recall(CalendarId calendar, Provenance provenance) implements Change {
    }
}
