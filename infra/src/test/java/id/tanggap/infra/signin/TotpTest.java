package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** Of both RFCs' tests. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"0,755224", "1,287082", "2,359152", "3,969429", "4,338314", "5,254676", "6,287922", "7,162583", "8,399871", "9,520489"})
    void codes_are_those_of_appendix_d_of_rfc_4226(long step, String code) {
        assertThat(Totp.code(SECRET, step)).isEqualTo(code);
    }

    /** Eight digits stand there; of six, the last six are left. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037", "20000000000,353130"})
    void codes_by_time_are_those_of_appendix_b_of_rfc_6238(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void a_code_is_good_in_its_own_step_and_the_one_before_and_after() {
        Instant moment = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.step(moment);
        String code = Totp.code(SECRET, step);

        for (int steps = -1; steps <= 1; steps++) {
            assertThat(Totp.stepOf(code, SECRET, moment.plus(Duration.ofSeconds(30L * steps)))).hasValue(step);
        }
        assertThat(Totp.stepOf(code, SECRET, moment.plus(Duration.ofSeconds(60)))).isEmpty();
        assertThat(Totp.stepOf(code, SECRET, moment.minus(Duration.ofSeconds(60)))).isEmpty();
        assertThat(Totp.stepOf(code.substring(0, 3) + " " + code.substring(3), SECRET, moment)).hasValue(step);
        assertThat(Totp.stepOf("", SECRET, moment)).isEmpty();
    }

    @Test
    void a_secret_is_written_as_apps_read_it() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
