package id.tanggap.query.law;

import static id.tanggap.query.Cases.ROADS;
import static id.tanggap.query.Cases.registered;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.projection.MemoryViews;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LawProjectionTest {

    private static final Provenance P = registered(ROADS, "Asia/Jayapura").provenance();

    private final MemoryViews views = new MemoryViews();

    private void nation() {
        views.apply("nation", new CalendarEvent.Registered(RecordedLaw.GENERAL, Optional.empty(), P));
        CalendarFile.lines(CalendarFile.write(CalendarFile.indonesia())).forEach(line ->
                views.apply("nation", CalendarEvent.of(RecordedLaw.GENERAL, line.change(), P)));
    }

    @Test
    void the_law_is_what_all_its_events_say() {
        nation();
        Seed.standards().forEach(standard -> views.apply("rulebook", new RulebookEvent.StandardSet(standard, P)));
        views.apply("rulebook", new RulebookEvent.ProcedureSet(Seed.procedure(), P));
        views.apply(ROADS, registered(ROADS, "Asia/Jayapura"));

        RecordedLaw law = views.law().law();

        assertThat(law.general().layers()).containsExactly(CalendarFile.indonesia());
        assertThat(law.rulebook().standards().all()).isEqualTo(Seed.standards());
        assertThat(law.rulebook().procedures()).containsExactly(Seed.procedure());
        assertThat(law.office(ROADS).orElseThrow().zone().getId()).isEqualTo("Asia/Jayapura");
    }

    @Test
    void calendars_and_the_rulebook_have_the_sequence_of_their_last_event() {
        nation();
        Seed.standards().forEach(standard -> views.apply("rulebook", new RulebookEvent.StandardSet(standard, P)));

        assertThat(views.law().calendars()).containsOnlyKeys(RecordedLaw.GENERAL)
                .containsValue((long) CalendarFile.lines(CalendarFile.write(CalendarFile.indonesia())).size());
        assertThat(views.law().rulebook()).isEqualTo(3);
    }

    @Test
    void the_version_is_the_position_of_the_event_that_changed_the_law_last() {
        assertThat(views.law().version()).isEqualTo(-1);

        views.apply(ROADS, registered(ROADS, "Asia/Jayapura"));
        assertThat(views.law().version()).isZero();

        views.apply(ROADS, new OfficeEvent.Renamed(ROADS, "Bina Marga", P));
        assertThat(views.law().version()).as("a name is not of the law").isZero();

        views.apply(ROADS, new OfficeEvent.CalendarChosen(ROADS, Seed.WEEKENDS_ONLY, LocalDate.of(2027, 1, 1), P));
        assertThat(views.law().version()).isEqualTo(2);
    }
}
