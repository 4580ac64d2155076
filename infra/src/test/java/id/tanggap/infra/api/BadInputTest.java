package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that makes no sense: a problem that names the field and says what to do, nothing written, nothing broken. */
@ExtendWith(OnePlatform.class)
class BadInputTest {

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

    private final Platform platform;

    BadInputTest(Platform platform) {
        this.platform = platform;
    }

    /** @param field that the problem must name; null if it concerns no single one */
    record Bad(String what, String body, String code, String field) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static final String GOOD = "\"title\":\"t\",\"narrative\":\"n\",\"category\":\"c\",\"identity\":\"ANONYMOUS\"";

    /** A good submission but for one field. */
    private static Bad field(String what, String name, String value, String code, String field) {
        String others = Stream.of(GOOD.split(",")).filter(one -> !one.startsWith("\"" + name + "\""))
                .reduce((a, b) -> a + "," + b).orElseThrow();
        return new Bad(what, "{" + others + ",\"" + name + "\":" + value + "}", code, field);
    }

    static Stream<Bad> submissions() {
        return Stream.of(
                new Bad("no body", "", "BODY_MISSING", ""),
                new Bad("null", "null", "BODY_MISSING", ""),
                new Bad("an array", "[]", "BODY_UNREADABLE", ""),
                new Bad("a text", "\"x\"", "BODY_UNREADABLE", ""),
                new Bad("a number", "1", "BODY_UNREADABLE", ""),
                new Bad("no JSON", "title=x", "BODY_UNREADABLE", ""),
                new Bad("half an object", "{" + GOOD, "BODY_UNREADABLE", ""),
                new Bad("garbage behind", "{" + GOOD + "} x", "BODY_UNREADABLE", ""),
                new Bad("two objects", "{" + GOOD + "}{" + GOOD + "}", "BODY_UNREADABLE", ""),
                new Bad("a field twice", "{" + GOOD + ",\"title\":\"other\"}", "BODY_UNREADABLE", ""),
                new Bad("an unknown field", "{" + GOOD + ",\"priority\":1}", "FIELD_UNKNOWN", "/priority"),
                new Bad("deep arrays", "{\"title\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                        "FIELD_INVALID", "/title"),
                new Bad("deep objects", "{\"x\":" + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "}",
                        "BODY_UNREADABLE", ""),
                new Bad("a very long name", "{\"" + "k".repeat(60_000) + "\":1}", "BODY_UNREADABLE", ""),
                field("a hundred thousand elements", "title", "[" + "1,".repeat(100_000) + "1]", "FIELD_INVALID", "/title"),
                field("a number for a text", "title", "5", "FIELD_INVALID", "/title"),
                field("a truth for a text", "title", "true", "FIELD_INVALID", "/title"),
                field("an object for a text", "title", "{}", "FIELD_INVALID", "/title"),
                field("nothing for a text", "title", "null", "FIELDS_INVALID", "/title"),
                field("a blank text", "title", "\" \"", "FIELDS_INVALID", "/title"),
                field("a text of wide spaces", "title", "\"\\u2003\\u3000\"", "FIELDS_INVALID", "/title"),
                field("a category of wide spaces", "category", "\"\\u2003\"", "FIELDS_INVALID", "/category"),
                field("a long title", "title", "\"" + "x".repeat(201) + "\"", "FIELDS_INVALID", "/title"),
                field("a long narrative", "narrative", "\"" + "x".repeat(10_001) + "\"", "FIELDS_INVALID", "/narrative"),
                field("a long category", "category", "\"" + "x".repeat(81) + "\"", "FIELDS_INVALID", "/category"),
                field("a NUL", "title", "\"a\\u0000b\"", "FIELDS_INVALID", "/title"),
                field("a control character", "narrative", "\"a\\u001bb\"", "FIELDS_INVALID", "/narrative"),
                field("half a character", "title", "\"\\ud800\"", "FIELDS_INVALID", "/title"),
                field("the other half", "narrative", "\"\\udc00 x\"", "FIELDS_INVALID", "/narrative"),
                field("a raw control character", "title", "\"a\u0001\"", "BODY_UNREADABLE", "/title"),
                field("an unknown identity", "identity", "\"SECRET\"", "FIELD_INVALID", "/identity"),
                field("an identity in lower case", "identity", "\"open\"", "FIELD_INVALID", "/identity"),
                field("a number for an identity", "identity", "1", "FIELD_INVALID", "/identity"),
                field("an object for an identity", "identity", "{}", "FIELD_INVALID", "/identity"),
                field("no text for an identity", "identity", "\"\"", "FIELD_INVALID", "/identity"),
                field("no identity", "identity", "null", "FIELDS_INVALID", "/identity"),
                field("an unknown channel", "channel", "\"PIGEON\"", "FIELD_INVALID", "/channel"),
                field("no id for an office", "officeId", "\"x\"", "FIELD_INVALID", "/officeId"),
                field("a short id for an office", "officeId", "\"1-1-1-1-1\"", "FIELD_INVALID", "/officeId"),
                field("a number for an id", "officeId", "5", "FIELD_INVALID", "/officeId"),
                field("an object for an id", "officeId", "{\"value\":\"" + NOBODY + "\"}", "FIELD_INVALID", "/officeId"),
                field("a number for a time", "occurredAt", "1700000000", "FIELD_INVALID", "/occurredAt"),
                field("a number as text for a time", "occurredAt", "\"1700000000\"", "FIELD_INVALID", "/occurredAt"),
                field("a huge number for a time", "occurredAt", "1e999999999", "FIELD_INVALID", "/occurredAt"),
                field("a tiny number for a time", "occurredAt", "1e-999999999", "FIELD_INVALID", "/occurredAt"),
                field("an array for a time", "occurredAt", "[2026,1]", "FIELD_INVALID", "/occurredAt"),
                field("a time without a zone", "occurredAt", "\"2026-01-01T00:00:00\"", "FIELD_INVALID", "/occurredAt"),
                field("a day for a time", "occurredAt", "\"2026-01-01\"", "FIELD_INVALID", "/occurredAt"),
                field("a day that is none", "occurredAt", "\"2026-02-30T00:00:00Z\"", "FIELD_INVALID", "/occurredAt"),
                field("the first of all years", "occurredAt", "\"-999999999-01-01T00:00:00Z\"", "FIELD_INVALID",
                        "/occurredAt"),
                field("the last of all years", "occurredAt", "\"+999999999-12-31T00:00:00Z\"", "FIELD_INVALID",
                        "/occurredAt"),
                field("off the globe to the north", "location", "{\"latitude\":91,\"longitude\":0}", "FIELDS_INVALID",
                        "/location/latitude"),
                field("off the globe to the west", "location", "{\"latitude\":0,\"longitude\":-180.1}",
                        "FIELDS_INVALID", "/location/longitude"),
                field("infinitely far", "location", "{\"latitude\":1e999999999,\"longitude\":0}", "FIELDS_INVALID",
                        "/location/latitude"),
                field("no number for a latitude", "location", "{\"latitude\":NaN,\"longitude\":0}", "BODY_UNREADABLE",
                        "/location"),
                field("the text NaN for a latitude", "location", "{\"latitude\":\"NaN\",\"longitude\":0}",
                        "FIELDS_INVALID", "/location/latitude"),
                field("a number of five thousand digits", "location", "{\"latitude\":" + "1".repeat(5_000) + "}",
                        "BODY_UNREADABLE", "/location"),
                field("a text for a latitude", "location", "{\"latitude\":\"1\",\"longitude\":0}", "FIELD_INVALID",
                        "/location/latitude"),
                field("half a point", "location", "{\"latitude\":1}", "FIELD_MISSING", "/location/longitude"),
                field("a text for a place", "location", "\"Jakarta\"", "FIELD_INVALID", "/location"),
                field("an array for a place", "location", "[]", "FIELD_INVALID", "/location"),
                field("an unknown field of a place", "location", "{\"lat\":1}", "FIELD_UNKNOWN", "/location/lat"),
                field("a bad address to write to", "reporter", "{\"name\":\"a\",\"email\":\"a\"}", "FIELDS_INVALID",
                        "/reporter/email"),
                field("a bad number to call", "reporter", "{\"name\":\"a\",\"phone\":\"call me\"}", "FIELDS_INVALID",
                        "/reporter/phone"),
                field("a reporter without a name", "reporter", "{\"name\":\" \"}", "FIELDS_INVALID", "/reporter/name"));
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void a_bad_submission_is_refused(Bad bad) {
        Answer answer = Refused.by(platform, () -> platform.http().postRaw(COMPLAINTS, Who.COORDINATOR, bad.body()));

        answer.is(400, bad.code());
        assertThat(Refused.fields(answer)).as(answer.text()).contains(bad.field());
    }

    @Test
    void a_place_and_a_person_of_blanks_were_not_said() {
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "location", Http.body("address", " "));

        assertThat(complaint.seenBy(complaint.reporter()).has("/content/location")).isFalse();
    }

    @Test
    void a_byte_order_mark_does_no_harm() {
        platform.http().postRaw(COMPLAINTS, Who.PUBLIC, "\ufeff{" + GOOD + "}").is(201);
    }

    @Test
    void text_of_any_script_comes_back_as_it_was_sent() {
        String title = "Jalan ꦗꦭꦤ꧀ 路 🛣️ \\ \" \t é";

        Case complaint = platform.submitted(Who.PUBLIC, "title", title, "identity", "ANONYMOUS");

        assertThat(complaint.seenBy(complaint.reporter()).at("/content/title")).isEqualTo(title.strip());
    }

    static Stream<Bad> commands() {
        return Stream.of(
                new Bad("/verification", "{\"decision\":\"FORWARD\",\"classification\":\"COMPLAINT\"}", "FIELD_MISSING",
                        "/officeId"),
                new Bad("/verification", "{\"decision\":\"FORWARD\",\"officeId\":\"" + NOBODY + "\"}", "FIELD_MISSING",
                        "/classification"),
                new Bad("/verification", "{\"decision\":\"RETURN\"}", "FIELD_MISSING", "/reason"),
                new Bad("/verification", "{\"decision\":\"REJECT\",\"reason\":\" \"}", "FIELD_MISSING", "/reason"),
                new Bad("/verification", "{}", "FIELDS_INVALID", "/decision"),
                new Bad("/assignment", "{\"officerId\":\"Budi Santoso\"}", "FIELDS_INVALID", "/officerId"),
                new Bad("/transfer", "{\"reason\":\"x\"}", "FIELDS_INVALID", "/officeId"),
                new Bad("/transfer", "{\"officeId\":\"" + NOBODY + "\"}", "FIELDS_INVALID", "/reason"),
                new Bad("/responses", "{\"kind\":\"DRAFT\",\"text\":\"x\"}", "FIELD_INVALID", "/kind"),
                new Bad("/responses", "{\"kind\":\"FINAL\",\"text\":\"\"}", "FIELDS_INVALID", "/text"),
                new Bad("/responses", "", "BODY_MISSING", ""),
                new Bad("/responses/1/approval", "{\"decision\":\"SEND_BACK\"}", "FIELD_MISSING", "/reason"),
                new Bad("/merge", "{}", "FIELDS_INVALID", "/into"),
                new Bad("/merge", "{\"into\":\"../..\"}", "FIELD_INVALID", "/into"),
                new Bad("/completion", "{\"text\":null}", "FIELDS_INVALID", "/text"),
                new Bad("/replies", "{\"decision\":\"OBJECT\"}", "FIELD_MISSING", "/text"),
                new Bad("/evaluation", "{\"satisfaction\":5}", "FIELDS_INVALID", "/satisfaction"),
                new Bad("/evaluation", "{\"satisfaction\":1.5}", "FIELD_INVALID", "/satisfaction"),
                new Bad("/evaluation", "{\"satisfaction\":\"1\"}", "FIELD_INVALID", "/satisfaction"),
                new Bad("/evaluation", "{\"satisfaction\":99999999999}", "BODY_UNREADABLE", "/satisfaction"),
                new Bad("/evaluation", "{\"satisfaction\":1e999999999}", "FIELD_INVALID", "/satisfaction"),
                new Bad("/evaluation", "{\"satisfaction\":1,\"elements\":{\"TIME\":1}}", "FIELD_MISSING",
                        "/elements/REQUIREMENTS"),
                new Bad("/evaluation", "{\"satisfaction\":1,\"elements\":{\"TIME\":9}}", "FIELDS_INVALID",
                        "/elements/TIME"),
                new Bad("/evaluation", "{\"satisfaction\":1,\"elements\":{\"TIME\":null}}", "FIELDS_INVALID",
                        "/elements/TIME"),
                new Bad("/evaluation", "{\"satisfaction\":1,\"elements\":{\"LUCK\":1}}", "FIELD_INVALID", "/elements"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_bad_command_is_refused(Bad bad) {
        Case complaint = platform.anonymous();
        Who anybody = Who.COORDINATOR.with("If-Match", "\"0\"").with("Tanggap-Secret", complaint.secret);

        Answer answer = Refused.by(platform, () -> platform.http().postRaw(complaint.path() + bad.what(), anybody,
                bad.body()));

        answer.is(400, bad.code());
        assertThat(Refused.fields(answer)).as(answer.text()).contains(bad.field());
    }

    static Stream<Bad> offices() {
        return Stream.of(
                new Bad("", "{\"name\":\"\"}", "FIELDS_INVALID", "/name"),
                new Bad("", "{\"name\":\"x\",\"zone\":\"Mars/Olympus\"}", "FIELD_INVALID", "/zone"),
                new Bad("", "{\"name\":\"x\",\"zone\":7}", "FIELD_INVALID", "/zone"),
                new Bad("", "{\"name\":\"x\",\"parentId\":\"x\"}", "FIELD_INVALID", "/parentId"),
                new Bad("/name", "{\"name\":\"" + "x".repeat(201) + "\"}", "FIELDS_INVALID", "/name"),
                new Bad("/parent", "{\"parentId\":[]}", "FIELD_INVALID", "/parentId"),
                standard("limit", "null", "FIELDS_INVALID"), standard("limit", "7", "FIELD_INVALID"),
                standard("limit", "{\"unit\":\"DAYS\",\"amount\":0}", "FIELDS_INVALID", "/amount"),
                standard("limit", "{\"unit\":\"DAYS\",\"amount\":10001}", "FIELDS_INVALID", "/amount"),
                standard("limit", "{\"unit\":\"DAYS\",\"amount\":\"7\"}", "FIELD_INVALID", "/amount"),
                standard("limit", "{\"unit\":\"WEEKS\",\"amount\":7}", "FIELD_INVALID", "/unit"),
                standard("limit", "{\"amount\":7}", "FIELDS_INVALID", "/unit"),
                standard("article", "\"a\\u0000\"", "FIELDS_INVALID"),
                standard("effectiveFrom", "\"2026-02-30\"", "FIELD_INVALID"),
                standard("effectiveFrom", "\"+999999999-12-31\"", "FIELD_INVALID"),
                standard("effectiveFrom", "[2026,1,1]", "FIELD_INVALID"),
                standard("effectiveFrom", "20000", "FIELD_INVALID"),
                standard("effectiveFrom", "\"2026-01-01T00:00:00Z\"", "FIELD_INVALID"),
                standard("classification", "\"OTHER\"", "FIELD_INVALID"),
                standard("regulation", "\" \"", "FIELDS_INVALID"));
    }

    private static Bad standard(String field, String value, String code) {
        return standard(field, value, code, "");
    }

    private static Bad standard(String field, String value, String code, String within) {
        String others = Stream.of("\"classification\":\"COMPLAINT\"", "\"limit\":{\"unit\":\"DAYS\",\"amount\":7}",
                "\"regulation\":\"x\"", "\"effectiveFrom\":\"2199-01-01\"").filter(one -> !one.startsWith("\"" + field + "\""))
                .reduce((a, b) -> a + "," + b).orElseThrow();
        return new Bad("/service-standards", "{" + others + ",\"" + field + "\":" + value + "}", code,
                "/" + field + within);
    }

    @ParameterizedTest
    @MethodSource("offices")
    void a_bad_word_about_an_office_is_refused(Bad bad) {
        String path = bad.what().isEmpty() ? "/api/v1/offices" : platform.office().path() + bad.what();

        Answer answer = Refused.by(platform, () -> platform.http().postRaw(path,
                Who.ADMINISTRATOR.with("If-Match", "\"0\""), bad.body()));

        answer.is(400, bad.code());
        assertThat(Refused.fields(answer)).as(answer.text()).contains(bad.field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=1", "status=OPENED", "status=CLOSED&status=RETURNED", "class=1", "office=x",
            "office=1-1-1-1-1", "from=2026-13-01", "from=yesterday", "to=0001-01-01", "limit=0", "limit=201", "limit=1e2",
            "limit=-1", "limit=99999999999", "cursor=x", "cursor=%00", "cursor=AAAA", "cursor=_______________________",
            "category=01234567890123456789012345678901234567890123456789012345678901234567890123456789x"})
    void a_bad_parameter_of_a_list_is_refused(String parameters) {
        Answer answer = Refused.by(platform, () -> platform.http().get(COMPLAINTS + "?" + parameters, Who.PUBLIC));

        assertThat(answer.code()).isIn("PARAMETER_INVALID", "PARAMETER_UNKNOWN");
        assertThat(Refused.fields(answer)).containsExactly(parameters.replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026-02-01&to=2026-01-01", "from=1900-01-01&to=2200-01-01", "from=x", "days=7",
            "to=9999-12-31"})
    void a_bad_range_of_a_scorecard_is_refused(String parameters) {
        Office office = platform.office();
        office.seen();

        for (String path : List.of(office.path() + "/scorecard", office.path() + "/scorecard/live",
                "/api/v1/transparency")) {
            Who who = path.endsWith("live") ? Who.PUBLIC.with("Accept", "text/event-stream") : Who.PUBLIC;
            Answer answer = Refused.by(platform, () -> platform.http().get(path + "?" + parameters, who)).is(400);
            assertThat(answer.code()).startsWith("PARAMETER_");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COMPLAINTS + "/x", COMPLAINTS + "/" + NOBODY, COMPLAINTS + "/" + NOBODY + "/timeline",
            COMPLAINTS + "/..%2F..%2Fetc%2Fpasswd", COMPLAINTS + "/%00", COMPLAINTS + "/1-1-1-1-1", COMPLAINTS + "/%C3%A9",
            "/api/v1/offices/x", "/api/v1/offices/" + NOBODY, "/api/v1/offices/" + NOBODY + "/scorecard",
            "/api/v1/tracking/x", "/api/v1/nowhere", "/nowhere",
            "/api/v1/complaints/", "//api/v1/complaints", "/api/v2/complaints",
            "/webjars/swagger-ui/../../application.yaml", "/webjars/%2e%2e/application.yaml", "/docs/../data/events.db",
            "/application.yaml"})
    void what_does_not_exist_is_not_found(String path) {
        Refused.by(platform, () -> RawHttp.send(platform.port(), "GET " + path + " HTTP/1.1", new byte[0])).is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/imports/x", "/api/v1/imports/" + NOBODY + "/refused", "/actuator/env",
            "/actuator/heapdump", "/actuator/shutdown"})
    void what_does_not_exist_is_not_found_by_an_administrator_either(String path) {
        Refused.by(platform, () -> platform.http().get(path, Who.ADMINISTRATOR)).is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999999999", "1.5", "%20"})
    void a_response_that_has_no_number_does_not_exist(String number) {
        Case complaint = platform.anonymous();

        Refused.by(platform, () -> platform.http().post(complaint.path() + "/responses/" + number + "/approval",
                Who.COORDINATOR.with("If-Match", "\"0\""))).is(404, "NO_SUCH_RESOURCE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET " + COMPLAINTS + "/" + NOBODY + "/merge", "PUT " + COMPLAINTS, "DELETE " + COMPLAINTS
            + "/" + NOBODY, "PATCH /api/v1/offices", "TRACE " + COMPLAINTS, "BREW /api/v1/transparency"})
    void another_method_is_refused_and_told_which_there_are(String request) {
        Answer answer = Refused.by(platform, () -> RawHttp.send(platform.port(), request + " HTTP/1.1", new byte[0]));

        answer.is(405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x", "garbage", "application/json; charset=nonsense", "*/*", ""})
    void a_body_of_another_type_is_refused(String type) {
        byte[] body = ("{" + GOOD + "}").getBytes(StandardCharsets.UTF_8);

        Refused.by(platform, () -> RawHttp.send(platform.port(), "POST " + COMPLAINTS + " HTTP/1.1\nContent-Length: "
                + body.length + (type.isEmpty() ? "" : "\nContent-Type: " + type), body)).is(415, "MEDIA_TYPE_UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "garbage", "image/*"})
    void an_answer_in_another_form_is_not_to_be_had(String type) {
        Refused.by(platform, () -> RawHttp.send(platform.port(), "GET " + COMPLAINTS + " HTTP/1.1\nAccept: " + type,
                new byte[0])).is(406, "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: 0", "If-Match: *", "If-Match: \"0\", \"1\"", "If-Match: \"-1\"", "If-Match: \"x\"",
            "If-Match: \"9999999999999999999\"", "If-Match:", "If-Match: \"0\"\nIf-Match: \"0\"",
            "Idempotency-Key: short", "Idempotency-Key:", "Idempotency-Key: sixteen chars with spaces in between",
            "Idempotency-Key: \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9",
            "Tanggap-Secret: x\nTanggap-Secret: y", "X-CSRF-TOKEN: x\nX-CSRF-TOKEN: y",
            "Authorization: Bearer x\nAuthorization: Bearer y"})
    void a_bad_header_is_refused(String header) {
        byte[] body = ("{" + GOOD + "}").getBytes(StandardCharsets.UTF_8);

        Answer answer = Refused.by(platform, () -> RawHttp.send(platform.port(), "POST " + COMPLAINTS
                + " HTTP/1.1\nContent-Type: application/json\nContent-Length: " + body.length + "\n" + header, body));

        answer.is(400, "HEADER_INVALID");
        assertThat(Refused.fields(answer)).singleElement().asString().matches("If-Match|Idempotency-Key|Tanggap-Secret|X-CSRF-TOKEN|Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "", "9999999999999999999", "1, 2"})
    void a_bad_position_is_refused(String position) {
        Answer answer = Refused.by(platform, () -> RawHttp.send(platform.port(), "GET " + COMPLAINTS
                + " HTTP/1.1\nTanggap-Min-Position: " + position, new byte[0]));

        answer.is(400, "HEADER_INVALID");
        assertThat(Refused.fields(answer)).containsExactly("Tanggap-Min-Position");
    }

    @Test
    void a_parameter_on_a_command_is_refused_instead_of_ignored() {
        Answer answer = Refused.by(platform, () -> platform.http().postRaw(COMPLAINTS + "?dryRun=true", Who.PUBLIC,
                "{" + GOOD + "}"));

        answer.is(400, "PARAMETER_UNKNOWN");
        assertThat(Refused.fields(answer)).containsExactly("dryRun");
    }

    @Test
    void a_language_that_cannot_be_read_is_no_reason_to_refuse() {
        assertThat(RawHttp.send(platform.port(), "GET /api/v1/nowhere HTTP/1.1\nAccept-Language: ;;q=x,*;q=9", new byte[0])
                .is(404).header("Content-Language")).isEqualTo("id");
    }

    @Test
    void a_huge_body_is_refused() {
        String huge = "{" + GOOD + ",\"channel\":\"" + "x".repeat(3_000_000) + "\"}";

        Refused.by(platform, () -> platform.http().postRaw(COMPLAINTS, Who.PUBLIC, huge)).is(413, "BODY_TOO_LARGE");
    }

    @Test
    void a_huge_body_that_does_not_say_its_length_is_refused() {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(RawHttp.bytes("5\r\n{\"a\":\r\n"));
        IntStream.range(0, 100).forEach(_ -> chunks.writeBytes(RawHttp.bytes("2000\r\n" + " ".repeat(0x2000) + "\r\n")));
        chunks.writeBytes(RawHttp.bytes("0\r\n\r\n"));

        Refused.by(platform, () -> RawHttp.send(platform.port(), "POST " + COMPLAINTS
                + " HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked", chunks.toByteArray()))
                .is(413, "BODY_TOO_LARGE");
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        for (byte[] bytes : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xfe, (byte) 0xff},
                new byte[] {(byte) 0xc3, 'x'}, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(RawHttp.bytes("{\"narrative\":\"n\",\"category\":\"c\",\"identity\":\"ANONYMOUS\",\"title\":\"a"));
            body.writeBytes(bytes);
            body.writeBytes(RawHttp.bytes("b\"}"));

            Refused.by(platform, () -> RawHttp.send(platform.port(), "POST " + COMPLAINTS
                    + " HTTP/1.1\nContent-Type: application/json\nContent-Length: " + body.size(), body.toByteArray()))
                    .is(400);
        }
    }

    /** What is no HTTP is answered by the server before it reaches us: no words, but a status and no waiting. */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "GET /", "GET / HTTP/2.0", "GET /api/v1/a b HTTP/1.1", "GET /api\\v1 HTTP/1.1",
            "GET " + COMPLAINTS + "/%zz HTTP/1.1", "GET " + COMPLAINTS + "?category=%zz HTTP/1.1",
            "GET " + COMPLAINTS + "?category=a|b HTTP/1.1", "GET / HTTP/1.1\nbad header",
            "POST " + COMPLAINTS + " HTTP/1.1\nContent-Type: application/json\nContent-Length: -1",
            "POST " + COMPLAINTS + " HTTP/1.1\nContent-Type: application/json\nContent-Length: 5\nContent-Length: 6",
            "POST " + COMPLAINTS + " HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked\n\nzz\n"})
    void what_is_no_http_is_answered_400(String request) {
        long before = platform.head();

        Answer answer = RawHttp.send(platform.port(), request, new byte[0]);

        answer.is(400);
        assertThat(answer.text()).isEmpty();
        assertThat(platform.head()).isEqualTo(before);
    }

    @Test
    void a_very_long_path_or_header_is_refused() {
        RawHttp.send(platform.port(), "GET " + COMPLAINTS + "/" + "a".repeat(10_000) + " HTTP/1.1", new byte[0]).is(414);
        RawHttp.send(platform.port(), "GET " + COMPLAINTS + " HTTP/1.1\nX: " + "a".repeat(20_000), new byte[0]).is(431);
        RawHttp.send(platform.port(), "GET " + COMPLAINTS + "/" + "a".repeat(3_000) + " HTTP/1.1", new byte[0]).is(404);
    }
}
