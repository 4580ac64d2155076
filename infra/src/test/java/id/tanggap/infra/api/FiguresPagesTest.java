package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.query.scorecard.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How offices do, on pages: for everybody, for those who answer for it, and what is behind each figure. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresPagesTest {

    private static final List<String> CHARTS = List.of("tepat-waktu", "tanggapan-pertama", "penyelesaian", "belum-dijawab",
            "tren", "jenis", "kepuasan", "unsur");

    private final Platform platform;
    private Office busy;
    private Office quiet;
    private Office formula;
    private Case counted;

    FiguresPagesTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void offices() {
        busy = platform.office("Dinas Ramai " + Platform.word("f"));
        quiet = platform.office("Dinas Sepi " + Platform.word("f"));
        formula = platform.office("=HYPERLINK(\"x\")<b>" + Platform.word("f"));
        for (Office office : List.of(busy, quiet, formula)) {
            office.seen();
        }
        for (int i = 0; i < 6; i++) {
            Case complaint = platform.anonymous().forwardedTo(busy).answeredBy(busy).accepted();
            complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 1 + i % 4, "elements", Case.allElements(3))
                    .is(201);
        }
        counted = platform.anonymous().forwardedTo(busy).answeredBy(busy);
        counted.asks(counted.reporter(), "/replies", "decision", "OBJECT", "text", "Belum.").is(201);
        counted.seen().answeredBy(busy).accepted();
        platform.anonymous().forwardedTo(busy);
        Case sentOn = platform.anonymous().forwardedTo(busy);
        sentOn.asks(busy.head(), "/transfer", "officeId", quiet.id, "reason", "Bukan kami.").is(201);
        for (int i = 0; i < 2; i++) {
            platform.anonymous().forwardedTo(quiet).answeredBy(quiet);
        }
        quiet.seen();
    }

    /** As browsers ask. */
    private Answer page(String path, Who who) {
        return platform.http().get(path, who.havingSeen(platform.head()).with("Accept", "text/html,*/*;q=0.8")
                .with("Accept-Language", "id"));
    }

    private Answer csv(String path, Who who) {
        return platform.http().get(path, who.havingSeen(platform.head()).with("Accept", "text/csv")).is(200);
    }

    // What is behind a figure.

    @Test
    void behind_each_figure_are_as_many_complaints_as_it_says_on_the_page_as_by_the_api() {
        JsonNode total = busy.scorecard(busy.head()).json().at("/total");
        List<String> told = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            List<String> cases = behind(figure, busy);
            assertThat(cases).as("%s: %s", figure, total).hasSize(count(figure, total));
            assertThat(listed(busy, figure)).as(figure.name()).isEqualTo(cases);
            if (!cases.isEmpty()) {
                told.add(figure.name());
            }
        }
        assertThat(told).contains("RECEIVED", "FINAL_RESPONSES", "WITHIN_LIMIT", "REOPENED", "TRANSFERRED_OUT", "RESOLVED",
                "FIRST_RESPONSES", "SATISFACTION_1", "ELEMENTS_EVALUATED", "CLOSED_BY_REPORTER");
    }

    @Test
    void a_complaint_that_was_answered_twice_is_behind_the_answers_twice() {
        assertThat(behind(Figure.FINAL_RESPONSES, busy)).filteredOn(counted.id::equals).hasSize(2);
        assertThat(behind(Figure.RESOLVED, busy)).filteredOn(counted.id::equals).hasSize(1);
    }

    /** Page by page, two at a time. */
    private List<String> behind(Figure figure, Office office) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = platform.http().get(office.path() + "/scorecard/cases?limit=2&figure=" + figure
                    + (next.isEmpty() ? "" : "&cursor=" + next), office.head().havingSeen(platform.head())).is(200).json();
            page.at("/cases").forEach(each -> ids.add(each.at("/complaint/id").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return ids;
    }

    private List<String> listed(Office office, Figure figure) {
        return all("href=\"/kerja/([^\"]+)\"", page("/dasbor/" + office.id + "/laporan?angka=" + figure, office.head())
                .is(200).text());
    }

    private static int count(Figure figure, JsonNode total) {
        return switch (figure) {
            case FIRST_RESPONSES -> total.at("/firstResponse/n").asInt();
            case RESOLVED -> total.at("/resolution/n").asInt();
            case WITHIN_LIMIT -> total.at("/limit/within").asInt();
            case LATE -> total.at("/limit/late").asInt();
            case ELEMENTS_EVALUATED -> total.at("/satisfactionIndex/n").asInt();
            case SATISFACTION_1, SATISFACTION_2, SATISFACTION_3, SATISFACTION_4 ->
                    total.at("/satisfaction/scores/" + (figure.name().charAt(13) - '1')).asInt();
            case ESCALATED_TO_OFFICER -> total.at("/escalations/officer").asInt();
            case ESCALATED_TO_OFFICE_HEAD -> total.at("/escalations/officeHead").asInt();
            case ESCALATED_TO_SUPERVISING_OFFICE -> total.at("/escalations/supervisingOffice").asInt();
            case ESCALATED_TO_INSPECTORATE -> total.at("/escalations/inspectorate").asInt();
            default -> total.at("/" + camel(figure)).asInt();
        };
    }

    private static String camel(Figure figure) {
        String[] parts = figure.name().toLowerCase(java.util.Locale.ROOT).split("_");
        return parts[0] + Arrays.stream(parts).skip(1).map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .reduce("", String::concat);
    }

    @Test
    void every_figure_of_a_dashboard_leads_to_what_is_behind_it_and_to_what_it_means() {
        String dashboard = page("/dasbor/" + busy.id, busy.head()).is(200).text();
        String definitions = page("/kinerja/pengertian", Who.PUBLIC).is(200).text();

        List<String> cases = all("href=\"(/dasbor/[^\"]+/laporan[^\"]+)\"", dashboard);
        assertThat(cases).hasSizeGreaterThan(15);
        cases.stream().distinct().forEach(link -> assertThat(all("href=\"(/kerja/[^\"]+)\"",
                page(link.replace("&amp;", "&"), busy.head()).is(200).text())).as(link).isNotEmpty());
        assertThat(all("href=\"/kinerja/pengertian#([^\"]+)\"", dashboard)).hasSizeGreaterThan(15)
                .allSatisfy(place -> assertThat(definitions).contains("id=\"" + place + "\""));
    }

    /** Bins, classes, months, scores and ages: in a table a count is a link, and behind it are as many. */
    @Test
    void behind_every_count_in_the_table_of_a_chart_are_as_many_as_it_says_and_the_chart_leads_to_the_same() {
        String dashboard = page("/dasbor/" + busy.id, busy.head()).is(200).text();
        Matcher cells = Pattern.compile("<td class=\"number\"><a href=\"(/dasbor/[^\"]+/laporan[^\"]+)\">([^<]+)<")
                .matcher(dashboard);
        Map<String, String> told = new LinkedHashMap<>();
        while (cells.find()) {
            told.put(cells.group(1).replace("&amp;", "&"), cells.group(2));
        }

        told.forEach((link, count) -> {
            String list = page(link, busy.head()).is(200).text();
            if (link.contains("ELEMENTS_EVALUATED")) {
                // the cell tells their average, and how many there are is in the sentence
                assertThat(all("href=\"/kerja/([^\"]+)\"", list)).as(link).hasSize(6);
            } else {
                assertThat(all("href=\"/kerja/([^\"]+)\"", list)).as(link).hasSize(Integer.parseInt(count));
            }
            assertThat(list.contains("Terhitung: ")).as(link).isNotEqualTo(link.contains("angka=OPEN"));
        });
        assertThat(told.keySet()).anyMatch(link -> link.contains("FIRST_RESPONSES") && link.contains("hingga=1"))
                .anyMatch(link -> link.contains("RESOLVED") && link.contains("lebih=0"))
                .anyMatch(link -> link.contains("LATE") || link.contains("WITHIN_LIMIT"))
                .anyMatch(link -> link.contains("SATISFACTION_4")).anyMatch(link -> link.contains("angka=OPEN"));
        List<String> drawn = all("<a tabindex=\"-1\" href=\"(/dasbor/[^\"]+)\"", dashboard);
        assertThat(drawn).hasSizeGreaterThan(5)
                .allSatisfy(link -> assertThat(told).containsKey(link.replace("&amp;", "&")));
    }

    @Test
    void the_api_lists_what_took_so_long_and_what_took_no_time_at_all_too() {
        JsonNode bins = busy.scorecard(busy.head()).json().at("/total/firstResponse/workingDays/distribution");
        bins.forEach(bin -> {
            String upTo = bin.has("upToDays") ? "&upToDays=" + bin.at("/upToDays").asInt() : "";
            JsonNode list = platform.http().get(busy.path() + "/scorecard/cases?figure=FIRST_RESPONSES&overDays="
                    + bin.at("/overDays").asInt() + upTo, busy.head().havingSeen(platform.head())).is(200).json();
            assertThat(list.at("/cases")).as("%s", bin).hasSize(bin.at("/n").asInt());
        });
        assertThat(bins.get(0).at("/n").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"figure=RECEIVED&overDays=1", "figure=RECEIVED&upToDays=1", "figure=RESOLVED&overDays=-1",
        "figure=RESOLVED&overDays=x", "figure=RESOLVED&overDays=5&upToDays=5", "figure=RESOLVED&upToDays=0",
        "figure=RESOLVED&upToDays=100001", "figure=RESOLVED&overDays=99999999999"})
    void durations_that_are_none_are_refused_in_words(String question) {
        assertThat(platform.http().get(busy.path() + "/scorecard/cases?" + question, busy.head()).is(400).json().at("/code")
                .asString()).isEqualTo("PARAMETER_INVALID");
    }

    @Test
    void what_waits_for_an_answer_now_is_listed_by_its_age() {
        String dashboard = page("/dasbor/" + busy.id, busy.head()).is(200).text();
        String youngest = all("href=\"(/dasbor/[^\"]+angka=OPEN&amp;dari[^\"]+)\"", dashboard).getFirst().replace("&amp;", "&");

        assertThat(all("href=\"(/kerja/[^\"]+)\"", page(youngest, busy.head()).is(200).text())).hasSize(1);
        assertThat(page("/dasbor/" + busy.id + "/laporan?angka=OPEN&sampai=2020-01-01", busy.head()).is(200).text())
                .contains("Tidak ada laporan di sini");
    }

    @Test
    void each_category_leads_to_a_list_with_as_many_as_it_says() {
        platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", "Air & \"got\" +").forwardedTo(busy)
                .seen();
        String dashboard = page("/dasbor/" + busy.id, busy.head()).is(200).text();

        Matcher cells = Pattern.compile("href=\"/cari([^\"]+)\">(\\d+)<").matcher(dashboard);
        List<Integer> told = new ArrayList<>();
        while (cells.find()) {
            JsonNode list = platform.http().get("/api/v1/complaints" + cells.group(1).replace("&amp;", "&"),
                    busy.head().havingSeen(platform.head())).is(200).json();
            assertThat(list.at("/complaints")).as(cells.group()).hasSize(Integer.parseInt(cells.group(2)));
            told.add(list.at("/complaints").size());
        }
        assertThat(told).contains(1).hasSizeGreaterThanOrEqualTo(2);
    }

    // Who may see it.

    @Test
    void figures_in_full_are_the_offices_own() {
        for (String path : List.of("", "/laporan?angka=RECEIVED", "/tren.csv")) {
            assertThat(page("/dasbor/" + busy.id + path, quiet.head()).status()).isEqualTo(403);
            assertThat(page("/dasbor/" + busy.id + path, Who.PUBLIC).status()).isEqualTo(401);
        }
        assertThat(page("/dasbor", Who.PUBLIC).is(401).text()).contains("href=\"/masuk\"");
        assertThat(page("/dasbor", busy.officer()).is(303).header("Location")).isEqualTo("/dasbor/" + busy.id);
        assertThat(page("/dasbor?cari=ramai", Who.INSPECTOR).is(200).text()).contains("/dasbor/" + busy.id)
                .doesNotContain("/dasbor/" + quiet.id);
        assertThat(page("/dasbor/" + busy.id, Who.INSPECTOR).status()).isEqualTo(200);
    }

    @Test
    void what_an_office_had_and_gave_away_is_shown_to_it_as_to_everybody() {
        String list = page("/dasbor/" + busy.id + "/laporan?angka=TRANSFERRED_OUT", busy.head()).is(200).text();

        assertThat(list).doesNotContain("Lampu jalan padam").contains("Jalan");
        assertThat(page("/dasbor/" + busy.id + "/laporan?angka=RESOLVED", busy.head()).is(200).text())
                .contains("Lampu jalan padam");
    }

    // What everybody may know.

    @Test
    void the_public_is_told_no_count_of_one_to_four_on_no_page_and_in_no_file() {
        for (String chart : CHARTS) {
            assertThat(counts(csv("/kinerja/" + quiet.id + "/" + chart + ".csv", Who.PUBLIC).text())).as(chart)
                    .noneMatch(count -> count > 0 && count < 5);
        }
        assertThat(counts(csv("/kinerja/" + busy.id + "/tepat-waktu.csv", Who.PUBLIC).text())).contains(8);
        String page = page("/kinerja/" + quiet.id, Who.PUBLIC).is(200).text();
        assertThat(all("class=\"value\">([^<]+)<", page)).hasSize(8).allMatch(value -> !value.matches("[1-4]|100%.*"));
        assertThat(page).contains("Terlalu sedikit").doesNotContain("/dasbor/", "/kerja/");
        String mine = row(csv("/kinerja/angka.csv", Who.PUBLIC).text(), "Dinas Sepi");
        assertThat(mine.split(",", -1)).filteredOn(cell -> cell.matches("[1-4]")).isEmpty();
        assertThat(csv("/kinerja/perbandingan.csv", Who.PUBLIC).text()).contains("Dinas Ramai").doesNotContain("Dinas Sepi");
    }

    /** Whole numbers in a file's cells but the first of each line. */
    private static List<Integer> counts(String file) {
        return file.lines().skip(1).flatMap(line -> Stream.of(line.split(",")).skip(1)).filter(cell -> cell.matches("\\d+"))
                .map(Integer::valueOf).toList();
    }

    private static String row(String file, String begin) {
        return file.lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
    }

    @Test
    void the_dashboard_and_its_files_tell_small_counts_too() {
        assertThat(counts(csv("/dasbor/" + quiet.id + "/tepat-waktu.csv", quiet.head()).text())).containsExactly(2, 0);
        assertThat(page("/dasbor/" + quiet.id, quiet.head()).is(200).text()).contains("2 dari 2 tanggapan akhir");
    }

    @Test
    void what_an_office_is_called_is_neither_markup_nor_a_formula() {
        assertThat(page("/kinerja?cari=hyperlink", Who.PUBLIC).is(200).text()).contains("=HYPERLINK(").doesNotContain("(\"x\")<b>");
        assertThat(page("/kinerja/" + formula.id, Who.PUBLIC).is(200).text()).doesNotContain("(\"x\")<b>");
        assertThat(csv("/kinerja/angka.csv", Who.PUBLIC).text()).contains("'=HYPERLINK(").doesNotContain("\n=HYPERLINK(");
    }

    @Test
    void every_chart_has_a_sentence_a_table_and_a_file_with_the_same_figures() {
        String page = page("/dasbor/" + busy.id, busy.head()).is(200).text();

        List<String> charts = all("(<figure class=\"chart\">[\\s\\S]*?</figure>)", page);
        assertThat(charts).hasSizeGreaterThanOrEqualTo(8).allSatisfy(chart -> {
            assertThat(chart).containsPattern("<figcaption>[^<]{10,}");
            assertThat(chart.contains("<svg") && !chart.contains("<table")).as(chart).isFalse();
            assertThat(chart.contains(".csv")).as(chart).isEqualTo(chart.contains("<table"));
        });
        List<String> files = all("href=\"(/dasbor/[^\"]+\\.csv[^\"]*)\" download", page);
        assertThat(files).hasSizeGreaterThanOrEqualTo(7);
        for (String file : files) {
            List<String> lines = csv(file.replace("&amp;", "&"), busy.head()).text().lines().toList();
            lines.stream().skip(1).forEach(line ->
                    assertThat(page).as("%s in %s", line, file).contains(">" + line.split(",")[0].replace("\"", "")));
        }
    }

    // Bad input.

    @ParameterizedTest
    @ValueSource(strings = {"?dari=besok", "?sampai=2026-02-30", "?dari=2026-02-01&sampai=2026-01-01",
        "?dari=1950-01-01&sampai=2026-01-01", "?bulan=3", "?dari=2026-01-01&dari=2026-01-02"})
    void days_that_are_none_are_refused_in_words(String days) {
        for (String path : List.of("/kinerja", "/kinerja/" + busy.id, "/kinerja/angka.csv",
                "/kinerja/" + busy.id + "/tren.csv")) {
            assertThat(page(path + days, Who.PUBLIC).status()).as(path + days).isEqualTo(400);
        }
        assertThat(page("/dasbor/" + busy.id + days, busy.head()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?angka=", "?angka=SEMUA", "?angka=LATE&jenis=X", "?angka=LATE&lanjut=x",
        "?angka=LATE&lanjut=2026-01-01.x", "?angka=LATE&lebih=1", "?angka=RESOLVED&lebih=3&hingga=3",
        "?angka=OPEN&lanjut=x", "?angka=OPEN&dari=x", "?angka=LATE&x=1"})
    void a_question_for_cases_that_is_none_is_refused_in_words(String question) {
        assertThat(page("/dasbor/" + busy.id + "/laporan" + question, busy.head()).is(400).text()).contains("<h1");
    }

    @Test
    void what_is_not_there_is_not_found() {
        String nobody = "01900000-0000-7000-8000-000000000000";
        for (String path : List.of("/kinerja/" + nobody, "/kinerja/" + nobody + "/tren.csv", "/kinerja/x",
                "/kinerja/" + busy.id + "/tidak-ada.csv")) {
            assertThat(page(path, Who.PUBLIC).status()).as(path).isIn(400, 404);
        }
        assertThat(page("/dasbor/" + nobody, Who.INSPECTOR).status()).isEqualTo(404);
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
