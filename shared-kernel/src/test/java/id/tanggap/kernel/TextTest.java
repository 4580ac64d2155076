package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    private static final Text GREETING = new Text("Selamat pagi, {name}.", "Good morning, {name}.");

    @Test
    void marks_are_filled_in_both_languages() {
        assertThat(GREETING.with(Map.of("name", 7))).isEqualTo(new Text("Selamat pagi, 7.", "Good morning, 7."));
    }

    @Test
    void a_text_fills_a_mark_in_its_own_language() {
        assertThat(GREETING.with(Map.of("name", new Text("Ibu", "Madam"))))
                .isEqualTo(new Text("Selamat pagi, Ibu.", "Good morning, Madam."));
    }

    @ParameterizedTest
    @CsvSource({"en,en", "en-GB,en", "id,id", "jv,id", "fr,id", "und,id"})
    void english_where_it_is_asked_for_indonesian_for_everybody_else(String asked, String answered) {
        assertThat(new Text("id", "en").in(Locale.forLanguageTag(asked))).isEqualTo(answered);
    }
}
