package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The platform's main job from end to end, each step through the API and read back through it. */
@ExtendWith(OnePlatform.class)
class JourneyTest {

    private final Platform platform;

    JourneyTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void an_open_complaint_is_submitted_with_all_that_the_form_holds() {
        Office wanted = platform.office();

        Case complaint = platform.submitted(Who.PUBLIC, "identity", "OPEN", "officeId", wanted.id, "channel", "WEB",
                "location", Http.body("latitude", -6.2, "longitude", 106.8, "address", " Jl. Merdeka 1 "),
                "reporter", Http.body("name", "Sari", "email", "sari@example.org", "phone", "+62 812-3456"));

        Answer seen = complaint.seenBy(complaint.reporter()).is(200);
        assertThat(seen.at("/status")).isEqualTo("SUBMITTED");
        assertThat(seen.at("/content/requestedOfficeId")).isEqualTo(wanted.id);
        assertThat(seen.at("/content/channel")).isEqualTo("WEB");
        assertThat(seen.json().at("/content/location/coordinates/latitude").asDouble()).isEqualTo(-6.2);
        assertThat(seen.at("/content/location/address")).isEqualTo("Jl. Merdeka 1");
        assertThat(seen.at("/who/reporter/email")).isEqualTo("sari@example.org");
        assertThat(seen.at("/who/trackingCode")).isEqualTo(complaint.code);
    }

    @Test
    void a_confidential_complaint_is_submitted_and_read_by_its_reporter() {
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"));

        Answer seen = complaint.seenBy(complaint.reporter()).is(200);

        assertThat(seen.at("/content/identity")).isEqualTo("CONFIDENTIAL");
        assertThat(seen.at("/who/reporter/name")).isEqualTo("Sari");
    }

    @Test
    void an_anonymous_complaint_is_found_by_its_code_and_secret_alone() {
        Case complaint = platform.anonymous();

        Answer seen = platform.http().get("/api/v1/tracking/" + complaint.code,
                complaint.reporter().havingSeen(complaint.position())).is(200);

        assertThat(seen.at("/id")).isEqualTo(complaint.id);
        assertThat(seen.at("/content/title")).isEqualTo("Lampu jalan padam");
        assertThat(seen.has("/who/reporter")).isFalse();
    }

    @Test
    void a_code_and_a_secret_are_read_as_people_type_them() {
        Case complaint = platform.anonymous();
        String typedCode = complaint.code.toLowerCase().replace("-", "");
        String typedSecret = complaint.secret.toLowerCase().replace("-", " ").replace('0', 'o').replace('1', 'l');

        Answer seen = platform.http().get("/api/v1/tracking/" + typedCode,
                Who.reporter(typedSecret).havingSeen(complaint.position()));

        assertThat(seen.is(200).at("/id")).isEqualTo(complaint.id);
    }

    @Test
    void a_complaint_taken_by_staff_keeps_the_time_at_which_it_was_made() {
        Case complaint = platform.submitted(Who.COORDINATOR, "identity", "ANONYMOUS", "channel", "PHONE",
                "occurredAt", "2026-01-31T23:30:00+07:00");

        Answer seen = complaint.seenBy(Who.COORDINATOR);

        assertThat(seen.at("/content/submittedAt")).isEqualTo("2026-01-31T16:30:00Z");
        assertThat(seen.at("/submittedOn")).isEqualTo("2026-01-31");
    }

