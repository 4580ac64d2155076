package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReporterSecretTest {

    private static final ReporterSecret SECRET = ReporterSecret.from("seventeen bytes!!".getBytes());

    @Test
    void a_secret_never_prints_itself() {
        assertThat(SECRET).hasToString("[secret]");
        assertThat(SECRET.hash()).hasToString("[hash]");
        assertThat("%s".formatted(new Holder(SECRET, SECRET.hash())))
                .doesNotContain(SECRET.reveal()).doesNotContain(SECRET.hash().value());
    }

    private record Holder(ReporterSecret secret, SecretHash hash) {
    }

    @Test
    void a_secret_has_26_symbols_in_groups_of_four() {
        assertThat(SECRET.reveal()).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}");
    }

    @Test
    void a_secret_is_made_of_128_bits_or_more() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReporterSecret.from(new byte[16]));
    }

    @Test
    void the_hash_is_the_sha_256_of_the_symbols_so_that_it_can_be_checked_anywhere() {
        assertThat(ReporterSecret.from(new byte[17]).hash().value())
                .isEqualTo("575b83480d348cd3168ffbb874e26156b7d94842cd6c667dba6867976e62d38d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7K3Q", "0000-0000-0000-0000-0000-0000-0", "0000-0000-0000-0000-0000-0000-000",
            "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UU"})
    void what_cannot_be_a_secret_is_refused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReporterSecret.read(typed));
    }

    @Property
    void a_secret_typed_carelessly_has_the_same_hash(@ForAll @Size(17) byte[] random) {
        ReporterSecret secret = ReporterSecret.from(random);
        String typed = secret.reveal().toLowerCase().replace('-', ' ').replace('0', 'o').replace('1', 'I');

        assertThat(ReporterSecret.read(typed).hash().matches(secret.hash())).isTrue();
        assertThat(ReporterSecret.read(typed).reveal()).isEqualTo(secret.reveal());
    }

    @Property
    void another_secret_has_another_hash(@ForAll @Size(17) byte[] random) {
        byte[] other = random.clone();
        other[0] ^= 1;

        assertThat(ReporterSecret.from(random).hash().matches(ReporterSecret.from(other).hash())).isFalse();
    }

    @Test
    void a_hash_has_64_digits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretHash("0".repeat(63)));
    }
}
