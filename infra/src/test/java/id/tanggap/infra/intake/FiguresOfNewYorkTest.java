package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours from created to closed per agency: n, median and 90th percentile by nearest rank (index {@code floor(n*q)}), next
 * to figures that another program took from the file.
 *
 * <p>That program subtracts clock times. Clocks in New York were put forward on 12 March 2023, so for a case that was open
 * then it finds one hour more than had passed. Both are checked: that the clock times which were imported are those of the
 * source, and how much time had passed.
 */
class FiguresOfNewYorkTest {

    /** By the clock on the wall. */
    private static final ToDoubleBiFunction<Instant, Instant> CLOCK_HOURS = (from, to) -> Duration.between(
            from.atZone(Platform.NEW_YORK).toLocalDateTime(), to.atZone(Platform.NEW_YORK).toLocalDateTime())
            .toMillis() / 3_600_000.0;
    private static final ToDoubleBiFunction<Instant, Instant> HOURS =
            (from, to) -> Duration.between(from, to).toMillis() / 3_600_000.0;

    @TempDir
    Path folder;

    @Test
    void the_excerpt_comes_to_the_figures_that_were_computed_independently() {
        try (Platform platform = imported(Path.of("src/test/resources/nyc-311-excerpt.csv"))) {
            assertThat(figures(platform, CLOCK_HOURS)).isEqualTo(figures("""
                    HPD 63 56.71 793.21
                    NYPD 60 1.00 3.81
                    DOT 38 20.40 403.46
                    DOB 24 10.58 697.42
                    DEP 16 24.77 148.97
                    DSNY 14 24.00 68.54
                    DHS 9 7.88 90.20
                    DOHMH 9 0.00 640.29
                    DCA 6 20.32 38.87
                    DPR 6 39.65 857.04
                    NYC311-PRD 4 3.43 18.32
                    TLC 2 37.66 37.66
                    """));
            assertThat(figures(platform, HOURS)).isEqualTo(figures("""
                    HPD 63 56.71 792.21
                    NYPD 60 1.00 3.81
                    DOT 38 20.40 402.46
                    DOB 24 10.58 696.42
                    DEP 16 24.77 148.97
                    DSNY 14 24.00 68.54
                    DHS 9 7.88 90.20
                    DOHMH 9 0.00 639.29
                    DCA 6 20.32 38.87
                    DPR 6 39.65 856.04
                    NYC311-PRD 4 3.43 18.32
                    TLC 2 37.66 37.66
                    """));
            assertThat(complaints(platform)).isEqualTo(Map.ofEntries(Map.entry("HPD", 82L), Map.entry("NYPD", 60L),
                    Map.entry("DOT", 39L), Map.entry("DOB", 24L), Map.entry("DSNY", 24L), Map.entry("DEP", 16L),
                    Map.entry("DPR", 13L), Map.entry("DOHMH", 12L), Map.entry("TLC", 10L), Map.entry("DHS", 9L),
                    Map.entry("DCA", 6L), Map.entry("EDC", 4L), Map.entry("NYC311-PRD", 4L)));
        }
    }

    /** Runs where the whole day's file is at hand: {@code -Dtanggap.nyc311.file=}. */
    @Test
    @EnabledIfSystemProperty(named = "tanggap.nyc311.file", matches = ".+")
    void the_whole_day_comes_to_the_figures_that_were_computed_independently() {
        try (Platform platform = imported(Path.of(System.getProperty("tanggap.nyc311.file")))) {
            assertThat(platform.complaints()).hasSize(4_997);
            assertThat(platform.offices()).hasSize(13);
            assertThat(platform.events(ComplaintEvent.Closed.class)).hasSize(4_997 - 545);
            assertThat(platform.events(ImportEvent.Advanced.class).stream().mapToInt(a -> a.refused().size()).sum())
                    .isEqualTo(2);
            assertThat(figures(platform, CLOCK_HOURS)).containsAllEntriesOf(figures("""
                    HPD 1582 48.72 573.53
                    NYPD 1567 1.05 4.08
                    DOT 408 21.06 354.01
                    DSNY 260 26.04 230.51
                    DOB 165 80.90 868.75
                    DEP 160 26.32 191.15
                    """));
            assertThat(figures(platform, HOURS)).containsAllEntriesOf(figures("""
                    HPD 1582 48.72 572.53
                    NYPD 1567 1.05 4.08
                    DOT 408 21.06 353.01
                    DSNY 260 26.04 230.51
                    DOB 165 80.90 867.75
                    DEP 160 26.32 191.15
                    """));
        }
    }

    private Platform imported(Path csv) {
        Platform platform = new Platform(folder.resolve("imports"));
        SpooledFiles files = platform.files();
        ImportId id = platform.handIn(files, csv, ImportFormat.NYC_311);
        platform.importing(files, 200);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> platform.hasEnded(id));
        return platform;
    }

    private static Map<String, String> figures(String table) {
        return table.lines().map(line -> line.split(" ", 2)).collect(Collectors.toMap(l -> l[0], l -> l[1]));
    }

    private static Map<String, String> figures(Platform platform, ToDoubleBiFunction<Instant, Instant> hours) {
        Map<OfficeId, String> codes = codes(platform);
        Map<Object, Instant> created = platform.complaints().stream().collect(Collectors.toMap(
                ComplaintEvent.Submitted::complaint, c -> c.provenance().occurredAt()));
        Map<String, List<Double>> all = new TreeMap<>();
        for (ComplaintEvent.Closed closed : platform.events(ComplaintEvent.Closed.class)) {
            all.computeIfAbsent(codes.get(closed.office()), _ -> new ArrayList<>()).add(hours.applyAsDouble(
                    created.get(closed.complaint()), closed.provenance().occurredAt()));
        }
        Map<String, String> figures = new TreeMap<>();
        all.forEach((code, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            figures.put(code, sorted.size() + " " + rank(sorted, 0.5) + " " + rank(sorted, 0.9));
        });
        return figures;
    }

    /** The other program rounds the binary number, so that 4.085 hours (NYPD's 90th percentile) are 4.08 and not 4.09. */
    private static String rank(List<Double> sorted, double q) {
        return new BigDecimal(sorted.get((int) Math.floor(sorted.size() * q))).setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static Map<String, Long> complaints(Platform platform) {
        Map<OfficeId, String> codes = codes(platform);
        return platform.events(ComplaintEvent.Forwarded.class).stream()
                .collect(Collectors.groupingBy(e -> codes.get(e.office()), Collectors.counting()));
    }

    /** An office's name ends with its agency's code in brackets. */
    private static Map<OfficeId, String> codes(Platform platform) {
        return platform.offices().stream().collect(Collectors.toMap(OfficeEvent.Registered::office,
                o -> o.name().substring(o.name().lastIndexOf('(') + 1, o.name().length() - 1)));
    }
}
