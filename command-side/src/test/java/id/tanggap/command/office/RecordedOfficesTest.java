package id.tanggap.command.office;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.POTHOLE;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static id.tanggap.command.complaint.ComplaintFixture.forwardTo;
import static id.tanggap.command.complaint.ComplaintFixture.submit;
import static id.tanggap.command.office.OfficeFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Refused;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.StreamConditions;
import id.tanggap.command.complaint.ComplaintRule;
import id.tanggap.kernel.office.OfficeId;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedOfficesTest {

    private final SmallPlatform platform = new SmallPlatform();
    private final EventStore events = spy(platform.events());
    private final RecordedOffices offices = new RecordedOffices(events);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void an_office_is_what_its_events_say() {
        platform.send(register(CITY, null));
        platform.send(register(ROADS, CITY));
        platform.send(rename(ROADS, "Bina Marga"));
        platform.send(new OfficeCommand.SetServiceStandard(ROADS, TEN_DAYS, by(ADMIN)));
        platform.send(begin(ROADS));

        Office office = offices.find(ROADS).orElseThrow();

        assertThat(office.name()).isEqualTo("Bina Marga");
        assertThat(office.parent()).contains(CITY);
        assertThat(office.standing()).isEqualTo(Office.Standing.CLOSING);
        assertThat(office.terms().standards().all()).containsExactly(TEN_DAYS);
    }

    @Test
    void an_office_is_read_once_as_long_as_it_does_not_change() {
        platform.send(register(ROADS, null));

        assertThat(offices.find(ROADS)).isEqualTo(offices.find(ROADS)).isPresent();

        verify(events, times(1)).readEvents(anyString());
    }

    @Test
    void an_office_that_changed_is_read_again() {
        platform.send(register(ROADS, null));
        offices.find(ROADS);
        platform.send(rename(ROADS, "Bina Marga"));

        assertThat(offices.find(ROADS).orElseThrow().name()).isEqualTo("Bina Marga");
        verify(events, times(2)).readEvents(anyString());
    }

    @Test
    void an_unknown_office_is_none() {
        assertThat(offices.find(UNKNOWN)).isEmpty();
    }

    @Test
    void a_complaint_is_no_office() {
        platform.send(submit(POTHOLE));

        assertThat(offices.find(new OfficeId(POTHOLE.value()))).isEmpty();
        assertThat(offices.find(new OfficeId(POTHOLE.value()))).isEmpty();
        Refused.by(ComplaintRule.OFFICE_UNKNOWN, () -> platform.send(forwardTo(new OfficeId(POTHOLE.value()))));
        Refused.by(NotFound.OFFICE_NOT_FOUND, () -> platform.send(rename(new OfficeId(POTHOLE.value()), "x")));
    }

    @Test
    void a_decision_rests_on_every_office_it_looked_at_known_or_not() {
        platform.send(register(ROADS, null));
        platform.send(rename(ROADS, "Bina Marga"));

        assertThat(conditionsOf(() -> {
            offices.find(ROADS);
            offices.find(UNKNOWN);
        })).isEqualTo(Map.of(ROADS.toString(), 1L, UNKNOWN.toString(), -1L));
    }

    @Test
    void a_decision_that_looked_twice_rests_on_what_it_saw_first() {
        platform.send(register(ROADS, null));

        assertThat(conditionsOf(() -> {
            offices.find(ROADS);
            platform.send(rename(ROADS, "Bina Marga"));
            offices.find(ROADS);
        })).isEqualTo(Map.of(ROADS.toString(), 0L));
    }

    @Test
    void outside_a_command_nothing_rests_on_anything() {
        platform.send(register(ROADS, null));

        offices.find(ROADS);

        assertThat(StreamConditions.current()).isEmpty();
    }

    private static Map<String, Long> conditionsOf(Runnable decision) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("a command"));
        try {
            decision.run();
            return Map.copyOf(StreamConditions.current());
        } finally {
            unit.rollback();
        }
    }
}
