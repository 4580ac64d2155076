package id.tanggap.query.office;

import static id.tanggap.query.Cases.ROADS;
import static id.tanggap.query.Cases.WATER;
import static id.tanggap.query.Cases.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.query.office.OfficeView.Standing;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfficeViewTest {

    private static final OfficeEvent.Registered REGISTERED = registered(WATER, "Asia/Makassar");
    private static final Provenance P = REGISTERED.provenance();
    private static final ServiceStandard FIVE_DAYS = standard(5, 2026);
    private static final ServiceStandard TEN_DAYS = standard(10, 2026);
    private static final ServiceStandard NEXT_YEAR = standard(7, 2027);

    @Test
    void a_registered_office_is_active_in_its_zone() {
        OfficeView office = after();

        assertThat(office.standing()).isEqualTo(Standing.ACTIVE);
        assertThat(office.zone().getId()).isEqualTo("Asia/Makassar");
        assertThat(office.sequence()).isZero();
    }

    @Test
    void renaming_and_moving_change_name_and_parent() {
        OfficeView office = after(new OfficeEvent.Renamed(WATER, "air", P),
                new OfficeEvent.Moved(WATER, Optional.of(ROADS), P));

        assertThat(office.name()).isEqualTo("air");
        assertThat(office.parent()).contains(ROADS);
        assertThat(office.sequence()).isEqualTo(2);
    }

    @Test
    void a_standard_takes_the_place_of_the_one_of_the_same_class_and_day() {
        OfficeView office = after(new OfficeEvent.ServiceStandardSet(WATER, FIVE_DAYS, P),
                new OfficeEvent.ServiceStandardSet(WATER, NEXT_YEAR, P),
                new OfficeEvent.ServiceStandardSet(WATER, TEN_DAYS, P));

        assertThat(office.terms().standards().all()).containsExactlyInAnyOrder(NEXT_YEAR, TEN_DAYS);
    }

    @Test
    void an_office_closes_stays_or_goes() {
        OfficeEvent begun = new OfficeEvent.DeactivationBegun(WATER, P);

        assertThat(after(begun).standing()).isEqualTo(Standing.CLOSING);
        assertThat(after(begun, new OfficeEvent.DeactivationAbandoned(WATER, P)).standing()).isEqualTo(Standing.ACTIVE);
        assertThat(after(begun, new OfficeEvent.Deactivated(WATER, P)).standing()).isEqualTo(Standing.INACTIVE);
    }

    @Test
    void nothing_is_registered_twice() {
        assertThatThrownBy(() -> after(REGISTERED)).isInstanceOf(IllegalStateException.class);
    }

    private static ServiceStandard standard(int days, int year) {
        return new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(days), "Peraturan", "Pasal 1",
                LocalDate.of(year, 1, 1));
    }

    private static OfficeView after(OfficeEvent... events) {
        OfficeView view = OfficeView.begin(REGISTERED);
        for (OfficeEvent event : events) {
            view = view.evolve(event, view.sequence() + 1);
        }
        return view;
    }
}
