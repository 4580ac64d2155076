package id.tanggap.query.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table as CSV (RFC 4180, UTF-8, with a header), the one way in which anything is exported to spreadsheets. Whoever wrote a
 * title may have written a formula: text that a spreadsheet would calculate gets an apostrophe in front of it (OWASP, CSV
 * injection; ASVS 5.0, 1.2.10). Numbers stay numbers.
 */
public final class Csv {

    /** As media type. */
    public static final String TYPE = "text/csv";

    private static final MediaType UTF_8 = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** What a formula begins with, in the wide forms of East Asian keyboards too, and what some programs skip before it. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringWriter text = new StringWriter();
    private final CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    private final int columns;

    public Csv(String... header) {
        this.columns = header.length;
        writer.writeRecord(header);
    }

    /**
     * @param cells as many as the header has; an empty one for what there is not, or what this reader may not see
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void row(List<? extends Optional<?>> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells under " + columns + " headings");
        }
        List<String> row = new ArrayList<>(columns);
        cells.forEach(cell -> row.add(cell.map(Csv::cell).orElse("")));
        writer.writeRecord(row);
    }

    private static String cell(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> guarded(value.toString());
        };
    }

    private static String guarded(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /**
     * @param name under which a browser keeps it, without its ending
     * @param more to be sent with it, like a link to the next page
     */
    public ResponseEntity<String> answer(String name, HttpHeaders more) {
        return ResponseEntity.ok().headers(more).contentType(UTF_8).header(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + name + ".csv\"").body(toString());
    }

    @Override
    public String toString() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot be written to", e);
        }
        return text.toString();
    }
}
