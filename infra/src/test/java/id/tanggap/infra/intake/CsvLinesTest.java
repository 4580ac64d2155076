package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLinesTest {

    @TempDir
    Path folder;

    @Test
    void a_line_has_the_number_that_an_editor_shows() throws IOException {
        assertThat(lines("a,b\n1,2\n3,4\n")).containsExactly("2 [1, 2]", "3 [3, 4]");
    }

    @Test
    void blank_lines_count_in_the_numbers_and_are_not_told() throws IOException {
        assertThat(lines("a,b\n\n1,2\n \n\n3,4")).containsExactly("3 [1, 2]", "6 [3, 4]");
    }

    @Test
    void any_line_end_and_a_mark_of_utf_8_are_understood() throws IOException {
        assertThat(lines("\uFEFFa,b\r\n1,2\r3,4\n5,6\r\n")).containsExactly("2 [1, 2]", "3 [3, 4]", "4 [5, 6]");
    }

    @Test
    void a_mark_of_utf_8_is_no_part_of_the_first_columns_name() throws IOException {
        try (CsvLines lines = new CsvLines(file("\uFEFF\"a\",b\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(lines.header()).containsExactly("a", "b");
        }
    }

    @Test
    void quoted_text_may_hold_commas_quotes_and_line_ends() throws IOException {
        assertThat(lines("a,b\n\"1,\"\"x\"\"\n\ny\",2\r\n3,4\n")).containsExactly("2 [1,\"x\"\n\ny, 2]", "5 [3, 4]");
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_own_line_only() throws IOException {
        assertThat(lines("a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n"))
                .containsExactly("2 b QUOTES_BROKEN", "3 [3, 4]", "4 [5, 6]", "5 [7, 8]");
    }

    @Test
    void a_quote_that_stays_open_to_the_end_of_the_file_costs_its_own_line_only() throws IOException {
        assertThat(lines("a,b\n\"1,2\n3,4\n5,6\n")).containsExactly("2 a QUOTES_BROKEN", "3 [3, 4]", "4 [5, 6]");
    }

    @Test
    void text_after_a_closing_quote_breaks_the_line() throws IOException {
        assertThat(lines("a,b\n1,\"2\"x\n3,4\n")).containsExactly("2 b QUOTES_BROKEN", "3 [3, 4]");
    }

    @Test
    void a_quote_within_plain_text_is_text() throws IOException {
        assertThat(lines("a,b\n1,5\" pipe\n3,4\n")).containsExactly("2 [1, 5\" pipe]", "3 [3, 4]");
    }

    @Test
    void a_stray_quote_that_swallows_a_line_gives_it_back() throws IOException {
        assertThat(lines("a,b\n1,\"2\n3,4\"\n5,6\n7,8\n")).as("this is a whole record by RFC 4180")
                .containsExactly("2 [1, 2\n3,4]", "4 [5, 6]", "5 [7, 8]");
        assertThat(lines("a,b\n\"1,2\n3,4\"\n5,6\n")).as("this has one field and not two")
                .containsExactly("2 b FIELD_COUNT", "3 [3, 4\"]", "4 [5, 6]");
    }

    @Test
    void too_few_fields_and_too_many_are_told_with_the_column() throws IOException {
        assertThat(lines("a,b,c\n1\n1,2,3,4\n1,2,3\n"))
                .containsExactly("2 b FIELD_COUNT", "3 c FIELD_COUNT", "4 [1, 2, 3]");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_and_not_replaced() throws IOException {
        byte[] bytes = "a,b\n1,caf\u00e9\n3,4\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(lines(bytes)).containsExactly("2 b NOT_UTF8", "3 [3, 4]");
    }

    @Test
    void wrongly_decoded_text_that_is_utf_8_stays_as_it_is() throws IOException {
        assertThat(lines("a,b\n1,Transportation\u00e2\u0080\u0099s\n"))
                .containsExactly("2 [1, Transportation\u00e2\u0080\u0099s]");
    }

    @Test
    void a_line_of_any_length_is_refused_without_being_held() throws IOException {
        assertThat(lines("a,b\n1," + "x".repeat(3_000_000) + "\n3,4\n")).containsExactly("2 a LINE_TOO_LONG", "3 [3, 4]");
    }

    @Test
    void lines_that_cross_the_buffers_edge_are_whole() throws IOException {
        String csv = "a,b\r\n" + ("\"" + "é,".repeat(500) + "\",2\r\n").repeat(300);
        assertThat(lines(csv)).hasSize(300).allMatch(line -> line.endsWith(" [" + "é,".repeat(500) + ", 2]"));
    }

    @Test
    void a_file_is_counted_by_records_without_its_header() throws IOException {
        assertThat(CsvLines.count(file("a,b\n1,2\n\n\"3\n\",4\n5\n".getBytes(StandardCharsets.UTF_8)))).isEqualTo(3);
    }

    @Test
    void a_file_without_a_header_cannot_be_read() {
        assertThatThrownBy(() -> lines("\n\n")).hasMessage("HEADER_UNREADABLE");
        assertThatThrownBy(() -> lines("\"a,b\n1,2\n")).hasMessage("HEADER_UNREADABLE");
    }

    private List<String> lines(String csv) throws IOException {
        return lines(csv.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines(byte[] csv) throws IOException {
        List<String> told = new ArrayList<>();
        try (CsvLines lines = new CsvLines(file(csv))) {
            for (Optional<CsvLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                told.add(switch (line.get()) {
                    case CsvLines.Fields f -> f.number() + " " + f.values();
                    case CsvLines.Broken b -> b.number() + " " + b.fault().field().orElseThrow() + " "
                            + b.fault().rule().name();
                });
            }
        }
        return told;
    }

    private Path file(byte[] csv) throws IOException {
        return Files.write(folder.resolve("test.csv"), csv);
    }
}
