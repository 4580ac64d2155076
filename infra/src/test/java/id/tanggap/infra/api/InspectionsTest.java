package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the inspectorate looks into, and who learns of it. Every text is a word of its own, looked for in every answer. */
@ExtendWith(OnePlatform.class)
class InspectionsTest {

    private static final String INSPECTIONS = "/api/v1/inspections";
    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

    private final Platform platform;
    private final Office office;
    private final Office other;

    InspectionsTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office();
        this.other = platform.office();
    }

    /** An inspection, as an inspector keeps track of it. */
    private final class Inspection {

        private final String id;
        private String etag;
        private long position;

        private Inspection(Object... fields) {
            Answer opened = platform.http().post(INSPECTIONS, Who.INSPECTOR, Http.body(fields)).is(201);
            id = opened.at("/id");
            assertThat(opened.header("Location")).isEqualTo(path());
            note(opened);
        }

        private String path() {
            return INSPECTIONS + "/" + id;
        }

        private Answer note(Answer answer) {
            if (answer.status() == 201) {
                etag = answer.etag();
                position = answer.position();
            }
            return answer;
        }

        private Answer asks(Who who, String action, Object... fields) {
            return note(platform.http().post(path() + action, who.with("If-Match", etag), Http.body(fields)));
        }

        private Answer seenBy(Who who) {
            return platform.http().get(path(), who.havingSeen(position));
        }

        private Answer listedFor(Who who, String query) {
            return platform.http().get(INSPECTIONS + query, who.havingSeen(position));
        }
    }

    private Inspection found(Case complaint) {
        Inspection inspection = new Inspection("complaintId", complaint.id, "reason", "MARKreason");
        inspection.asks(Who.INSPECTOR, "/findings", "text", "MARKfirst", "severity", "SERIOUS").is(201);
        inspection.asks(Who.INSPECTOR, "/findings", "text", "MARKsecond").is(201);
        inspection.asks(Who.INSPECTOR, "/recommendations", "officeId", office.id, "text", "MARKmine", "findings", List.of(1),
                "dueOn", "2199-01-31").is(201);
        inspection.asks(Who.INSPECTOR, "/recommendations", "officeId", other.id, "text", "MARKtheirs", "findings",
                List.of(2)).is(201);
        return inspection;
    }

    private Answer sent(Inspection inspection) {
        return inspection.note(platform.http().post(inspection.path() + "/report", Who.INSPECTOR.with("If-Match", inspection.etag)))
                .is(201);
    }

    private static List<String> marks(Answer answer) {
        return List.of("reason", "first", "second", "mine", "theirs", "done", "summary").stream()
                .filter(word -> answer.text().contains("MARK" + word)).toList();
    }

    private static List<String> ids(Answer list) {
        return StreamSupport.stream(list.is(200).json().path("inspections").spliterator(), false)
                .map(inspection -> inspection.path("id").asString()).toList();
    }

    @Test
    void an_inspection_goes_from_its_opening_over_findings_and_recommendations_to_a_conclusion() {
        Case complaint = platform.open();
        Inspection inspection = found(complaint);
        sent(inspection);
        inspection.asks(office.head(), "/recommendations/1/follow-up", "text", "MARKdone").is(201);
        inspection.asks(Who.INSPECTOR, "/closure", "conclusion", "REMEDIED", "summary", "MARKsummary").is(201);

        Answer seen = inspection.seenBy(Who.INSPECTOR).is(200);

        assertThat(marks(seen)).containsExactly("reason", "first", "second", "mine", "theirs", "done", "summary");
        assertThat(seen.etag()).isEqualTo(inspection.etag);
        assertThat(seen.at("/complaintId")).isEqualTo(complaint.id);
        assertThat(seen.at("/status")).isEqualTo("CLOSED");
        assertThat(seen.at("/findings/0/severity")).isEqualTo("SERIOUS");
        assertThat(seen.at("/recommendations/0/dueOn")).isEqualTo("2199-01-31");
        assertThat(seen.at("/recommendations/0/followUps/0/by")).isEqualTo("siti");
        assertThat(seen.at("/closure/conclusion")).isEqualTo("REMEDIED");
    }

    @Test
    void it_moves_no_complaint() {
        Case complaint = platform.open().forwardedTo(office);
        String before = complaint.seenBy(Who.PUBLIC).text();

        Inspection inspection = found(complaint);
        sent(inspection);

        assertThat(platform.http().get(complaint.path(), Who.PUBLIC.havingSeen(inspection.position)).text()).isEqualTo(before);
        assertThat(platform.http().get(complaint.path() + "/timeline", office.head()).text()).doesNotContain("MARK", inspection.id);
    }

    @Test
    void until_it_is_sent_nobody_but_the_inspectorate_learns_that_it_exists() {
        Case complaint = platform.open().forwardedTo(office);
        Inspection inspection = found(complaint);
        inspection.seenBy(Who.INSPECTOR).is(200);

        for (Who who : List.of(Who.PUBLIC, complaint.reporter(), office.officer(), office.head(), Who.COORDINATOR,
                Who.ADMINISTRATOR, Who.API_CLIENT)) {
            Answer refused = Refused.explained(inspection.seenBy(who).is(404, "INSPECTION_NOT_FOUND"));
            Answer unknown = platform.http().get(INSPECTIONS + "/" + NOBODY, who).is(404);
            assertThat(refused.text().replace(inspection.id, "")).isEqualTo(unknown.text().replace(NOBODY, ""));
            for (Map.Entry<String, Map<String, Object>> command : Map.of("/findings", Http.body("text", "x"), "/report",
                    Http.body(), "/recommendations/1/follow-up", Http.body("text", "x"), "/closure",
                    Http.body("conclusion", "UNFOUNDED", "summary", "x")).entrySet()) {
                platform.http().post(inspection.path() + command.getKey(), who.with("If-Match", "\"0\""), command.getValue())
                        .is(404, "INSPECTION_NOT_FOUND");
            }
        }
        assertThat(ids(inspection.listedFor(office.head(), ""))).isEmpty();
    }

    @Test
    void a_head_sees_what_was_sent_to_the_office_and_what_it_rests_on_and_nothing_else() {
        Case complaint = platform.open().forwardedTo(office);
        Inspection inspection = found(complaint);
        sent(inspection);
        inspection.asks(Who.INSPECTOR, "/recommendations", "officeId", office.id, "text", "MARKdone", "findings",
                List.of(2)).is(201);

        Answer seen = inspection.seenBy(office.head()).is(200);

        assertThat(marks(seen)).containsExactly("first", "mine");
        assertThat(seen.text()).doesNotContain(complaint.id, other.id);
        assertThat(seen.has("/openedBy")).isFalse();
        assertThat(marks(inspection.seenBy(other.head()).is(200))).containsExactly("second", "theirs");
        assertThat(ids(inspection.listedFor(office.head(), ""))).containsExactly(inspection.id);
        inspection.seenBy(office.officer()).is(404, "INSPECTION_NOT_FOUND");
        inspection.seenBy(platform.office().head()).is(404, "INSPECTION_NOT_FOUND");
    }

    @Test
    void a_head_sees_the_conclusion_and_of_an_inspection_of_the_own_office_that_it_is_one() {
        Inspection inspection = new Inspection("officeId", office.id, "reason", "MARKreason");
        inspection.asks(Who.INSPECTOR, "/recommendations", "officeId", office.id, "text", "MARKmine").is(201);
        sent(inspection);
        inspection.asks(Who.INSPECTOR, "/closure", "conclusion", "NOT_REMEDIED", "summary", "MARKsummary").is(201);

        Answer seen = inspection.seenBy(office.head()).is(200);

        assertThat(marks(seen)).containsExactly("mine", "summary");
        assertThat(seen.at("/officeId")).isEqualTo(office.id);
    }

    @Test
    void inspectors_list_by_complaint_by_office_and_by_state_page_by_page() {
        Case complaint = platform.open();
        Inspection first = new Inspection("complaintId", complaint.id, "reason", "x");
        Inspection second = new Inspection("complaintId", complaint.id, "reason", "x");
        Inspection third = new Inspection("officeId", office.id, "reason", "x");
        first.asks(Who.INSPECTOR, "/closure", "conclusion", "UNFOUNDED", "summary", "x").is(201);
        first.seenBy(Who.INSPECTOR).is(200);

        String ofComplaint = "?complaint=" + complaint.id;
        assertThat(ids(first.listedFor(Who.INSPECTOR, ofComplaint))).containsExactly(second.id, first.id);
        assertThat(ids(first.listedFor(Who.INSPECTOR, ofComplaint + "&status=CLOSED"))).containsExactly(first.id);
        assertThat(ids(first.listedFor(Who.INSPECTOR, "?office=" + office.id))).containsExactly(third.id);
        Answer page = first.listedFor(Who.INSPECTOR, ofComplaint + "&limit=1");
        assertThat(ids(page)).containsExactly(second.id);
        Answer next = first.listedFor(Who.INSPECTOR, ofComplaint + "&limit=1&cursor=" + page.at("/next"));
        assertThat(ids(next)).containsExactly(first.id);
        assertThat(next.has("/next")).isFalse();
    }

    @Test
    void a_head_cannot_look_for_the_complaint_that_an_inspection_is_about() {
        Refused.explained(platform.http().get(INSPECTIONS + "?complaint=" + NOBODY, office.head()).is(400, "PARAMETER_UNKNOWN"));
    }

    @Test
    void the_public_is_told_no_more_than_how_many_were_closed() {
        for (Who who : List.of(Who.PUBLIC, Who.COORDINATOR, office.officer(), Who.ADMINISTRATOR, Who.API_CLIENT)) {
            Refused.explained(platform.http().get(INSPECTIONS, who).is(403, "INSPECTIONS_ARE_NOT_PUBLIC"));
        }
        Inspection last = null;
        for (int i = 0; i < 5; i++) {
            last = new Inspection("officeId", office.id, "reason", "x");
            last.asks(Who.INSPECTOR, "/closure", "conclusion", "UNFOUNDED", "summary", "x").is(201);
        }

        Answer figures = last.listedFor(Who.PUBLIC, "/figures").is(200);

        assertThat(figures.json().propertyNames()).containsExactly("closed");
        assertThat(figures.json().path("closed").asLong()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void a_request_sent_again_acts_once() {
        Map<String, Object> form = Http.body("officeId", office.id, "reason", "x");
        Who keyed = Who.INSPECTOR.with("Idempotency-Key", Platform.word("key-of-an-inspection-"));
        Answer first = platform.http().post(INSPECTIONS, keyed, form).is(201);
        long head = platform.head();

        assertThat(platform.http().post(INSPECTIONS, keyed, form).is(201).text()).isEqualTo(first.text());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void who_reads_an_inspection_is_on_record() {
        Inspection inspection = found(platform.open());
        sent(inspection);
        inspection.seenBy(office.head()).is(200);
        inspection.listedFor(other.head(), "").is(200);

        JsonNode looks = platform.http().get("/api/v1/audit/accesses?inspection=" + inspection.id, Who.INSPECTOR).is(200)
                .json().path("accesses");

        assertThat(looks).hasSize(2);
        assertThat(looks.at("/0/actor/office").asString()).isEqualTo(office.id);
        assertThat(looks.at("/1/shown/CONTENT/0").asString()).isEqualTo(inspection.id);
    }

    @Test
    void its_events_are_in_the_history_and_its_texts_are_sealed_there() {
        Inspection inspection = found(platform.open());

        Answer events = platform.http().get("/api/v1/audit/events?type=inspection&office=" + other.id, Who.INSPECTOR).is(200);

        assertThat(events.at("/events/0/stream")).isEqualTo(inspection.id);
        assertThat(events.at("/events/0/type")).isEqualTo("inspection.recommendation-made");
        assertThat(marks(events)).isEmpty();
    }
}
