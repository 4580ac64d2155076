package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.law.LawView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The law in {@code views.db}. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class LawReadModelsTest {

    @Parameter
    Kept kept;

    private static final Provenance P = Provenance.now(Actor.SYSTEM, Instant.parse("2026-03-02T02:00:00Z"), "request-1");
    private static final OfficeId ROADS = new OfficeId(new UUID(0x018f_0000_0000_7000L, 0x9000_0000_0000_0001L));
    private static final CalendarId PAPUA = new CalendarId("papua");

    @TempDir
    Path folder;

    private final Map<String, Long> sequences = new HashMap<>();

    private Recorded recorded(String type, String stream, DomainEvent event) {
        return new Recorded(type, stream, sequences.merge(stream, 0L, (last, _) -> last + 1), event);
    }

    private List<Recorded> history() {
        List<Recorded> history = new ArrayList<>();
        history.add(recorded("CalendarAggregate", "calendar/indonesia",
                new CalendarEvent.Registered(RecordedLaw.GENERAL, Optional.empty(), P)));
        CalendarFile.lines(CalendarFile.write(CalendarFile.indonesia())).forEach(line -> history.add(recorded(
                "CalendarAggregate", "calendar/indonesia", CalendarEvent.of(RecordedLaw.GENERAL, line.change(), P))));
        history.add(recorded("CalendarAggregate", "calendar/papua",
                new CalendarEvent.Registered(PAPUA, Optional.of(RecordedLaw.GENERAL), P)));
        Seed.standards().forEach(standard -> history.add(recorded("RulebookAggregate", RulebookEvent.STREAM,
                new RulebookEvent.StandardSet(standard, P))));
        history.add(recorded("RulebookAggregate", RulebookEvent.STREAM, new RulebookEvent.ProcedureSet(Seed.procedure(), P)));
        history.add(recorded("OfficeAggregate", ROADS.toString(), new OfficeEvent.Registered(ROADS, "Dinas Jalan",
                Optional.empty(), ZoneId.of("Asia/Jayapura"), Optional.of(PAPUA), P)));
        history.add(recorded("OfficeAggregate", ROADS.toString(), new OfficeEvent.CalendarChosen(ROADS, RecordedLaw.GENERAL,
                LocalDate.of(2026, 4, 1), P)));
        return history;
    }

    private static void requireSame(LawView law, LawView as) {
        assertThat(law.version()).isEqualTo(as.version());
        assertThat(law.calendars()).isEqualTo(as.calendars());
        assertThat(law.rulebook()).isEqualTo(as.rulebook());
        assertThat(law.law().calendars()).containsExactlyInAnyOrderElementsOf(as.law().calendars());
        assertThat(law.law().rulebook()).isEqualTo(as.law().rulebook());
        assertThat(law.law().office(ROADS)).isEqualTo(as.law().office(ROADS)).isPresent();
        assertThat(law.law().turns(ROADS, P.occurredAt(), Optional.empty()))
                .isEqualTo(as.law().turns(ROADS, P.occurredAt(), Optional.empty())).hasSize(2);
    }

    @Test
    void the_law_is_the_same_after_a_restart_and_after_a_rebuild() throws Exception {
        LawView before;
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history());
            platform.caughtUp();
            before = platform.views.present().block();
            assertThat(before.version()).isEqualTo(platform.engine.lastPosition());
            assertThat(before.law().general().layers()).containsExactly(CalendarFile.indonesia());

            platform.rebuilt();

            requireSame(platform.views.present().block(), before);
        }
        try (Platform again = Platform.in(kept, folder)) {
            requireSame(again.views.present().block(), before);
        }
    }

    @Test
    void a_law_that_goes_on_after_a_restart_is_the_one_that_never_stopped() throws Exception {
        List<Recorded> history = history();
        for (int from = 0; from < history.size(); from += 40) {
            try (Platform platform = Platform.in(kept, folder)) {
                platform.append(history.subList(from, Math.min(from + 40, history.size())));
                platform.caughtUp();
            }
        }
        LawView whole = LawView.nothing(Platform.ZONE);
        for (int i = 0; i < history.size(); i++) {
            whole = whole.with(history.get(i).event(), i, history.get(i).sequence());
        }

        try (Platform platform = Platform.in(kept, folder)) {
            requireSame(platform.views.present().block(), whole);
        }
    }
}
