package id.tanggap.command.law;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.NOW;
import static id.tanggap.command.complaint.ComplaintFixture.ROADS;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import id.tanggap.command.SmallPlatform;
import id.tanggap.command.StreamConditions;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.clock.WorkingCalendar;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedLawsTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId JAYAPURA = ZoneId.of("Asia/Jayapura");
    private static final CalendarId PAPUA = new CalendarId("papua");
    private static final OfficeId UNKNOWN = new OfficeId(new UUID(1, 2));

    private final SmallPlatform platform = new SmallPlatform();
    private final EventStore events = spy(platform.events());
    private final RecordedLaws laws = new RecordedLaws(events, JAKARTA);

    @BeforeEach
    void seed() {
        platform.send(new CalendarCommand.Register(RecordedLaw.GENERAL, Optional.empty(),
                CalendarFile.lines(CalendarFile.write(CalendarFile.indonesia())).stream()
                        .map(CalendarFile.Line::change).toList(), by(Actor.SYSTEM)));
        platform.send(new RulebookCommand.Open(Seed.standards(), Seed.procedure(), by(Actor.SYSTEM)));
        platform.send(new CalendarCommand.Register(PAPUA, Optional.of(RecordedLaw.GENERAL), List.of(), by(ADMIN)));
        platform.send(new OfficeCommand.Register(ROADS, "Dinas Jalan", Optional.empty(), JAYAPURA, Optional.of(PAPUA),
                by(ADMIN)));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private List<Turn> turns(OfficeId office) {
        return laws.turns(office, NOW, Optional.empty());
    }

    private void holiday(CalendarId calendar, LocalDate date) {
        platform.send(new CalendarCommand.Make(calendar, new CalendarChange.NameDay(
                new NamedDay(date, DayKind.REGIONAL, new Text("Libur", "Holiday"), "Perda")), by(ADMIN)));
    }

    @Test
    void the_law_is_what_its_events_say() {
        assertThat(laws.general()).isEqualTo(new WorkingCalendar(JAKARTA, CalendarFile.indonesia()));
        assertThat(laws.procedure(NOW)).isEqualTo(Seed.procedure());
        assertThat(laws.standard(ROADS, Classification.COMPLAINT, NOW)).isEqualTo(Seed.standards().getFirst());
        assertThat(turns(ROADS)).extracting(turn -> turn.calendar().toString())
                .containsExactly("indonesia+papua in Asia/Jayapura");
    }

    @Test
    void an_office_that_is_not_known_counts_by_the_general_calendar() {
        assertThat(turns(UNKNOWN)).containsExactly(new Turn(UNKNOWN, laws.general(), NOW));
        assertThat(laws.standard(UNKNOWN, Classification.ASPIRATION, NOW).limit()).isEqualTo(Limit.workingDays(5));
    }

    @Test
    void a_change_of_any_calendar_that_an_office_counts_by_is_seen_at_once() {
        LocalDate tuesday = LocalDate.of(2026, 3, 10);
        LocalDate wednesday = LocalDate.of(2026, 3, 11);
        assertThat(turns(ROADS).getFirst().calendar().isWorkingDay(tuesday)).isTrue();

        holiday(RecordedLaw.GENERAL, tuesday);
        holiday(PAPUA, wednesday);

        assertThat(turns(ROADS).getFirst().calendar().isWorkingDay(tuesday)).isFalse();
        assertThat(turns(ROADS).getFirst().calendar().isWorkingDay(wednesday)).isFalse();
    }

    @Test
    void what_an_office_decided_is_seen_at_once() {
        ServiceStandard own = new ServiceStandard(Classification.COMPLAINT, Limit.workingHours(30), "Perda", "",
                LocalDate.of(2026, 3, 3));
        laws.standard(ROADS, Classification.COMPLAINT, NOW);

        platform.send(new OfficeCommand.SetServiceStandard(ROADS, own, by(ADMIN)));
        platform.send(new OfficeCommand.ChooseCalendar(ROADS, RecordedLaw.GENERAL, LocalDate.of(2026, 4, 1), by(ADMIN)));

        assertThat(laws.standard(ROADS, Classification.COMPLAINT, NOW.plusSeconds(86_400))).isEqualTo(own);
        assertThat(turns(ROADS)).hasSize(2);
    }

    @Test
    void nothing_is_read_again_as_long_as_nothing_changes() {
        turns(ROADS);
        laws.standard(ROADS, Classification.COMPLAINT, NOW);
        laws.procedure(NOW);
        clearInvocations(events);

        WorkingCalendar calendar = turns(ROADS).getFirst().calendar();
        laws.standard(ROADS, Classification.COMPLAINT, NOW);
        laws.procedure(NOW);

        verify(events, never()).readEvents(anyString(), anyLong());
        assertThat(turns(ROADS).getFirst().calendar()).isSameAs(calendar);
    }

    @Test
    void only_what_is_new_is_read() {
        laws.find(RecordedLaw.GENERAL);
        long recorded = events.lastSequenceNumberFor(RecordedLaw.GENERAL.stream()).orElseThrow();
        holiday(RecordedLaw.GENERAL, LocalDate.of(2026, 3, 10));

        laws.find(RecordedLaw.GENERAL);

        verify(events, times(1)).readEvents(RecordedLaw.GENERAL.stream(), recorded + 1);
    }

    @Test
    void a_decision_about_a_calendar_rests_on_the_calendars_that_it_looked_at() {
        long last = events.lastSequenceNumberFor(RecordedLaw.GENERAL.stream()).orElseThrow();
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a command"));
        try {
            laws.find(RecordedLaw.GENERAL);
            laws.find(new CalendarId("atlantis"));

            assertThat(StreamConditions.current())
                    .isEqualTo(Map.of("calendar/indonesia", last, "calendar/atlantis", -1L));
        } finally {
            unit.rollback();
        }
    }

    @Test
    void a_decision_does_not_rest_on_the_law() {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a command"));
        try {
            turns(ROADS);
            laws.standard(ROADS, Classification.COMPLAINT, NOW);

            assertThat(StreamConditions.current()).isEmpty();
        } finally {
            unit.rollback();
        }
    }
}
