package id.tanggap.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.command.law.Calendars;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportDecisionTest {

    private static final ImportId ID = new ImportId(new UUID(1, 2));
    private static final Text REASON = new Text("alasan", "reason");
    private static final RefusedLine REFUSED = new RefusedLine(3, "Agency", "VALUE_MISSING", REASON);

    private static final Calendars CALENDARS = id -> Optional.of(Seed.WEEKENDS_ONLY).filter(id::equals)
            .map(known -> new Calendar(known, Optional.empty(), CalendarLayer.empty(known.value())));

    private Import state = Import.begin(ImportDecision.start(start(as(Role.ADMINISTRATOR)), CALENDARS));

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ADMINISTRATOR", "OFFICER", "OFFICE_HEAD"}, mode = EnumSource.Mode.EXCLUDE)
    void only_an_administrator_starts_an_import(Role role) {
        assertThatThrownBy(() -> ImportDecision.start(start(as(role)), CALENDARS)).hasMessage("ADMINISTRATORS_ONLY");
    }

    @Test
    void only_the_platform_records_progress() {
        Provenance administrator = as(Role.ADMINISTRATOR);
        assertThatThrownBy(() -> decide(new ImportCommand.Advance(ID, 3, 2, 0, List.of(), administrator)))
                .hasMessage("FOR_THE_PLATFORM_ONLY");
        assertThatThrownBy(() -> decide(new ImportCommand.Finish(ID, administrator)))
                .hasMessage("FOR_THE_PLATFORM_ONLY");
        assertThatThrownBy(() -> decide(new ImportCommand.Fail(ID, REASON, administrator)))
                .hasMessage("FOR_THE_PLATFORM_ONLY");
    }

    @Test
    void a_step_is_recorded_with_what_became_of_its_lines() {
        assertThat(decide(advance(4))).containsExactly(
                new ImportEvent.Advanced(ID, 4, 1, 1, List.of(REFUSED), as(Role.SYSTEM)));
    }

    @Test
    void a_step_that_is_recorded_already_is_not_recorded_again() {
        happens(advance(4));
        assertThat(decide(advance(4))).isEmpty();
        assertThat(decide(advance(3))).isEmpty();
    }

    @Test
    void an_import_is_finished_only_when_every_line_is_dealt_with() {
        assertThatThrownBy(() -> decide(finish())).hasMessage("LINES_MISSING");
        happens(advance(4));
        assertThat(decide(finish())).containsExactly(new ImportEvent.Finished(ID, as(Role.SYSTEM)));
    }

    @Test
    void an_end_is_recorded_once() {
        happens(advance(4));
        happens(finish());
        assertThat(decide(finish())).isEmpty();
        assertThatThrownBy(() -> decide(fail())).hasMessage("IMPORT_ENDED");
        assertThatThrownBy(() -> decide(advance(5))).hasMessage("IMPORT_ENDED");
    }

    @Test
    void an_import_that_failed_stays_so() {
        happens(fail());
        assertThat(decide(fail())).isEmpty();
        assertThatThrownBy(() -> decide(finish())).hasMessage("IMPORT_ENDED");
        assertThatThrownBy(() -> decide(advance(4))).hasMessage("IMPORT_ENDED");
    }

    @Test
    void to_ask_where_it_stands_changes_nothing() {
        assertThat(decide(new ImportCommand.Recall(ID, as(Role.ADMINISTRATOR)))).isEmpty();
    }

    private List<ImportEvent> decide(ImportCommand.Change command) {
        return ImportDecision.decide(state, command);
    }

    private void happens(ImportCommand.Change command) {
        decide(command).forEach(event -> state = state.evolve(event));
    }

    private static ImportCommand.Start start(Provenance provenance) {
        return new ImportCommand.Start(ID, ImportFormat.NYC_311, "a.csv", "0".repeat(64), 3, ZoneId.of("Asia/Jakarta"),
                Seed.WEEKENDS_ONLY,                provenance);
    }

    private static ImportCommand.Advance advance(long throughLine) {
        return new ImportCommand.Advance(ID, throughLine, 1, 1, List.of(REFUSED), as(Role.SYSTEM));
    }

    private static ImportCommand.Finish finish() {
        return new ImportCommand.Finish(ID, as(Role.SYSTEM));
    }

    private static ImportCommand.Fail fail() {
        return new ImportCommand.Fail(ID, REASON, as(Role.SYSTEM));
    }

    private static Provenance as(Role role) {
        return Provenance.now(Actor.of(role, "somebody"), Instant.EPOCH, "test");
    }
}