    @Test
    void a_complaint_goes_from_submission_to_its_evaluation() {
        Office office = platform.office();
        Case complaint = platform.open();

        complaint.forwardedTo(office);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");
        assertThat(complaint.seenBy(Who.PUBLIC).at("/officeId")).isEqualTo(office.id);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/classification")).isEqualTo("COMPLAINT");

        complaint.asks(office.head(), "/assignment", "officerId", "budi").is(201);
        assertThat(complaint.seenBy(office.head()).at("/handling/officerId")).isEqualTo("budi");

        complaint.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "Kami cek besok.").is(201);
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/responses/0/text")).isEqualTo("Kami cek besok.");
        assertThat(complaint.seenBy(complaint.reporter()).has("/content/firstResponseAt")).isTrue();

        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "Lampu sudah diganti.").is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");

        Answer approved = complaint.asks(office.head(), "/responses/2/approval", "decision", "APPROVE").is(201);
        assertThat(approved.at("/status")).isEqualTo("RESPONDED");
        assertThat(approved.json().at("/response").asInt()).isEqualTo(2);
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/responses/1/text"))
                .isEqualTo("Lampu sudah diganti.");

        complaint.asks(complaint.reporter(), "/replies", "decision", "ACCEPT", "text", "Terima kasih.").is(201);
        assertThat(complaint.seenBy(complaint.reporter()).at("/content/closure")).isEqualTo("ACCEPTED");

        complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 4, "elements", Case.allElements(3),
                "comment", "Cepat.").is(201);
        Answer closed = complaint.seenBy(complaint.reporter());
        assertThat(closed.at("/status")).isEqualTo("CLOSED");
        assertThat(closed.json().at("/content/evaluation/satisfaction").asInt()).isEqualTo(4);
        assertThat(closed.json().at("/content/evaluation/elements/TIME").asInt()).isEqualTo(3);
        assertThat(facts(complaint, office.officer())).containsExactly("SUBMITTED", "FORWARDED", "ASSIGNED",
                "INTERIM_RESPONSE", "FINAL_RESPONSE_DRAFTED", "FINAL_RESPONSE", "CLOSED", "EVALUATED");
    }

    @Test
    void a_final_response_is_approved_by_somebody_else_than_its_author() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.asks(office.head(), "/responses", "kind", "FINAL", "text", "Selesai.").is(201);

        complaint.asks(office.head(), "/responses/1/approval").is(403, "FOUR_EYES");

        complaint.asks(office.officer(), "/responses/1/approval").is(201);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("RESPONDED");
    }

    @Test
    void a_draft_that_was_sent_back_cannot_be_approved_any_more() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "Selesai.").is(201);

        complaint.asks(office.head(), "/responses/1/approval", "decision", "SEND_BACK", "reason", "Kurang jelas.").is(201);

        complaint.asks(office.head(), "/responses/1/approval").is(409, "NO_SUCH_DRAFT");
        assertThat(complaint.seenBy(office.head()).at("/handling/drafts/0/kind")).isEqualTo("SENT_BACK");
    }

    @Test
    void an_objection_reopens_the_complaint_at_the_same_office() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office).answeredBy(office);

        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "Masih gelap.").is(201);

        Answer seen = complaint.seenBy(Who.PUBLIC);
        assertThat(seen.at("/status")).isEqualTo("FORWARDED");
        assertThat(seen.at("/officeId")).isEqualTo(office.id);
        complaint.answeredBy(office).accepted();
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("CLOSED");
    }

    @Test
    void a_transfer_hands_the_complaint_to_another_office() {
        Office roads = platform.office();
        Office lights = platform.office();
        Case complaint = platform.open().forwardedTo(roads);

        complaint.asks(roads.officer(), "/transfer", "officeId", lights.id, "reason", "Urusan penerangan.").is(201);

        assertThat(complaint.seenBy(Who.PUBLIC).at("/officeId")).isEqualTo(lights.id);
        complaint.asks(roads.officer(), "/responses", "kind", "INTERIM", "text", "?").is(403, "NOT_YOUR_OFFICE");
        complaint.asks(lights.officer(), "/responses", "kind", "INTERIM", "text", "Kami tangani.").is(201);
    }

    @Test
    void a_returned_complaint_is_completed_and_checked_again() {
        Office office = platform.office();
        Case complaint = platform.open().returned();
        assertThat(complaint.seenBy(complaint.reporter()).has("/content/pauses/0/to")).isFalse();

        complaint.asks(complaint.reporter(), "/completion", "text", "Di depan pasar.").is(201);

        assertThat(complaint.seenBy(complaint.reporter()).at("/status")).isEqualTo("SUBMITTED");
        assertThat(complaint.seenBy(complaint.reporter()).has("/content/pauses/0/to")).isTrue();
        complaint.forwardedTo(office);
        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("FORWARDED");
    }

    @Test
    void a_reporter_withdraws_a_complaint_that_no_office_has_yet() {
        Case complaint = platform.open();

        complaint.asks(complaint.reporter(), "/withdrawal", "reason", "Sudah menyala.").is(201);

        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("WITHDRAWN");
    }

    @Test
    void a_withdrawal_needs_no_body() {
        Case complaint = platform.open();

        Answer withdrawn = platform.http().post(complaint.path() + "/withdrawal", complaint.reporter()).is(201);

        assertThat(withdrawn.at("/status")).isEqualTo("WITHDRAWN");
    }

    @Test
    void a_rejected_complaint_tells_its_reporter_why() {
        Case complaint = platform.open();

        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REJECT", "reason", "Sengketa perdata.").is(201);

        assertThat(complaint.seenBy(Who.PUBLIC).at("/status")).isEqualTo("REJECTED");
        JsonNode timeline = complaint.timelineSeenBy(complaint.reporter()).json().path("timeline");
        assertThat(timeline.get(1).path("text").asString()).isEqualTo("Sengketa perdata.");
    }

    @Test
    void a_merge_joins_both_ends_and_can_be_undone() {
        Case first = platform.open();
        Case again = platform.open();

        again.mergedInto(first);
        assertThat(again.seenBy(Who.COORDINATOR).at("/status")).isEqualTo("MERGED");
        assertThat(again.seenBy(Who.COORDINATOR).at("/content/mergedInto")).isEqualTo(first.id);
        assertThat(first.seen().seenBy(Who.COORDINATOR).at("/handling/duplicates/0")).isEqualTo(again.id);
        assertThat(first.seenBy(Who.PUBLIC).json().path("duplicates").asInt()).isEqualTo(1);

        again.asks(Who.COORDINATOR, "/merge/undo").is(201);
        assertThat(again.seenBy(Who.COORDINATOR).at("/status")).isEqualTo("SUBMITTED");
        assertThat(first.seen().seenBy(Who.COORDINATOR).json().at("/handling/duplicates").isEmpty()).isTrue();
    }

    @Test
    void an_office_is_registered_renamed_moved_and_given_a_standard() {
        Office above = platform.office();
        Office office = platform.office();

        office.asks(Who.ADMINISTRATOR, "/name", "name", " Dinas Perhubungan ").is(201);
        office.asks(Who.ADMINISTRATOR, "/parent", "parentId", above.id).is(201);
        office.asks(Who.ADMINISTRATOR, "/service-standards", "classification", "COMPLAINT",
                "limit", Map.of("unit", "HOURS", "amount", 30), "regulation", "Perwali 1/2026", "article", "Pasal 4",
                "effectiveFrom", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString()).is(201);

        Answer seen = office.seen();
        assertThat(seen.at("/name")).isEqualTo("Dinas Perhubungan");
        assertThat(seen.at("/parentId")).isEqualTo(above.id);
        assertThat(seen.at("/zone")).isEqualTo("Asia/Jakarta");
        assertThat(seen.at("/own/0/limit/unit")).isEqualTo("HOURS");
        assertThat(seen.json().at("/own/0/limit/amount").asInt()).isEqualTo(30);
        assertThat(StreamSupport.stream(seen.json().path("inForce").spliterator(), false)
                .filter(standard -> standard.path("classification").asString().equals("COMPLAINT"))
                .map(standard -> standard.at("/limit/amount").asInt())).as("not yet in force").containsExactly(14);
        office.asks(Who.ADMINISTRATOR, "/parent", "parentId", null).is(201);
        assertThat(office.seen().has("/parentId")).isFalse();
    }

    @Test
    void an_office_with_nothing_open_is_deactivated_and_gets_no_more_complaints() {
        Office office = platform.office();
        platform.open().forwardedTo(office).answeredBy(office).accepted();

        assertThat(office.deactivated().is(201).at("/status")).isEqualTo("INACTIVE");

        assertThat(office.seen().at("/standing")).isEqualTo("INACTIVE");
        platform.open().asks(Who.COORDINATOR, "/verification", "decision", "FORWARD", "officeId", office.id,
                "classification", "COMPLAINT").is(409, "OFFICE_NOT_ACTIVE");
    }

    @Test
    void an_office_with_open_complaints_stays_active_and_says_how_many() {
        Office office = platform.office();
        Case open = platform.open().forwardedTo(office);
        platform.open().forwardedTo(office).answeredBy(office);

        Answer refused = office.deactivated().is(409, "COMPLAINTS_STILL_OPEN");

        assertThat(refused.at("/messages/en")).startsWith("2 complaints");
        assertThat(office.seen().at("/standing")).isEqualTo("ACTIVE");
        open.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "Masih kami kerjakan.").is(201);
    }

    @Test
    void the_scorecard_counts_what_happened_at_the_office() {
        Office office = platform.office();
        platform.open().forwardedTo(office).answeredBy(office).accepted();
        platform.open().forwardedTo(office);

        Answer card = office.scorecard(office.head());

        assertThat(card.json().at("/total/received").asInt()).isEqualTo(2);
        assertThat(card.json().at("/total/finalResponses").asInt()).isEqualTo(1);
        assertThat(card.json().at("/total/resolution/n").asInt()).isEqualTo(1);
        assertThat(card.json().at("/backlog/open").asInt()).isEqualTo(1);
    }

    @Test
    void the_public_sees_no_count_below_five() {
        Office office = platform.office();
        platform.open().forwardedTo(office);

        Answer card = office.scorecard(Who.PUBLIC);
        Answer all = platform.http().get("/api/v1/transparency", Who.PUBLIC).is(200);

        assertThat(card.has("/total/received")).isFalse();
        assertThat(card.json().at("/total/finalResponses").asInt(-1)).isZero();
        assertThat(StreamSupport.stream(all.json().path("offices").spliterator(), false)
                .filter(row -> row.path("officeId").asString().equals(office.id))
                .filter(row -> row.at("/scorecard/total/received").isMissingNode())).hasSize(1);
    }

    private static List<String> facts(Case complaint, Who who) {
        return StreamSupport.stream(complaint.timelineSeenBy(who).is(200).json().path("timeline").spliterator(), false)
                .map(entry -> entry.path("what").asString()).toList();
    }
}
