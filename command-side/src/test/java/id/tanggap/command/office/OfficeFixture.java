package id.tanggap.command.office;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.by;

import id.tanggap.command.SmallPlatform;
import id.tanggap.command.law.Calendars;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.kernel.office.OfficeTerms;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** A city with its departments: public works above roads above the potholes unit; water beside them. */
final class OfficeFixture {

    static final OfficeId CITY = office(1);
    static final OfficeId WORKS = office(2);
    static final OfficeId ROADS = office(3);
    static final OfficeId POTHOLES = office(4);
    static final OfficeId WATER = office(5);
    static final OfficeId MARKETS = office(6);
    static final OfficeId UNKNOWN = office(99);
    static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    static final ServiceStandard TEN_DAYS =
            tenDays(LocalDate.of(2027, 1, 1));

    /** Markets is closed. */
    static final Offices CITY_OFFICES = offices(
            state(CITY, null, Office.Standing.ACTIVE), state(WORKS, CITY, Office.Standing.ACTIVE),
            state(ROADS, WORKS, Office.Standing.ACTIVE), state(POTHOLES, ROADS, Office.Standing.ACTIVE),
            state(WATER, CITY, Office.Standing.ACTIVE), state(MARKETS, CITY, Office.Standing.INACTIVE));

    static final CalendarId PAPUA = new CalendarId("papua");
    static final Calendars CALENDARS = id -> Optional.of(new Calendar(PAPUA, Optional.empty(), CalendarLayer.empty("papua")))
            .filter(calendar -> calendar.id().equals(id));

    private OfficeFixture() {
    }

    static OfficeId office(int number) {
        return new OfficeId(new UUID(0x018f_0000_0000_7000L, 0x9000_0000_0000_0000L | number));
    }

    static ServiceStandard tenDays(LocalDate effectiveFrom) {
        return new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(10), "Perda 7/2026", "Pasal 3",
                effectiveFrom);
    }

    static Office state(OfficeId id, OfficeId parent, Office.Standing standing) {
        return new Office(id, "Dinas", Optional.ofNullable(parent), standing,
                OfficeTerms.begin(registered(id, parent)));
    }

    static Offices offices(Office... offices) {
        Map<OfficeId, Office> byId = new HashMap<>();
        for (Office office : offices) {
            byId.put(office.id(), office);
        }
        return id -> Optional.ofNullable(byId.get(id));
    }

    static AggregateTestFixture<OfficeAggregate> fixture() {
        AggregateTestFixture<OfficeAggregate> fixture = new AggregateTestFixture<>(OfficeAggregate.class);
        fixture.registerInjectableResource(CITY_OFFICES);
        fixture.registerInjectableResource(CALENDARS);
        fixture.registerCommandTargetResolver(SmallPlatform::target);
        return fixture;
    }

    static OfficeEvent.Registered registered(OfficeId id, OfficeId parent) {
        return new OfficeEvent.Registered(id, "Dinas", Optional.ofNullable(parent), JAKARTA, Optional.empty(), by(ADMIN));
    }

    static OfficeCommand.Register register(OfficeId id, OfficeId parent) {
        return new OfficeCommand.Register(id, "Dinas", Optional.ofNullable(parent), JAKARTA, Optional.empty(), by(ADMIN));
    }

    static OfficeCommand.Rename rename(OfficeId id, String name) {
        return new OfficeCommand.Rename(id, name, by(ADMIN));
    }

    static OfficeCommand.Move move(OfficeId id, OfficeId parent) {
        return new OfficeCommand.Move(id, Optional.ofNullable(parent), by(ADMIN));
    }

    static OfficeCommand.BeginDeactivation begin(OfficeId id) {
        return new OfficeCommand.BeginDeactivation(id, by(ADMIN));
    }

    static OfficeCommand.AbandonDeactivation abandon(OfficeId id) {
        return new OfficeCommand.AbandonDeactivation(id, by(ADMIN));
    }

    static OfficeCommand.CompleteDeactivation finish(OfficeId id) {
        return new OfficeCommand.CompleteDeactivation(id, by(ADMIN));
    }

    static OfficeEvent.DeactivationBegun begun(OfficeId id) {
        return new OfficeEvent.DeactivationBegun(id, by(ADMIN));
    }

    static OfficeEvent.DeactivationAbandoned abandoned(OfficeId id) {
        return new OfficeEvent.DeactivationAbandoned(id, by(ADMIN));
    }

    static OfficeEvent.Deactivated deactivated(OfficeId id) {
        return new OfficeEvent.Deactivated(id, by(ADMIN));
    }
}
