package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reporter asks to be forgotten, or to be told everything. Each text is a word of its own that is looked for everywhere. */
@ExtendWith(OnePlatform.class)
class ErasureTest {

    private final Platform platform;
    private final Office office;

    ErasureTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office();
    }

    /** Everything that can be said was said. */
    private Case told() {
        Case complaint = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity",
                "OPEN", "location", Http.body("address", "MARKaddress"), "reporter", Http.body("name", "MARKname"));
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", "MARKreason").is(201);
        complaint.asks(complaint.reporter(), "/completion", "text", "MARKcompletion").is(201);
        complaint.forwardedTo(office);
        complaint.asks(complaint.reporter(), "/messages", "text", "MARKmessage").is(201);
        complaint.asks(office.officer(), "/responses", "kind", "INTERIM", "text", "MARKinterim").is(201);
        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "MARKdraft").is(201);
        complaint.asks(office.head(), "/responses/2/approval", "decision", "SEND_BACK", "reason", "MARKsentback").is(201);
        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "MARKfinal").is(201);
        complaint.asks(office.head(), "/responses/3/approval").is(201);
        complaint.accepted();
        complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 2, "comment", "MARKcomment").is(201);
        complaint.asks(complaint.reporter(), "/erasure", "reason", "MARKrequest").is(201);
        return complaint;
    }

    private Case erased() {
        Case complaint = told();
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(201);
        return complaint;
    }

    private Answer personalData(Case complaint, Who who) {
        return platform.http().get(complaint.path() + "/personal-data", who.havingSeen(complaint.position()));
    }

    @Test
    void the_reporter_gets_everything_that_is_held_and_so_do_administrators_on_a_written_request() {
        Case complaint = told();

        for (Who who : List.of(complaint.reporter(), Who.ADMINISTRATOR, Who.INSPECTOR)) {
            assertThat(personalData(complaint, who).is(200).text()).contains("MARKtitle", "MARKnarrative", "MARKaddress",
                    "MARKname", "MARKreason", "MARKcompletion", "MARKmessage", "MARKinterim", "MARKdraft", "MARKsentback",
                    "MARKfinal", "MARKcomment", "MARKrequest", complaint.code);
        }
        for (Who who : List.of(Who.PUBLIC, Who.COORDINATOR, office.officer(), office.head(), Who.API_CLIENT)) {
            personalData(complaint, who).is(403, "PERSONAL_DATA_IS_THE_REPORTERS");
        }
    }

    @Test
    void nobody_reads_a_draft_through_it_while_the_complaint_is_open() {
        Case complaint = platform.open().forwardedTo(office);
        complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "MARKdraft").is(201);

        assertThat(personalData(complaint, complaint.reporter()).is(200).text()).doesNotContain("MARKdraft");
    }

    @Test
    void afterwards_no_word_of_it_is_in_any_answer_to_anybody() {
        Case complaint = erased();
        List<Answer> answers = new ArrayList<>();
        for (Who who : List.of(Who.PUBLIC, office.officer(), office.head(), Who.COORDINATOR, Who.INSPECTOR,
                Who.ADMINISTRATOR)) {
            answers.addAll(List.of(complaint.seenBy(who).is(200), complaint.timelineSeenBy(who).is(200),
                    platform.http().get("/api/v1/complaints?office=" + office.id, who).is(200)));
        }
        answers.add(personalData(complaint, Who.ADMINISTRATOR).is(200));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.text()).contains(complaint.id).doesNotContain("MARK"));
    }

    @Test
    void afterwards_the_secret_opens_nothing() {
        Case complaint = erased();
        String unknown = "/api/v1/complaints/01900000-0000-7000-8000-000000000000";

        complaint.seenBy(complaint.reporter()).is(404, "COMPLAINT_NOT_FOUND");
        complaint.timelineSeenBy(complaint.reporter()).is(404, "COMPLAINT_NOT_FOUND");
        personalData(complaint, complaint.reporter()).is(404, "COMPLAINT_NOT_FOUND");
        Answer tracked = platform.http().get("/api/v1/tracking/" + complaint.code,
                complaint.reporter().havingSeen(complaint.position())).is(404, "COMPLAINT_NOT_FOUND");
        Answer unheardOf = platform.http().get(unknown, complaint.reporter());
        assertThat(tracked.text().replace(tracked.at("/instance"), ""))
                .isEqualTo(unheardOf.text().replace(unheardOf.at("/instance"), ""));
        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "x").is(404, "COMPLAINT_NOT_FOUND");
        complaint.asks(complaint.reporter(), "/erasure").is(404, "COMPLAINT_NOT_FOUND");
    }

    @Test
    void staff_see_that_something_was_erased_when_and_on_which_ground() {
        Case complaint = erased();

        for (Who who : List.of(office.head(), Who.COORDINATOR, Who.INSPECTOR)) {
            assertThat(complaint.seenBy(who).at("/erased/legalGround/article")).contains("UU 27/2022");
            assertThat(complaint.seenBy(who).has("/erased/on")).isTrue();
            assertThat(complaint.timelineSeenBy(who).text()).contains("PERSONAL_DATA_ERASED");
        }
        assertThat(complaint.seenBy(Who.PUBLIC).has("/erased")).isFalse();
        assertThat(complaint.timelineSeenBy(Who.PUBLIC).text()).doesNotContain("ERASED");
    }

    @Test
    void no_scorecard_changes() {
        Case complaint = told();
        String before = office.scorecard(Who.PUBLIC).text();

        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(201);

        assertThat(office.scorecard(Who.PUBLIC).text()).isEqualTo(before);
    }

    @Test
    void nothing_is_done_to_it_any_more() {
        Case complaint = erased();

        complaint.asks(Who.COORDINATOR, "/messages", "text", "x").is(409, "DATA_ERASED");
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "REFUSE", "legalGround", "LAW_ENFORCEMENT", "text",
                "x").is(409, "DATA_ERASED");
    }

    @Test
    void a_refusal_names_its_ground_and_is_told_to_the_reporter() {
        Case complaint = told();
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "REFUSE", "legalGround", "LAW_ENFORCEMENT",
                "text", "MARKinvestigated").is(201);

        assertThat(complaint.timelineSeenBy(complaint.reporter()).text()).contains("ERASURE_REFUSED", "LAW_ENFORCEMENT",
                "Pasal 15", "MARKinvestigated", "MARKrequest");
        assertThat(complaint.timelineSeenBy(office.head()).text()).doesNotContain("ERASURE", "MARKinvestigated");
    }

    @Test
    void nothing_is_erased_while_an_office_owes_an_answer() {
        Case complaint = platform.open().forwardedTo(office);
        complaint.asks(Who.ADMINISTRATOR, "/erasure").is(201);

        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(409, "NOT_ENDED_YET");
    }

    @Test
    void a_decision_needs_a_request_a_fitting_ground_and_if_granted_no_words() {
        Case complaint = platform.open().forwardedTo(office).answeredBy(office).accepted();
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(409, "NO_ERASURE_PENDING");
        complaint.asks(complaint.reporter(), "/erasure").is(201);

        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "LAW_ENFORCEMENT")
                .is(422, "GROUND_DOES_NOT_FIT");
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT",
                "text", "x").is(422, "GRANTED_WITHOUT_TEXT");
        complaint.asks(office.head(), "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(403, "ROLE_MAY_NOT");
    }
}
