package id.tanggap.infra.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.complaint.ComplaintSearch.Found;
import id.tanggap.query.complaint.Highlight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static Optional<Closeness> closeness(String question, String text) {
        return Looking.of(question).in(Map.of(Highlight.Field.NARRATIVE, text)).map(Found::closeness);
    }

    private static String marked(Found found) {
        return found.highlights().stream().map(WordsTest::marked).collect(Collectors.joining(" | "));
    }

    private static String marked(Highlight highlight) {
        return highlight.excerpt().stream().map(piece -> piece.found() ? "[" + piece.text() + "]" : piece.text())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"pengaduan, mengadu", "pengaduan, adukan", "aduan, diadukan", "melayani, pelayanan", "rusak, kerusakan",
            "jalan, perjalanan", "membayar, pembayaran", "pungutan, pungut", "banjir, kebanjiran", "kantor, perkantoran"})
    void forms_of_one_word_find_each_other(String one, String other) {
        assertThat(closeness(one, other)).contains(Closeness.SAME_STEM);
        assertThat(closeness(other, one)).contains(Closeness.SAME_STEM);
    }

    @ParameterizedTest
    @CsvSource({"sekolah, seko", "meminta, inta", "masalah, masa"})
    void where_the_stemmer_takes_too_much_the_word_itself_is_closer(String word, String stem) {
        assertThat(Words.of(word).getFirst().stem()).isEqualTo(stem);
        assertThat(closeness(word, "ada " + word)).contains(Closeness.AS_WRITTEN);
    }

    @ParameterizedTest
    @CsvSource({"jaln, jalan", "jallan, jalan", "jalqn, jalan", "jaaln, jalan", "setrifikat, sertifikat", "RUSK, rusak"})
    void a_word_with_a_letter_missing_doubled_wrong_or_moved_finds_the_right_one(String slip, String right) {
        assertThat(closeness(slip, right)).contains(Closeness.ONE_SLIP);
    }

    @ParameterizedTest
    @CsvSource({"jaln, jalur", "air, ari", "2025, 2026", "lampu, sampah", "rt, rw"})
    void other_words_short_words_and_numbers_are_no_slips(String one, String other) {
        assertThat(closeness(one, other)).isEmpty();
    }

    @Test
    void small_and_capital_letters_accents_and_punctuation_make_no_difference() {
        assertThat(closeness("JALAN (rusak)!", "jalan, \"Rusák\"")).contains(Closeness.AS_WRITTEN);
        assertThat(closeness("e-KTP", "urus E KTP")).contains(Closeness.AS_WRITTEN);
    }

    @Test
    void all_words_must_be_there_in_whichever_text_and_the_farthest_counts() {
        Map<Highlight.Field, String> texts = Map.of(Highlight.Field.TITLE, "Lampu jalan padam", Highlight.Field.ADDRESS,
                "Gang Mangga");

        assertThat(Looking.of("mangga lampu").in(texts)).map(Found::closeness).contains(Closeness.AS_WRITTEN);
        assertThat(Looking.of("mangga berjalan").in(texts)).map(Found::closeness).contains(Closeness.SAME_STEM);
        assertThat(Looking.of("mangga lampy").in(texts)).map(Found::closeness).contains(Closeness.ONE_SLIP);
        assertThat(Looking.of("mangga sampah").in(texts)).isEmpty();
    }

    @Test
    void what_was_found_is_marked_and_nothing_else() {
        Found found = Looking.of("jalan").in(Map.of(Highlight.Field.NARRATIVE,
                "Jalan rusak; berjalan pun sulit, jaran juga. JALAN-JALAN!")).orElseThrow();

        assertThat(marked(found)).isEqualTo("[Jalan] rusak; berjalan pun sulit, jaran juga. [JALAN]-[JALAN]!");
        assertThat(marked(Looking.of("perjalanan").in(Map.of(Highlight.Field.NARRATIVE, "Jalan rusak; berjalan sulit"))
                .orElseThrow())).isEqualTo("[Jalan] rusak; [berjalan] sulit");
    }

    @Test
    void of_a_long_text_what_is_around_the_first_find_is_shown() {
        String text = "kata ".repeat(100) + "lubang " + "kata ".repeat(100);

        String marked = marked(Looking.of("lubang").in(Map.of(Highlight.Field.NARRATIVE, text)).orElseThrow());

        assertThat(marked).startsWith("…kata ").endsWith("kata…").contains("kata [lubang] kata").hasSizeBetween(150, 220);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yang di dan", "!!! ??? \"\"", "*", "\u0000\uFFFF", "(((", "AND OR NOT dan atau yang di .. /"})
    void a_question_without_a_word_that_tells_something_is_refused_or_harmless(String question) {
        assertThatCode(() -> {
            try {
                closeness(question, "jalan");
            } catch (Refusal refusal) {
                assertThat(refusal.field()).contains("q");
            }
        }).doesNotThrowAnyException();
    }

    @Test
    void only_common_words_too_many_words_and_too_long_a_text_are_refused_with_what_to_do() {
        assertThatThrownBy(() -> Looking.of("yang di dan")).isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.text().en()).contains("at least one word"));
        assertThatThrownBy(() -> Looking.of("satu dua tiga empat lima enam tujuh delapan sembilan"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.text().en()).contains("at most 8 words"));
        assertThatThrownBy(() -> Looking.of("a".repeat(201))).isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.text().id()).contains("paling panjang 200 karakter"));
    }

    @Property(tries = 300)
    void an_excerpt_reads_as_it_was_written_whatever_was_written(@ForAll String before, @ForAll String after) {
        String text = before + " lubang " + after;

        Highlight highlight = Looking.of("lubang").in(Map.of(Highlight.Field.NARRATIVE, text)).orElseThrow()
                .highlights().getFirst();

        String shown = highlight.excerpt().stream().map(Highlight.Piece::text).collect(Collectors.joining());
        assertThat(text).contains(shown.replaceAll("^…|…$", ""));
        assertThat(highlight.excerpt()).anyMatch(piece -> piece.found() && piece.text().equals("lubang"));
    }

    @Property(tries = 300)
    void how_close_two_words_are_is_what_their_forms_in_an_index_say(
            @ForAll @net.jqwik.api.constraints.Chars({'a', 'b', 'n'}) @net.jqwik.api.constraints.StringLength(min = 1, max = 7) String one,
            @ForAll @net.jqwik.api.constraints.Chars({'a', 'b', 'n'}) @net.jqwik.api.constraints.StringLength(min = 1, max = 7) String other) {
        List<Word> words = Stream.of(one, other).flatMap(text -> Words.of(text).stream()).toList();
        if (words.size() == 2) {
            Optional<Closeness> byForms = Stream.of(Closeness.values()).filter(closeness -> words.getFirst().forms(closeness)
                    .stream().anyMatch(words.getLast().forms(closeness)::contains)).findFirst();

            assertThat(words.getFirst().to(words.getLast())).isEqualTo(byForms);
        }
    }
}
