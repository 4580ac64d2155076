package id.tanggap.infra.pages.figures;

import id.tanggap.query.api.Csv;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * The figures of a chart: the page's table and the file for spreadsheets are made of the same cells.
 *
 * @param rows each as long as the header; its first cell says what the row is about
 */
public record Table(List<String> header, List<List<Cell>> rows) {

    /**
     * @param shown as people read it
     * @param value as a spreadsheet takes it; empty for what is not told
     * @param href  where more about it is; null if nowhere
     */
    public record Cell(String shown, Optional<?> value, String href) {

        static Cell text(String words) {
            return new Cell(words, Optional.of(words), null);
        }

        Cell leadingTo(Optional<String> where) {
            return new Cell(shown, value, where.orElse(null));
        }
    }

    /** Whether a column stands at the right, as numbers do: one with words in it does not. */
    public boolean isNumber(int column) {
        return column > 0 && rows.stream().map(row -> row.get(column).value())
                .noneMatch(value -> value.filter(String.class::isInstance).isPresent());
    }

    ResponseEntity<String> csv(String name) {
        Csv csv = new Csv(header.toArray(String[]::new));
        rows.forEach(row -> csv.row(row.stream().map(Cell::value).toList()));
        return csv.answer(name, HttpHeaders.EMPTY);
    }
}
