package id.tanggap.kernel.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceStandardsTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    private static ServiceStandard complaintsIn(int workingDays, LocalDate effectiveFrom) {
        return new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(workingDays), "Perda 7/2026", "", effectiveFrom);
    }

    @Test
    void the_latest_standard_that_had_taken_effect_is_in_force() {
        ServiceStandards standards = new ServiceStandards(List.of(complaintsIn(7, JULY), complaintsIn(10, NEW_YEAR)));

        assertThat(standards.inForce(Classification.COMPLAINT, JULY.minusDays(1))).contains(complaintsIn(10, NEW_YEAR));
        assertThat(standards.inForce(Classification.COMPLAINT, JULY)).contains(complaintsIn(7, JULY));
        assertThat(standards.inForce(Classification.COMPLAINT, JULY.plusYears(9))).contains(complaintsIn(7, JULY));
    }

    @Test
    void nothing_is_in_force_before_the_first_standard_or_for_another_class() {
        ServiceStandards standards = new ServiceStandards(List.of(complaintsIn(10, NEW_YEAR)));

        assertThat(standards.inForce(Classification.COMPLAINT, NEW_YEAR.minusDays(1))).isEmpty();
        assertThat(standards.inForce(Classification.ASPIRATION, JULY)).isEmpty();
    }

    @Test
    void a_standard_for_the_same_class_and_day_replaces_the_earlier_one() {
        ServiceStandards standards = new ServiceStandards(List.of(complaintsIn(10, NEW_YEAR)))
                .plus(complaintsIn(12, NEW_YEAR)).plus(complaintsIn(7, JULY));

        assertThat(standards.all()).containsExactly(complaintsIn(12, NEW_YEAR), complaintsIn(7, JULY));
    }

    @Test
    void the_first_standard_of_a_class_is_the_one_that_took_effect_before_all_others() {
        ServiceStandards standards = new ServiceStandards(List.of(complaintsIn(7, JULY), complaintsIn(10, NEW_YEAR)));

        assertThat(standards.first(Classification.COMPLAINT)).contains(complaintsIn(10, NEW_YEAR));
        assertThat(standards.first(Classification.ASPIRATION)).isEmpty();
    }

    @Test
    void a_standard_names_its_regulation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(14), " ", "", JULY));
    }
}
