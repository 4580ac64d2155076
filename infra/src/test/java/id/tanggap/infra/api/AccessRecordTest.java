package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.TanggapProperties;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Reading personal data leaves a trace that the inspectorate can follow: who looked at this? */
@ExtendWith(OnePlatform.class)
class AccessRecordTest {

    private final Platform platform;
    private final Office office;

    AccessRecordTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office();
    }

    private List<JsonNode> looksAt(Case complaint) {
        return accesses(platform.http().get(complaint.path() + "/accesses", Who.INSPECTOR).is(200));
    }

    private static List<JsonNode> accesses(Answer answer) {
        return StreamSupport.stream(answer.json().path("accesses").spliterator(), false).toList();
    }

    private static List<String> accounts(List<JsonNode> accesses) {
        return accesses.stream().map(access -> access.at("/actor/id").asString()).toList();
    }

    /** Only those who looked before the record was asked, as it records that as well. */
    private static boolean isOfTheRecord(JsonNode access) {
        return access.at("/shown").has("ACCESSES");
    }

    @Test
    void who_of_the_staff_looked_at_a_complaint_is_on_record_with_the_part_the_question_and_the_purpose() {
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"))
                .forwardedTo(office);
        complaint.seenBy(office.officer().with("Tanggap-Purpose", "Menyusun tanggapan")).is(200);
        complaint.timelineSeenBy(Who.COORDINATOR).is(200);
        complaint.seenBy(Who.COORDINATOR).is(200);

        List<JsonNode> looks = looksAt(complaint);

        assertThat(accounts(looks)).containsExactly("budi", "kris", "kris");
        assertThat(looks.get(0).at("/actor/office").asString()).isEqualTo(office.id);
        assertThat(looks.get(0).path("purpose").asString()).isEqualTo("Menyusun tanggapan");
        assertThat(looks.get(0).path("question").asString()).isEqualTo("GET /api/v1/complaints/{id}");
        assertThat(looks.get(0).path("shown").propertyNames()).containsExactly("CONTENT");
        assertThat(looks.get(1).path("question").asString()).isEqualTo("GET /api/v1/complaints/{id}/timeline");
        assertThat(looks.get(2).path("shown").propertyNames()).containsExactly("CONTENT", "WHO");
        assertThat(looks.get(2).at("/shown/WHO/0").asString()).isEqualTo(complaint.id);
    }

    @Test
    void who_takes_out_everything_about_a_reporter_is_on_record_unless_it_is_the_reporter() {
        Case complaint = platform.open();
        for (Who who : List.of(complaint.reporter(), Who.ADMINISTRATOR)) {
            platform.http().get(complaint.path() + "/personal-data", who.havingSeen(complaint.position())).is(200);
        }

        List<JsonNode> looks = looksAt(complaint);

        assertThat(accounts(looks)).containsExactly("adi");
        assertThat(looks.getFirst().path("shown").propertyNames()).containsExactly("CONTENT", "WHO");
    }

    @Test
    void the_public_and_the_reporter_leave_no_trace() {
        Case complaint = platform.open().forwardedTo(office);
        complaint.seenBy(Who.PUBLIC).is(200);
        complaint.seenBy(complaint.reporter()).is(200);
        complaint.timelineSeenBy(complaint.reporter()).is(200);
        platform.http().get("/api/v1/tracking/" + complaint.code, complaint.reporter()).is(200);

        assertThat(looksAt(complaint)).isEmpty();
    }

    @Test
    void who_sees_no_personal_data_leaves_no_trace() {
        Case complaint = platform.open().forwardedTo(office);
        complaint.seenBy(platform.office().officer()).is(200);
        complaint.seenBy(Who.ADMINISTRATOR).is(200);

        assertThat(looksAt(complaint)).isEmpty();
    }

    @Test
    void a_list_leaves_one_row_with_the_complaints_whose_content_it_showed() {
        Case mine = platform.open().forwardedTo(office);
        Case another = platform.open().forwardedTo(office);
        platform.http().get("/api/v1/complaints?office=" + office.id, office.officer().havingSeen(another.position()))
                .is(200);

        List<JsonNode> looks = looksAt(mine);

        assertThat(looks).hasSize(1);
        assertThat(looks.getFirst().at("/shown/CONTENT").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(mine.id, another.id);
        assertThat(looksAt(another)).extracting(look -> look.path("number").asLong())
                .contains(looks.getFirst().path("number").asLong());
    }

    @Test
    void that_the_record_is_read_is_recorded_as_well() {
        Case complaint = platform.open();
        looksAt(complaint);

        List<JsonNode> looks = looksAt(complaint);

        assertThat(looks).hasSize(1).allMatch(AccessRecordTest::isOfTheRecord);
        assertThat(accounts(looks)).containsExactly("indra");
    }

    @Test
    void the_record_is_for_inspectors_only() {
        Case complaint = platform.open().forwardedTo(office);

        for (Who who : List.of(Who.PUBLIC, complaint.reporter(), office.officer(), office.head(), Who.COORDINATOR,
                Who.ADMINISTRATOR, Who.API_CLIENT)) {
            for (String path : List.of("/api/v1/audit/accesses", complaint.path() + "/accesses",
                    "/api/v1/audit/accesses/verification")) {
                Refused.explained(platform.http().get(path, who).is(403, "ACCESSES_ARE_FOR_INSPECTORS"));
            }
            platform.http().get("/api/v1/audit/accesses", who.with("Accept", "application/x-ndjson"))
                    .is(403, "ACCESSES_ARE_FOR_INSPECTORS");
        }
    }

    @Test
    void pages_go_on_where_they_stopped_and_lines_tell_the_same() {
        Case complaint = platform.open();
        for (int i = 0; i < 5; i++) {
            complaint.seenBy(Who.COORDINATOR).is(200);
        }
        String query = "/api/v1/audit/accesses?actor=kris&complaint=" + complaint.id;

        Answer first = platform.http().get(query + "&limit=3", Who.INSPECTOR).is(200);
        Answer second = platform.http().get(query + "&limit=3&after=" + first.at("/next"), Who.INSPECTOR).is(200);
        Answer lines = platform.http().get(query, Who.INSPECTOR.with("Accept", "application/x-ndjson")).is(200);

        assertThat(accesses(first)).hasSize(3);
        assertThat(accesses(second)).hasSize(2);
        assertThat(second.has("/next")).isFalse();
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.text().lines().map(Http.JSON::readTree).toList()).containsExactlyElementsOf(
                java.util.stream.Stream.concat(accesses(first).stream(), accesses(second).stream()).toList());
    }

    @Test
    void a_purpose_that_cannot_be_kept_is_refused() {
        Case complaint = platform.open();

        Refused.explained(complaint.seenBy(Who.COORDINATOR.with("Tanggap-Purpose", "x".repeat(201)))
                .is(400, "HEADER_INVALID"));
    }

    @Test
    void nothing_personal_is_shown_while_it_cannot_be_recorded_who_sees_it() throws SQLException {
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "OPEN", "title", "MARKtitle", "reporter",
                Http.body("name", "MARKname")).forwardedTo(office);
        complaint.seenBy(Who.PUBLIC).is(200);

        inTheFile("ALTER TABLE access RENAME TO elsewhere");
        try {
            for (Answer refused : List.of(complaint.seenBy(Who.COORDINATOR), complaint.timelineSeenBy(office.officer()),
                    platform.http().get("/api/v1/complaints?office=" + office.id, office.head()))) {
                refused.is(503, "ACCESS_NOT_RECORDED");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(refused.text()).doesNotContain("MARK");
            }
            // what shows no personal data goes on
            complaint.seenBy(Who.PUBLIC).is(200);
            complaint.seenBy(complaint.reporter()).is(200);
            assertThat(platform.http().get("/actuator/health", Who.PUBLIC).at("/components/accessRecord/status"))
                    .isEqualTo("DEGRADED");
        } finally {
            inTheFile("ALTER TABLE elsewhere RENAME TO access");
        }

        complaint.seenBy(Who.COORDINATOR).is(200);
        assertThat(accounts(looksAt(complaint))).containsExactly("kris");
        assertThat(platform.http().get("/api/v1/audit/accesses/verification", Who.INSPECTOR).is(200).has("/broken"))
                .isFalse();
        assertThat(platform.http().get("/actuator/health", Who.PUBLIC).at("/components/accessRecord/status"))
                .isEqualTo("UP");
    }

    private void inTheFile(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:"
                + platform.bean(TanggapProperties.class).data().resolve("access.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
