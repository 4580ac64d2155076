package id.tanggap.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private final PlainText.Validator rule = new PlainText.Validator();

    @ParameterizedTest
    @ValueSource(strings = {"", "Jalan Melati", "baris satu\r\nbaris dua\n\tmasuk", "Åse Ærø – “ya”", "日本語 العربية ꦗꦮ",
            "👷🏽‍♀️ 🚧", "a\u0301"})
    void text_that_any_reader_can_show_is_taken(String text) {
        assertThat(rule.isValid(text, null)).isTrue();
    }

    @Test
    void no_text_is_for_others_to_refuse() {
        assertThat(rule.isValid(null, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\u0001", "\u0007", "\b", "\f", "\u000b", "\u001b[31m", "\u007f",
            "\u0085", "\u009f"})
    void control_characters_are_refused(String text) {
        assertThat(rule.isValid(text, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void half_a_character_is_refused(int half) {
        assertThat(rule.isValid("a" + (char) half, null)).isFalse();
        assertThat(rule.isValid((char) half + "a", null)).isFalse();
    }

    @Test
    void halves_in_the_wrong_order_are_refused() {
        assertThat(rule.isValid("\udea7\ud83d", null)).isFalse();
        assertThat(rule.isValid("\ud83d\udea7", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xfffe, 0xffff, 0x1ffff, 0xfdd0, 0x10ffff})
    void what_is_no_character_at_all_is_refused(int codePoint) {
        assertThat(rule.isValid(Character.toString(codePoint), null)).isFalse();
    }

    @Property
    void what_is_taken_comes_back_from_utf_8_as_it_was(@ForAll String text) {
        if (rule.isValid(text, null)) {
            byte[] stored = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }
}
