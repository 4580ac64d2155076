package id.tanggap.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    /** What spreadsheets, CSV and Unicode make trouble with. */
    private static final String[] PIECES = {"=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", " ", "a",
        "1", "\u00e9", "\ud83d\ude00", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\u0000", "\u202e", "\ufeff", "=cmd|' /C calc'!A0"};

    private static List<List<String>> read(String csv) {
        return CsvReader.builder().ofCsvRecord(csv).stream().map(record -> record.getFields()).toList();
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(6)).forEach(_ -> text.append(PIECES[random.nextInt(PIECES.length)]));
        return text.toString();
    }

    private static boolean isFormula(String cell) {
        return cell.matches("(?s)[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*");
    }

    @Test
    void whatever_was_written_is_read_back_and_no_text_is_a_formula() {
        SplittableRandom random = new SplittableRandom(4180);
        for (int round = 0; round < 2_000; round++) {
            Csv csv = new Csv("a", "b", "c");
            List<List<String>> rows = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                rows.add(List.of(text(random), text(random), text(random)));
            }
            rows.forEach(row -> csv.row(row.stream().map(Optional::of).toList()));

            List<List<String>> read = read(csv.toString());

            assertThat(read.getFirst()).containsExactly("a", "b", "c");
            assertThat(read.subList(1, read.size())).isEqualTo(rows.stream().map(row -> row.stream()
                    .map(text -> isFormula(text) ? "'" + text : text).toList()).toList());
            assertThat(read).allSatisfy(row -> assertThat(row).noneMatch(CsvTest::isFormula));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1"})
    void text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(String formula) {
        Csv csv = new Csv("a");
        csv.row(List.of(Optional.of(formula)));

        assertThat(read(csv.toString()).get(1)).containsExactly("'" + formula);
    }

    @Test
    void numbers_stay_numbers() {
        Csv csv = new Csv("a", "b", "c");
        csv.row(List.of(Optional.of(-5L), Optional.of(-0.25), Optional.of(new BigDecimal("1E+3"))));

        assertThat(csv).hasToString("a,b,c\r\n-5,-0.25,1000\r\n");
    }

    @Test
    void what_there_is_not_is_an_empty_cell() {
        Csv csv = new Csv("a", "b");
        csv.row(List.of(Optional.empty(), Optional.of("x")));

        assertThat(csv).hasToString("a,b\r\n,x\r\n");
    }

    @Test
    void a_row_that_does_not_fit_its_header_is_refused() {
        assertThatThrownBy(() -> new Csv("a").row(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
