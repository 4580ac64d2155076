package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.account.AccountName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String PASSWORD = "kucing hijau membaca koran";

    @Test
    void a_password_fits_its_own_hash_and_no_other() {
        try (Passwords passwords = new Passwords()) {
            Optional<String> hash = passwords.chosen(PASSWORD, AccountName.of("adi")).blockOptional();

            assertThat(passwords.fits(PASSWORD, hash).block()).isTrue();
            assertThat(passwords.fits(PASSWORD + " ", hash).block()).isFalse();
        }
    }

    /** Whatever is taken for one that it cannot read would be refused at once, and show that there is no account. */
    @Test
    void what_stands_for_no_password_costs_what_a_hash_costs_and_fits_nothing() {
        try (Passwords passwords = new Passwords()) {
            String real = passwords.chosen(PASSWORD, AccountName.of("adi")).block();
            String none = Passwords.ofNoPassword();

            assertThat(parts(none)).hasSize(6).startsWith(parts(real).subList(0, 4).toArray(String[]::new));
            assertThat(parts(none)).extracting(String::length).isEqualTo(parts(real).stream().map(String::length).toList());
            assertThat(none).isNotEqualTo(Passwords.ofNoPassword());
            assertThat(passwords.fits(PASSWORD, Optional.of(none)).block()).isFalse();
            assertThat(passwords.fits(PASSWORD, Optional.empty()).block()).isFalse();
        }
    }

    private static List<String> parts(String hash) {
        return Arrays.asList(hash.split("\\$"));
    }
}
