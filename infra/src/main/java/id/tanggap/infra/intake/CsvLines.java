package id.tanggap.infra.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import id.tanggap.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a CSV file (RFC 4180, UTF-8 with or without its mark, any line ends), each on its own: a line that is
 * broken is told as such and the next one is read as if nothing had been. Where a record ends is found here, on bytes;
 * FastCSV then takes the record apart.
 *
 * <p>A quote that is never closed, or a record over several lines that has not as many fields as the header, costs only
 * the line where it begins: reading goes on at the very next line.
 */
final class CsvLines implements AutoCloseable {

    /** In bytes; far more than the texts that a complaint may hold. */
    static final int MAX_LENGTH = 256 * 1024;

    private static final CsvReader.CsvReaderBuilder RECORDS = CsvReader.builder().skipEmptyLines(false);

    /** A record; {@code number} is that of the line where it begins, the file's first being 1. */
    sealed interface Line {

        long number();
    }

    record Fields(long number, List<String> values) implements Line {
    }

    /** @param fault whose field is the column's name */
    record Broken(long number, Refusal fault) implements Line {
    }

    /** @param bytes without the line's end */
    private record Physical(long number, byte[] bytes, String end, boolean tooLong) {

        boolean blank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t') {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int filled;
    private long number;
    private final ByteArrayOutputStream physical = new ByteArrayOutputStream(1024);
    /** Lines that were looked at but not dealt with; more than one only after a quote that stays open. */
    private final List<Physical> ahead = new ArrayList<>();
    private List<String> header = List.of();

    /** @throws Refusal if there is no header or it cannot be read */
    CsvLines(Path file) throws IOException {
        this.in = Files.newInputStream(file);
        try {
            fill();
            if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
                next = 3;
            }
            if (!(next().orElse(null) instanceof Fields first)) {
                throw Refusal.of(LineRule.HEADER_UNREADABLE);
            }
            header = first.values().stream().map(String::strip).toList();
        } catch (IOException | RuntimeException fault) {
            in.close();
            throw fault;
        }
    }

    /** How many lines a file has after its header; none if the header cannot be read. */
    static long count(Path file) throws IOException {
        try (CsvLines lines = new CsvLines(file)) {
            long count = 0;
            while (lines.next().isPresent()) {
                count++;
            }
            return count;
        } catch (Refusal _) {
            return 0;
        }
    }

    List<String> header() {
        return header;
    }

    /** The next line that is not blank; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        while (look(0) != null && look(0).blank()) {
            ahead.removeFirst();
        }
        Physical first = look(0);
        if (first == null) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(first.bytes().length);
        Quotes quotes = new Quotes();
        int used = 0;
        do {
            Physical line = look(used);
            if (line == null || line.tooLong() || bytes.size() + line.bytes().length > MAX_LENGTH) {
                return broken(first, quotes.field, used == 0
                        ? LineRule.LINE_TOO_LONG : LineRule.QUOTES_BROKEN, Map.of("limit", MAX_LENGTH));
            }
            if (used > 0) {
                bytes.writeBytes(look(used - 1).end().getBytes(StandardCharsets.US_ASCII));
            }
            bytes.writeBytes(line.bytes());
            used++;
            if (!quotes.fit(line.bytes())) {
                return broken(first, quotes.field, LineRule.QUOTES_BROKEN, Map.of());
            }
        } while (quotes.open());
        return Optional.of(takeApart(first, bytes, used));
    }

    private Line takeApart(Physical first, ByteArrayOutputStream bytes, int used) {
        List<String> fields;
        try {
            // one character per byte, so that every byte is still there when it comes to UTF-8
            fields = RECORDS.ofSingleCsvRecord(bytes.toString(StandardCharsets.ISO_8859_1)).getFields();
        } catch (CsvParseException _) {
            return broken(first, 0, LineRule.QUOTES_BROKEN, Map.of()).orElseThrow();
        }
        if (!header.isEmpty() && fields.size() != header.size()) {
            return broken(first, fields.size(), LineRule.FIELD_COUNT,
                    Map.of("found", fields.size(), "expected", header.size())).orElseThrow();
        }
        ahead.subList(0, used).clear();
        List<String> values = new ArrayList<>(fields.size());
        for (String field : fields) {
            try {
                values.add(inUtf8(field));
            } catch (CharacterCodingException _) {
                return new Broken(first.number(), Refusal.of(LineRule.NOT_UTF8, column(values.size()), Map.of()));
            }
        }
        return new Fields(first.number(), values);
    }

    private static String inUtf8(String bytes) throws CharacterCodingException {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return StandardCharsets.UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))).toString();
            }
        }
        return bytes;
    }

    private Optional<Line> broken(Physical first, int field, LineRule rule, Map<String, ?> values) {
        ahead.removeFirst();
        return Optional.of(new Broken(first.number(), Refusal.of(rule, column(field), values)));
    }

    private String column(int field) {
        return header.isEmpty() ? "" : header.get(Math.min(field, header.size() - 1));
    }

    /** The line so many lines ahead; null beyond the end. */
    private Physical look(int index) throws IOException {
        while (ahead.size() <= index) {
            Physical line = read();
            if (line == null) {
                return null;
            }
            ahead.add(line);
        }
        return ahead.get(index);
    }

    private Physical read() throws IOException {
        if (next == filled && !fill()) {
            return null;
        }
        number++;
        physical.reset();
        boolean tooLong = false;
        while (next < filled || fill()) {
            int from = next;
            while (next < filled && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            tooLong |= physical.size() + next - from > MAX_LENGTH;
            if (!tooLong) {
                physical.write(buffer, from, next - from);
            }
            if (next < filled) {
                return new Physical(number, physical.toByteArray(), end(), tooLong);
            }
        }
        return new Physical(number, physical.toByteArray(), "", tooLong);
    }

    private String end() throws IOException {
        if (buffer[next++] == '\n') {
            return "\n";
        }
        if ((next < filled || fill()) && buffer[next] == '\n') {
            next++;
            return "\r\n";
        }
        return "\r";
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(in.readNBytes(buffer, 0, buffer.length), 0);
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Follows a record's quotes as RFC 4180 has them: around a whole field, and doubled within it. */
    private static final class Quotes {

        private enum At { START, PLAIN, QUOTED, QUOTE }

        private At at = At.START;
        private int field;

        /** @return whether the quotes make sense up to the end of these bytes */
        boolean fit(byte[] bytes) {
            for (byte b : bytes) {
                at = switch (at) {
                    case START -> b == '"' ? At.QUOTED : b == ',' ? separated() : At.PLAIN;
                    case PLAIN -> b == ',' ? separated() : At.PLAIN;
                    case QUOTED -> b == '"' ? At.QUOTE : At.QUOTED;
                    case QUOTE -> b == '"' ? At.QUOTED : b == ',' ? separated() : null;
                };
                if (at == null) {
                    return false;
                }
            }
            return true;
        }

        private At separated() {
            field++;
            return At.START;
        }

        boolean open() {
            return at == At.QUOTED;
        }
    }
}
