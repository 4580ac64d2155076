package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Calendars, standards and the procedure through the API. */
@ExtendWith(OnePlatform.class)
class LawApiTest {

    private static final String WEEK = "MON-FRI 08:00-16:00; SPECIAL 08:00-12:00";
    private static final LocalDate SOON = LocalDate.now(ZoneOffset.UTC).plusDays(3);

    private final Platform platform;

    LawApiTest(Platform platform) {
        this.platform = platform;
    }

    private Answer get(String path) {
        return platform.http().get("/api/v1" + path, Who.PUBLIC.havingSeen(platform.head())).is(200);
    }

    private static List<String> all(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false).map(one -> one.path(field).asString()).toList();
    }

    private static Map<String, Object> limit(String unit, int amount) {
        return Map.of("unit", unit, "amount", amount);
    }

    // ---- the seed

    @Test
    void a_new_platform_has_the_national_calendar_with_every_days_source() {
        Answer nation = get("/calendars/indonesia?year=2026");

        assertThat(nation.json().path("days")).hasSize(25)
                .allSatisfy(day -> assertThat(day.path("source").asString()).startsWith("SKB Menag "));
        assertThat(all(nation.json().path("years"), "year")).containsExactly("2026");
        assertThat(nation.at("/weeks/0/hours")).startsWith("MON 07:30-12:00 13:00-16:00; ");
        assertThat(nation.etag()).isEqualTo("\"" + nation.json().path("sequence").asLong() + "\"");
    }

    @Test
    void all_calendars_are_listed_with_the_years_that_can_be_counted_through() {
        Calendar region = platform.calendar("indonesia");

        Answer calendars = get("/calendars");

        assertThat(all(calendars.json().path("calendars"), "id")).contains("indonesia", "weekends-only", region.id);
        JsonNode seen = StreamSupport.stream(calendars.json().path("calendars").spliterator(), false)
                .filter(one -> one.path("id").asString().equals(region.id)).findFirst().orElseThrow();
        assertThat(seen.path("over").asString()).isEqualTo("indonesia");
        assertThat(seen.path("years").toString()).isEqualTo("[2023,2024,2025,2026,2027]");
    }

    // ---- calendars

    @Test
    void a_calendar_is_filled_by_commands_and_read_back() {
        Calendar calendar = platform.calendar(null);
        calendar.works("2024-01-01", WEEK).is(201);
        calendar.names("2024-05-06", "REGIONAL").is(201);
        calendar.names("2024-05-07", "REGIONAL").is(201);
        calendar.cancels("2024-05-07").is(201);
        calendar.declares(2024).is(201);

        Answer seen = calendar.seen("");

        assertThat(all(seen.json().path("days"), "date")).containsExactly("2024-05-06");
        assertThat(seen.at("/days/0/name/en")).isEqualTo("REGIONAL");
        assertThat(seen.at("/years/0/source")).isEqualTo("SKB");
        assertThat(seen.etag()).isEqualTo("\"5\"");
    }

    @Test
    void an_office_counts_by_its_layers_and_says_why_a_day_is_none() {
        Calendar region = platform.calendar("indonesia");
        Office office = new Office(platform, platform.http().post("/api/v1/offices", Who.ADMINISTRATOR,
                Http.body("name", "Dinas", "zone", "Asia/Jayapura", "calendar", region.id)).is(201));

        Answer days = get("/offices/" + office.id + "/calendar?from=2026-12-24&to=2026-12-28");

        assertThat(days.at("/zone")).isEqualTo("Asia/Jayapura");
        assertThat(all(days.json().path("days"), "why"))
                .containsExactly("COLLECTIVE_LEAVE", "NATIONAL", "WEEKEND", "WEEKEND", "WEEKDAY");
        assertThat(days.at("/days/0/calendar")).isEqualTo("indonesia+" + region.id);
        assertThat(days.json().at("/days/1/hours")).isEmpty();
        assertThat(days.json().at("/days/4/hours").toString()).isEqualTo("[\"07:30-12:00\",\"13:00-16:00\"]");
        assertThat(days.json().at("/days/4/working").asBoolean()).isTrue();
        assertThat(days.at("/days/1/named/0/source")).startsWith("SKB Menag ");
    }

    @Test
    void an_office_changes_its_calendar_on_a_day_to_come() {
        Office office = platform.office();

        office.asks(Who.ADMINISTRATOR, "/calendar", "calendar", "weekends-only", "effectiveFrom", SOON.toString()).is(201);

        Answer seen = office.seen();
        assertThat(seen.at("/calendar")).isEqualTo("indonesia");
        assertThat(seen.at("/calendars/" + SOON)).isEqualTo("weekends-only");
        assertThat(all(get("/offices/" + office.id + "/calendar?from=" + SOON.minusDays(1) + "&to=" + SOON).json().path("days"),
                "calendar")).containsExactly("indonesia", "weekends-only");
    }

    @ParameterizedTest
    @CsvSource({"from=2022-12-30&to=2023-01-02, from", "from=2027-12-30&to=2028-01-02, to"})
    void days_of_a_year_that_nobody_declared_are_refused_by_name(String range, String parameter) {
        Answer refused = platform.http().get(platform.office().path() + "/calendar?" + range,
                Who.PUBLIC.havingSeen(platform.head())).is(422, "YEAR_MISSING");

        assertThat(Refused.fields(refused)).containsExactly(parameter);
        assertThat(refused.at("/messages/en")).contains("indonesia");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-02-02&to=2026-02-01", "from=2026-01-01&to=2027-01-02", "from=x", "days=3"})
    void a_bad_range_of_days_is_refused(String parameters) {
        platform.http().get(platform.office().path() + "/calendar?" + parameters, Who.PUBLIC.havingSeen(platform.head()))
                .is(400);
    }

    // ---- files

    @Test
    void a_calendars_file_is_taken_given_back_and_taken_again_without_any_change() {
        Calendar calendar = platform.calendar(null);
        calendar.takes("""
                # with comments
                2024,"SKB 1, 2"
                2024-05-06,REGIONAL,Hari jadi,Founding day,Perda 1
                week,2024-01-01,MON-FRI 08:00-16:00; SPECIAL 08:00-12:00,SK
                """).is(201);
        Answer file = calendar.seen("/file");
        long head = platform.head();

        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.text().lines()).contains("2024,\"SKB 1, 2\"", "2024-05-06,REGIONAL,Hari jadi,Founding day,Perda 1");
        calendar.takes(file.text()).is(201);
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void the_national_calendar_can_be_given_back_whole() {
        Calendar copy = platform.calendar(null);

        copy.takes(get("/calendars/indonesia/file").text()).is(201);

        assertThat(copy.seen("").json().path("days")).isEqualTo(get("/calendars/indonesia").json().path("days"));
    }

    @Test
    void every_faulty_line_of_a_file_is_told_and_nothing_is_taken() {
        Calendar calendar = platform.calendar("indonesia");
        long head = platform.head();

        Answer unreadable = calendar.takes("2026-13-01,REGIONAL,a,b,c\n\n2199-01-01,FEAST,a,b,c\n").is(400, "FILE_FAULTY");
        Answer refused = calendar.takes("2199-01-01,REGIONAL,a,b,c\n2199,SKB\n2025-01-02,REGIONAL,a,b,c\n")
                .is(400, "FILE_FAULTY");

        assertThat(all(unreadable.json().path("errors"), "field")).containsExactly("line 1", "line 3");
        assertThat(all(unreadable.json().path("errors"), "code")).containsOnly("LINE_UNREADABLE");
        assertThat(all(refused.json().path("errors"), "field")).containsExactly("line 2", "line 3");
        assertThat(all(refused.json().path("errors"), "code")).containsExactly("NOT_FOR_THIS_CALENDAR", "DAY_ALREADY_BEGUN");
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void nobody_but_an_administrator_hands_a_file_in() {
        platform.http().send(org.springframework.http.HttpMethod.POST, "/api/v1/calendars/indonesia/file",
                Who.COORDINATOR.with("If-Match", "\"0\""), "text/csv", new byte[] {'x'}).is(403, "ADMINISTRATORS_ONLY");
    }

    // ---- standards and procedures

    @Test
    void standards_tell_what_binds_an_office_on_a_day() {
        Office office = platform.office();
        office.asks(Who.ADMINISTRATOR, "/service-standards", "classification", "COMPLAINT", "limit", limit("HOURS", 30),
                "regulation", "Perwali 1/2026", "effectiveFrom", SOON.toString()).is(201);

        Answer before = get("/standards?office=" + office.id + "&on=" + SOON.minusDays(1));
        Answer after = get("/standards?office=" + office.id + "&on=" + SOON);

        assertThat(inForce(before, "COMPLAINT").at("/limit/amount").asInt()).isEqualTo(14);
        assertThat(inForce(after, "COMPLAINT").at("/limit/amount").asInt()).isEqualTo(30);
        assertThat(inForce(after, "OVERSIGHT_COMPLAINT").at("/limit/amount").asInt()).isEqualTo(60);
        assertThat(get("/standards?on=1999-01-01").json().path("inForce")).hasSize(4);
    }

    private static JsonNode inForce(Answer standards, String classification) {
        return StreamSupport.stream(standards.json().path("inForce").spliterator(), false)
                .filter(one -> one.path("classification").asString().equals(classification)).findFirst().orElseThrow();
    }

    @Test
    void a_general_standard_takes_effect_for_offices_without_one_of_their_own() {
        platform.rulebook(Who.ADMINISTRATOR, "/standards", "classification", "ASPIRATION", "limit", limit("DAYS", 9),
                "regulation", "Perpres 1", "effectiveFrom", "2199-01-01").is(201);

        assertThat(inForce(get("/standards?on=2198-12-31"), "ASPIRATION").at("/limit/amount").asInt()).isEqualTo(5);
        assertThat(inForce(get("/standards?on=2199-01-01"), "ASPIRATION").at("/limit/amount").asInt()).isEqualTo(9);
    }

    @Test
    void a_procedure_is_set_for_a_day_to_come_with_its_ladder() {
        platform.rulebook(Who.ADMINISTRATOR, "/procedures", procedure(80, 120)).is(201);

        Answer seen = get("/procedures");

        assertThat(seen.at("/inForce/effectiveFrom")).isEqualTo("2009-07-18");
        JsonNode last = seen.json().path("all").get(seen.json().path("all").size() - 1);
        assertThat(last.path("effectiveFrom").asString()).isEqualTo("2199-01-01");
        assertThat(last.at("/ladder/levels/1/percent").asInt()).isEqualTo(120);
        assertThat(last.at("/verification/amount").asInt()).isEqualTo(3);
    }

    @Test
    void a_ladder_that_does_not_rise_is_refused() {
        Answer refused = platform.rulebook(Who.ADMINISTRATOR, "/procedures", procedure(120, 120)).is(400, "FIELD_INVALID");

        assertThat(Refused.fields(refused)).containsExactly("/ladder/1/percent");
    }

    private static Object[] procedure(int first, int second) {
        Map<String, Object> days = limit("DAYS", 3);
        return new Object[] {"effectiveFrom", "2199-01-01", "source", "Perpres 1", "verification", days, "completion", days,
                "reply", days, "reversal", days, "appeal", days, "askAfterDays", 14, "ladder",
                List.of(level(first), level(second))};
    }

    private static Map<String, Object> level(int percent) {
        return Map.of("percent", percent, "addressee", "OFFICER", "text", Map.of("id", "Segera", "en", "Soon"));
    }

    // ---- bad input

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/calendars|{\"name\":\"Jawa Barat\"}|FIELD_INVALID|/name",
            "/calendars|{}|FIELDS_INVALID|/name",
            "/calendars|{\"name\":\"x\",\"over\":\"A B\"}|FIELD_INVALID|/over",
            "/calendars/indonesia/days|{\"date\":\"2026-02-30\"}|FIELD_INVALID|/date",
            "/calendars/indonesia/days|{\"date\":\"2199-01-01\",\"kind\":\"FEAST\"}|FIELD_INVALID|/kind",
            "/calendars/indonesia/days|{\"date\":\"2199-01-01\",\"kind\":\"NATIONAL\",\"name\":{\"id\":\"x\"},\"source\":\"x\"}|FIELDS_INVALID|/name/en",
            "/calendars/indonesia/days|{\"date\":\"2199-01-01\",\"kind\":\"NATIONAL\",\"name\":{\"id\":\"x\",\"en\":\"x\"},\"source\":\" \"}|FIELDS_INVALID|/source",
            "/calendars/indonesia/cancellations|{\"date\":\"2199-01-01\"}|FIELDS_INVALID|/source",
            "/calendars/indonesia/years|{\"year\":1899,\"source\":\"x\"}|FIELDS_INVALID|/year",
            "/calendars/indonesia/weeks|{\"from\":\"2199-01-01\",\"hours\":\"all day\",\"source\":\"x\"}|FIELD_INVALID|/hours",
            "/calendars/indonesia/weeks|{\"from\":\"2199-01-01\",\"hours\":\"-\",\"source\":\"x\"}|FIELD_INVALID|/hours",
            "/calendars/indonesia/weeks|{\"from\":\"2199-01-01\",\"hours\":\"MON 08:00-12:00\",\"source\":\"x\"}|FIELD_INVALID|/hours",
            "/standards|{\"classification\":\"COMPLAINT\"}|FIELDS_INVALID|/limit",
            "/procedures|{\"askAfterDays\":0}|FIELDS_INVALID|/askAfterDays",
            "/procedures|{\"ladder\":[{\"percent\":0}]}|FIELDS_INVALID|/ladder/0/percent"})
    void a_bad_word_about_the_law_is_refused(String path, String body, String code, String field) {
        Answer answer = Refused.by(platform, () -> platform.http().postRaw("/api/v1" + path,
                Who.ADMINISTRATOR.with("If-Match", "\"0\""), body));

        answer.is(400, code);
        assertThat(Refused.fields(answer)).as(answer.text()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calendars?x=1", "/calendars/indonesia?year=x", "/calendars/indonesia?year=1", "/standards?office=x",
            "/standards?on=x", "/procedures?on=2026-01-01", "/calendars/indonesia/file?year=2026"})
    void a_bad_parameter_is_refused(String path) {
        assertThat(platform.http().get("/api/v1" + path, Who.PUBLIC).is(400).code()).startsWith("PARAMETER_");
    }

    @Test
    void what_cannot_be_a_calendars_name_is_no_address() {
        platform.http().get("/api/v1/calendars/Jawa%20Barat", Who.PUBLIC).is(404, "NO_SUCH_RESOURCE");
    }

    // ---- repeated requests

    @Test
    void a_registration_sent_again_gets_the_same_answer_and_no_second_calendar() {
        Who keyed = Who.ADMINISTRATOR.with("Idempotency-Key", Platform.word("key-of-a-calendar-"));
        var form = Http.body("name", Platform.word("k"), "over", "indonesia");
        Answer first = platform.http().post("/api/v1/calendars", keyed, form).is(201);
        long head = platform.head();

        Answer again = platform.http().post("/api/v1/calendars", keyed, form).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo("/api/v1/calendars/" + first.at("/id"));
        assertThat(platform.head()).isEqualTo(head);
    }
}
