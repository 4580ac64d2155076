package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrockfordTest {

    @Test
    void five_bits_are_one_symbol_and_four_symbols_one_group() {
        assertThat(Crockford.groups(new byte[5], 8)).isEqualTo("0000-0000");
        assertThat(Crockford.groups(new byte[] {-1, -1, -1, -1, -1}, 8)).isEqualTo("ZZZZ-ZZZZ");
        assertThat(Crockford.groups(new byte[] {0b00000_000, 0b01_00010_0, 0b0011_0010}, 4)).isEqualTo("0123");
    }

    @Test
    void a_last_group_may_be_shorter_but_never_empty() {
        assertThat(Crockford.groups(new byte[17], 26)).isEqualTo("0000-0000-0000-0000-0000-0000-00");
        assertThat(Crockford.grouped("ABCD")).isEqualTo("ABCD");
    }

    @Test
    void too_few_bytes_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Crockford.groups(new byte[7], 12));
    }

    @ParameterizedTest
    @CsvSource({"o,0", "O,0", "i,1", "I,1", "l,1", "L,1", "ab-c d,ABCD", "7k3q-9f2m,7K3Q9F2M", "'',''"})
    void what_people_type_is_read_as_it_was_meant(String typed, String symbols) {
        assertThat(Crockford.symbols(typed)).isEqualTo(symbols);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U", "u", "é", "7K3Q_9F2M", "\u0000", "٣"})
    void what_stands_for_no_symbol_is_refused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> Crockford.symbols(typed));
    }

    @Property
    void bytes_written_and_read_give_the_same_symbols(@ForAll @Size(10) byte[] bytes) {
        String written = Crockford.groups(bytes, 16);

        assertThat(written).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
        assertThat(Crockford.symbols(written.toLowerCase().replace('0', 'o').replace('1', 'l')))
                .isEqualTo(written.replace("-", ""));
    }

    @Property
    void different_bytes_give_different_symbols(@ForAll @Size(5) byte[] one, @ForAll @Size(5) byte[] other) {
        assertThat(Crockford.groups(one, 8).equals(Crockford.groups(other, 8)))
                .isEqualTo(java.util.Arrays.equals(one, other));
    }

    @Property
    void any_text_is_either_read_or_refused(@ForAll @CharRange(from = '\u0000', to = '\u02ff') String typed) {
        try {
            assertThat(Crockford.symbols(typed)).matches("[0-9A-HJKMNP-TV-Z]*");
        } catch (IllegalArgumentException _) {
            // refused
        }
    }
}
