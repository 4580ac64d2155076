package id.tanggap.kernel.clock;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A calendar layer as text. One line each, fields separated by commas; a field that holds a comma or a quotation mark
 * stands in quotation marks, those within it doubled. Empty lines and lines that begin with {@code #} are comments.
 * <ul>
 * <li>{@code date,kind,name_id,name_en,source}: a day; kinds are those of {@link DayKind}.
 * <li>{@code year,source}: all days of the year are in the file; without such a line nothing is counted through it.
 * <li>{@code week,from,hours,source}: the working week from a day on, its hours as {@link WorkingHours#of} reads them.
 * </ul>
 */
public final class CalendarFile {

    /** What a line says. */
    public record Line(int number, CalendarChange change) {
    }

    /** What is wrong with a line: the rule that it breaks, and that in words. */
    public record Fault(int line, Rule rule, Text problem) {
    }

    /** The text has faults; nothing of it was taken. */
    public static final class Faulty extends RuntimeException {

        private final transient List<Fault> faults;

        /** @param faults in the order of their lines; at least one */
        public Faulty(List<Fault> faults) {
            super(faults.size() + " faults in the calendar, the first in line " + faults.getFirst().line() + ": "
                    + faults.getFirst().problem().en());
            this.faults = List.copyOf(faults);
        }

        public Text text() {
            return CalendarRule.FILE_FAULTY.text().with(Map.of("count", faults.size()));
        }

        /** All of them, in the order of their lines. */
        public List<Fault> faults() {
            return faults;
        }
    }

    private static final int LONGEST = 1_000;

    private final Set<Integer> years = new HashSet<>();
    private final Map<LocalDate, List<NamedDay>> byDate = new HashMap<>();
    private final Set<LocalDate> weeks = new HashSet<>();

    private CalendarFile() {
    }

    /**
     * @param name the layer's
     * @throws Faulty if a line cannot be read or contradicts an earlier one
     */
    public static CalendarLayer read(String name, String text) {
        CalendarLayer layer = CalendarLayer.empty(name);
        for (Line line : lines(text)) {
            layer = layer.with(line.change());
        }
        return layer;
    }

    /**
     * What each line says, in an order in which a calendar can take it: first weeks, then days, then the years that they
     * make complete.
     *
     * @throws Faulty if a line cannot be read or contradicts an earlier one
     */
    public static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        CalendarFile file = new CalendarFile();
        List<Fault> faults = new ArrayList<>();
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                lines.add(new Line(number, file.take(fields(line))));
            } catch (Problem problem) {
                faults.add(new Fault(number, CalendarRule.LINE_UNREADABLE,
                        CalendarRule.LINE_UNREADABLE.text().with(Map.of("problem", problem.text))));
            }
        }
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
        lines.sort(Comparator.comparingInt(line -> switch (line.change()) {
            case CalendarChange.SetWeek _ -> 0;
            case CalendarChange.NameDay _, CalendarChange.CancelDay _ -> 1;
            case CalendarChange.DeclareYear _ -> 2;
        }));
        return lines;
    }

    /** A layer as text that {@link #read} reads back; comments are not kept. */
    public static String write(CalendarLayer layer) {
        StringBuilder text = new StringBuilder();
        layer.weeks().forEach(week -> line(text, "week", week.from().toString(), week.hours().toString(), week.source()));
        layer.years().forEach((year, source) -> line(text, year.toString(), source));
        layer.days().forEach(day -> line(text, day.date().toString(), day.kind().name(), day.name().id(), day.name().en(),
                day.source()));
        return text.toString();
    }

    private static void line(StringBuilder text, String... fields) {
        text.append(Arrays.stream(fields).map(CalendarFile::quoted).collect(Collectors.joining(","))).append('\n');
    }

    /** A field is one line of text, whatever it was. */
    private static String quoted(String field) {
        String oneLine = field.strip().replaceAll("\\R", " ");
        return oneLine.contains(",") || oneLine.contains("\"") ? "\"" + oneLine.replace("\"", "\"\"") + "\"" : oneLine;
    }

    /** The national calendar that comes with the program; each line names its decree. */
    public static CalendarLayer indonesia() {
        try (InputStream in = CalendarFile.class.getResourceAsStream("indonesia.csv")) {
            return read("indonesia", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CalendarChange take(List<String> fields) {
        String first = fields.getFirst();
        if (first.equals("week")) {
            expect(4, fields);
            return week(date(fields.get(1)), fields.get(2), source(fields.get(3)));
        } else if (first.matches("\\d{4}")) {
            expect(2, fields);
            return year(Integer.parseInt(first), source(fields.get(1)));
        } else {
            expect(5, fields);
            return day(new NamedDay(date(first), kind(fields.get(1)), name(fields.get(2), fields.get(3)), source(fields.get(4))));
        }
    }

    private CalendarChange year(int year, String source) {
        if (year < 1900 || year > 2200) {
            throw new Problem("tahun dari 1900 sampai 2200", "a year from 1900 to 2200");
        }
        if (!years.add(year)) {
            throw new Problem("tahun ini sudah dinyatakan", "this year was declared already");
        }
        return new CalendarChange.DeclareYear(year, source);
    }

    private CalendarChange day(NamedDay day) {
        List<NamedDay> sameDay = byDate.computeIfAbsent(day.date(), date -> new ArrayList<>());
        if (sameDay.stream().anyMatch(other -> other.kind().isHoliday() != day.kind().isHoliday())) {
            throw new Problem("tanggal ini tidak dapat sekaligus hari libur dan hari kerja",
                    "this day cannot be a holiday and a working day at once");
        }
        if (sameDay.stream().anyMatch(other -> other.name().equals(day.name()))) {
            throw new Problem("tanggal ini sudah tercatat dengan nama itu", "this day is there already under that name");
        }
        sameDay.add(day);
        return new CalendarChange.NameDay(day);
    }

    private CalendarChange week(LocalDate from, String text, String source) {
        try {
            WorkingWeek week = new WorkingWeek(from, WorkingHours.of(text), source);
            if (!weeks.add(from)) {
                throw new Problem("sudah ada pekan kerja sejak tanggal ini", "there is a week from this day already");
            }
            return new CalendarChange.SetWeek(week);
        } catch (IllegalArgumentException e) {
            throw new Problem("jam kerja tidak terbaca; contoh: MON-FRI 07:30-12:00 13:00-16:00; SPECIAL 07:30-12:00",
                    "the hours cannot be read; an example: MON-FRI 07:30-12:00 13:00-16:00; SPECIAL 07:30-12:00");
        }
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1900 || date.getYear() > 2200) {
                throw new DateTimeException("out of range");
            }
            return date;
        } catch (DateTimeException e) {
            throw new Problem("bukan tanggal (contoh: 2026-08-17)", "not a date (an example: 2026-08-17)");
        }
    }

    private static DayKind kind(String text) {
        try {
            return DayKind.valueOf(text);
        } catch (IllegalArgumentException e) {
            String known = Arrays.toString(DayKind.values());
            throw new Problem("jenis tidak dikenal; yang dikenal: " + known, "unknown kind; known are " + known);
        }
    }

    private static Text name(String id, String en) {
        if (id.isBlank() || en.isBlank()) {
            throw new Problem("nama dalam kedua bahasa wajib diisi", "a name in both languages is required");
        }
        return new Text(id, en);
    }

    private static String source(String text) {
        if (text.isBlank()) {
            throw new Problem("sumber (nomor keputusan) wajib diisi", "a source (the decree's number) is required");
        }
        return text;
    }

    private static void expect(int count, List<String> fields) {
        if (fields.size() != count) {
            throw new Problem("baris ini seharusnya memuat " + count + " kolom, bukan " + fields.size(),
                    "this line should have " + count + " fields, not " + fields.size());
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (quoted || field.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new Problem("tanda kutip tidak ditutup", "a quotation mark is not closed");
        }
        fields.add(field.toString().strip());
        if (fields.stream().anyMatch(one -> one.length() > LONGEST || one.chars().anyMatch(Character::isISOControl))) {
            throw new Problem("kolom paling panjang " + LONGEST + " karakter, tanpa karakter kendali",
                    "fields have at most " + LONGEST + " characters, none of them a control character");
        }
        return fields;
    }

    private static final class Problem extends RuntimeException {

        private final transient Text text;

        Problem(String id, String en) {
            super(en, null, false, false);
            this.text = new Text(id, en);
        }
    }
}
