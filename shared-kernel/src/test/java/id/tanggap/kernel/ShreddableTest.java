package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import id.tanggap.kernel.complaint.Reporter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShreddableTest {

    private static final PersonId SITI = new PersonId(UUID.fromString("018f0000-0000-7000-8000-000000000001"));
    private static final Shreddable<Reporter> REPORTER = Shreddable.of(SITI,
            new Reporter("Siti Rahayu", Optional.of("siti@example.org"), Optional.of("0812 3456 789")));

    private record Envelope(Optional<Shreddable<Reporter>> reporter, List<Shreddable<String>> texts) {
    }

    @Test
    void personal_data_never_prints_its_value() {
        assertThat(REPORTER).hasToString("[personal]");
        assertThat(Shreddable.erased(SITI)).hasToString("[erased]");
    }

    @Test
    void personal_data_does_not_print_its_value_inside_a_record() {
        Envelope envelope = new Envelope(Optional.of(REPORTER), List.of(Shreddable.of(SITI, "Jalan Melati 5")));

        assertThat(envelope.toString()).doesNotContain("Siti", "siti@", "0812", "Melati").contains("[personal]");
    }

    @Test
    void personal_data_does_not_print_its_value_inside_a_refusal() {
        Refusal refusal = Refusal.of(RequestRule.FIELD_INVALID, "/reporter", Map.of("expected", REPORTER));

        assertThat(refusal.toString() + refusal.getMessage() + refusal.text().id() + refusal.text().en())
                .doesNotContain("Siti", "siti@", "0812").contains("[personal]");
    }

    @Test
    void an_erased_value_is_gone() {
        Shreddable<Reporter> erased = Shreddable.erased(SITI);

        assertThat(erased.value()).isEmpty();
        assertThat(erased.box()).isEmpty();
        assertThat(erased.subject()).isEqualTo(SITI);
    }

    @Test
    void a_sealed_value_tells_whose_it_is_and_nothing_else() {
        Shreddable<Reporter> sealed = Shreddable.sealed(SITI, new Shreddable.Box() { });

        assertThat(sealed.value()).isEmpty();
        assertThat(sealed.subject()).isEqualTo(SITI);
        assertThat(sealed).hasToString("[sealed]").isNotEqualTo(REPORTER).isNotEqualTo(Shreddable.erased(SITI));
    }

    @Test
    void a_value_that_stands_is_never_null() {
        assertThatNullPointerException().isThrownBy(() -> Shreddable.of(SITI, null));
    }
}
