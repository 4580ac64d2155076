package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was counted, one by one, as it is stored: what a batch counts at an office on a day is one row, so that there are few
 * of them when there are many events. A row is named by the position of the first event in it; no event is in two.
 */
public final class CountedDocs {

    private static final Figure[] FIGURES = Figure.values();
    /** What is said in bits before those of the figures. */
    private static final int TAKES_BACK = 1;
    private static final int TIMED = 2;
    private static final int FLAGS = 2;
    private static final Classification[] CLASSES = Classification.values();

    private CountedDocs() {
    }

    private record OfficeDay(OfficeId office, LocalDate day) {
    }

    /** @param position of the first event in it */
    public record Row(OfficeId office, LocalDate day, long position, byte[] doc) {
    }

    public static List<Row> rows(List<Counted> counted) {
        Map<OfficeDay, List<Counted>> rows = new LinkedHashMap<>();
        counted.forEach(each ->
                rows.computeIfAbsent(new OfficeDay(each.office(), each.day()), _ -> new ArrayList<>()).add(each));
        return rows.entrySet().stream().map(row -> new Row(row.getKey().office(), row.getKey().day(),
                row.getValue().getFirst().position(), doc(row.getValue()))).toList();
    }

    /**
     * Of each: how far its event lies behind the one before it; its complaint; its class; the figures, a bit for each; where
     * there is one, the duration.
     */
    private static byte[] doc(List<Counted> counted) {
        ByteArrayOutputStream doc = new ByteArrayOutputStream(counted.size() * 10);
        long before = counted.getFirst().position();
        for (Counted each : counted) {
            write(doc, each.position() - before);
            write(doc, each.complaint());
            doc.write(Codes.code(each.classification()));
            long bits = (each.takesBack() ? TAKES_BACK : 0) | (each.working().isPresent() ? TIMED : 0);
            for (Figure figure : each.figures()) {
                bits |= 1L << FLAGS + figure.ordinal();
            }
            write(doc, bits);
            each.working().ifPresent(seconds -> write(doc, seconds));
            before = each.position();
        }
        return doc.toByteArray();
    }

    private static void write(ByteArrayOutputStream doc, long value) {
        long rest = value;
        while (rest > 127) {
            doc.write((int) (rest & 127 | 128));
            rest >>>= 7;
        }
        doc.write((int) rest);
    }

    public static List<Counted> read(Row row) {
        List<Counted> counted = new ArrayList<>();
        ByteBuffer doc = ByteBuffer.wrap(row.doc());
        long position = row.position();
        while (doc.hasRemaining()) {
            position += number(doc);
            long complaint = number(doc);
            Classification classification = CLASSES[doc.get()];
            long bits = number(doc);
            EnumSet<Figure> figures = EnumSet.noneOf(Figure.class);
            for (long left = bits >>> FLAGS; left != 0; left &= left - 1) {
                figures.add(FIGURES[Long.numberOfTrailingZeros(left)]);
            }
            counted.add(new Counted(row.office(), row.day(), classification, complaint, position, figures,
                    (bits & TAKES_BACK) != 0, (bits & TIMED) == 0 ? OptionalLong.empty() : OptionalLong.of(number(doc))));
        }
        return counted;
    }

    private static long number(ByteBuffer doc) {
        byte next = doc.get();
        long value = next & 127;
        for (int shift = 7; next < 0; shift += 7) {
            next = doc.get();
            value |= (long) (next & 127) << shift;
        }
        return value;
    }
}
