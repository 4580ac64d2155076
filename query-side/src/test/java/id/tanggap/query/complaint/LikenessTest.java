package id.tanggap.query.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Location;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By what complaints are compared. */
class LikenessTest {

    private static Likeness saying(String... words) {
        return new Likeness(Set.of(words), Set.of(), Optional.empty());
    }

    private static Likeness at(double latitude, double longitude) {
        return new Likeness(Set.of(), Set.of(), Optional.of(new Location.Coordinates(latitude, longitude)));
    }

    private static Likeness addressed(String... words) {
        return new Likeness(Set.of(), Set.of(words), Optional.empty());
    }

    @Test
    void closeness_is_the_share_of_words_that_both_say() {
        assertThat(saying("lampu", "padam").closeness(saying("padam", "lampu"))).isEqualTo(1);
        assertThat(saying("lampu", "padam").closeness(saying("lampu", "rusak"))).isEqualTo(1 / 3.0);
        assertThat(saying("lampu").closeness(saying("banjir"))).isZero();
        assertThat(saying().closeness(saying())).isZero();
    }

    @Test
    void points_are_near_within_a_short_walk_and_say_more_than_addresses() {
        assertThat(at(-6.2000, 106.8000).isNear(at(-6.2100, 106.8050))).isTrue();
        assertThat(at(-6.2000, 106.8000).isNear(at(-6.2000, 106.8200))).isFalse();
        Likeness here = new Likeness(Set.of(), Set.of("melati"), Optional.of(new Location.Coordinates(-6.2, 106.8)));
        Likeness far = new Likeness(Set.of(), Set.of("melati"), Optional.of(new Location.Coordinates(-7.2, 106.8)));
        assertThat(here.isNear(far)).isFalse();
    }

    @Test
    void addresses_are_near_if_they_share_half_of_the_shorter_ones_words() {
        assertThat(addressed("melati", "pasar").isNear(addressed("melati"))).isTrue();
        assertThat(addressed("melati", "pasar", "anyar").isNear(addressed("melati", "kulon", "wetan"))).isFalse();
        assertThat(addressed().isNear(addressed())).isFalse();
    }

    @Test
    void an_offices_name_counts_by_its_own_words_and_not_by_what_all_offices_are_called() {
        Likeness report = saying("perhub", "dinas");

        assertThat(report.inNameOf("Dinas Perhubungan Kota")).containsExactly("Perhubungan");
        assertThat(report.inNameOf("Dinas Kesehatan")).isEmpty();
    }
}
