package id.tanggap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The figures, each beside its target. */
final class Report {

    /** @param met whether the target was reached; null where there is none */
    private record Row(String part, String what, String measured, String target, Boolean met) {

        String markdown() {
            return "| %s | %s | %s | %s | %s |".formatted(part, what, measured, target,
                    met == null ? "" : met ? "yes" : "**no**");
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final Scale scale;
    private final String loadBefore;

    Report(Scale scale) throws IOException {
        this.scale = scale;
        this.loadBefore = loadAverage();
    }

    void tell(String part, String what, String measured) {
        add(new Row(part, what, measured, "", null));
    }

    void atLeast(String part, String what, double measured, double target, String unit) {
        add(new Row(part, what, figure(measured) + unit, "≥ " + figure(target) + unit, measured >= target));
    }

    void atMost(String part, String what, double measured, double target, String unit) {
        add(new Row(part, what, figure(measured) + unit, "≤ " + figure(target) + unit, measured <= target));
    }

    private void add(Row row) {
        rows.add(row);
        System.out.println(row.markdown());
    }

    private static String figure(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : value >= 10 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    }

    String markdown() throws IOException {
        StringBuilder text = new StringBuilder("""
                Scale `%s`, %s, %d processors, %s, load average beforehand %s.

                | part | what | measured | target | reached |
                |---|---|---|---|---|
                """.formatted(scale.name().toLowerCase(java.util.Locale.ROOT), LocalDate.now(),
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name") + " "
                        + Runtime.version(), loadBefore));
        rows.forEach(row -> text.append(row.markdown()).append('\n'));
        return text.toString();
    }

    /** What else runs is part of the result. */
    private static String loadAverage() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}
