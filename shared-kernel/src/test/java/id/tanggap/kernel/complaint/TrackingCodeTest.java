package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"TGP-7K3Q-9F2M-40CD", "tgp-7k3q-9f2m-40cd", "7K3Q9F2M40CD", "TGP7K3Q9F2M40CD",
            "  tgp 7k3q 9f2m 4ocd\n", "7K3Q-9F2M-4OCD"})
    void a_code_is_read_as_people_type_it(String typed) {
        assertThat(TrackingCode.read(typed)).isEqualTo(new TrackingCode("TGP-7K3Q-9F2M-40CD"));
    }

    @Test
    void a_code_that_begins_like_the_prefix_is_read_with_and_without_it() {
        TrackingCode code = new TrackingCode("TGP-TGP7-K3Q9-F2M4");

        assertThat(TrackingCode.read("TGP-TGP7-K3Q9-F2M4")).isEqualTo(code);
        assertThat(TrackingCode.read("TGP7-K3Q9-F2M4")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TGP", "TGP-", "TGP-7K3Q-9F2M", "7K3Q-9F2M-40C", "7K3Q-9F2M-40CDE", "ABC-7K3Q-9F2M-40CD",
            "TGP-7K3Q-9F2M-40CU", "TGP-7K3Q-9F2M-40CD-40CD"})
    void what_cannot_be_a_code_is_refused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrackingCode.read(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TGP-7K3Q-9F2M-4OCD", "tgp-7K3Q-9F2M-40CD", "TGP7K3Q9F2M40CD", "TGP-7K3Q-9F2M-40CD "})
    void a_code_has_exactly_one_written_form(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrackingCode(value));
    }

    @Property
    void every_code_made_is_read_back(@ForAll @Size(8) byte[] random) {
        TrackingCode code = TrackingCode.from(random);

        assertThat(TrackingCode.read(code.toString())).isEqualTo(code);
        assertThat(TrackingCode.read(code.value().substring(4).replace("-", "").toLowerCase())).isEqualTo(code);
    }
}
