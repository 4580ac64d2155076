package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What accuses officials is not there for those it may accuse, until the inspectorate forwards it. */
@ExtendWith(OnePlatform.class)
class WithheldComplaintsTest {

    private static final String UNKNOWN = "/api/v1/complaints/01900000-0000-7000-8000-000000000000";

    private final Platform platform;
    private final Office accused;
    private final Office above;
    private final String category = Platform.word("pungli");

    WithheldComplaintsTest(Platform platform) {
        this.platform = platform;
        this.accused = platform.office();
        this.above = platform.office();
    }

    private Case accusation() {
        return platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", category, "officeId", accused.id,
                "oversight", true);
    }

    private Case ordinary() {
        return platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "category", category);
    }

    private Case referred() {
        Case complaint = ordinary();
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER", "officeId", accused.id, "reason",
                "Dugaan pungli.").is(201);
        return complaint;
    }

    private List<Who> keptOut() {
        return List.of(Who.PUBLIC, accused.officer(), accused.head(), above.head(), Who.ADMINISTRATOR, Who.API_CLIENT);
    }

    private List<String> listed(Who who, String more) {
        Answer list = platform.http().get("/api/v1/complaints?category=" + category + more, who.havingSeen(platform.head()));
        return StreamSupport.stream(list.is(200).json().path("complaints").spliterator(), false)
                .map(complaint -> complaint.path("id").asString()).toList();
    }

    @Test
    void every_question_about_it_is_answered_like_one_about_a_complaint_that_there_never_was() {
        for (Case complaint : List.of(accusation(), referred())) {
            for (Who who : keptOut()) {
                for (String what : List.of("", "/timeline", "/personal-data")) {
                    assertAlike(platform.http().get(complaint.path() + what, who.havingSeen(complaint.position())),
                            platform.http().get(UNKNOWN + what, who.havingSeen(complaint.position())));
                }
            }
        }
    }

    @Test
    void every_command_for_it_is_answered_like_one_for_a_complaint_that_there_never_was() {
        Map<String, Map<String, Object>> commands = Map.of(
                "/verification", Http.body("decision", "REJECT", "reason", "x"),
                "/assignment", Http.body("officerId", "budi"),
                "/transfer", Http.body("officeId", above.id, "reason", "x"),
                "/responses", Http.body("kind", "INTERIM", "text", "x"),
                "/messages", Http.body("text", "x"),
                "/merge", Http.body("into", UNKNOWN.substring(UNKNOWN.lastIndexOf('/') + 1)),
                "/identity-reveal", Http.body("reason", "x"),
                "/appeal/decision", Http.body("decision", "UPHOLD", "text", "x"),
                "/erasure", Http.body("reason", "x"),
                "/erasure/decision", Http.body("decision", "GRANT", "legalGround", "NO_LONGER_NEEDED"));
        for (Case complaint : List.of(accusation(), referred())) {
            keptOut().forEach(who -> commands.forEach((action, form) -> assertAlike(
                    platform.http().post(complaint.path() + action, who.with("If-Match", "\"0\""), form),
                    platform.http().post(UNKNOWN + action, who.with("If-Match", "\"0\""), form))));
        }
    }

    @Test
    void it_is_missing_from_lists_without_leaving_a_gap() {
        Case first = ordinary();
        accusation();
        referred();
        Case last = ordinary();

        for (Who who : keptOut()) {
            assertThat(listed(who, "")).containsExactly(last.id, first.id);
            assertThat(listed(who, "&limit=2")).hasSize(2);
            assertThat(listed(who, "&status=SUBMITTED")).containsExactly(last.id, first.id);
        }
        assertThat(listed(Who.COORDINATOR, "")).hasSize(4);
        assertThat(listed(Who.INSPECTOR, "")).hasSize(4);
    }

    @Test
    void a_list_goes_on_after_it_only_for_those_who_may_know_of_it() {
        ordinary();
        accusation();
        Answer page = platform.http().get("/api/v1/complaints?category=" + category + "&limit=1",
                Who.INSPECTOR.havingSeen(platform.head()));
        String cursor = "&cursor=" + page.at("/next");

        assertThat(listed(Who.INSPECTOR, cursor)).hasSize(1);
        assertThat(listed(Who.PUBLIC, cursor)).isEmpty();
    }

    @Test
    void its_reporter_the_coordinator_and_the_inspectorate_see_it_and_are_told_so() {
        Case complaint = referred();

        for (Who who : List.of(complaint.reporter(), Who.COORDINATOR, Who.INSPECTOR)) {
            assertThat(complaint.seenBy(who).is(200).json().path("withheld").asBoolean()).isTrue();
            assertThat(complaint.timelineSeenBy(who).is(200).text()).contains("REFERRED", "Dugaan pungli.");
        }
        assertThat(complaint.seenBy(Who.INSPECTOR).at("/aboutOfficeId")).isEqualTo(accused.id);
        assertThat(complaint.seenBy(complaint.reporter()).has("/aboutOfficeId")).isFalse();
    }

    @Test
    void no_scorecard_and_no_count_changes() {
        String before = accused.scorecard(Who.PUBLIC).text();
        String all = platform.http().get("/api/v1/transparency", Who.PUBLIC).text();

        accusation();
        Case complaint = referred();
        complaint.asks(Who.INSPECTOR, "/verification", "decision", "REJECT", "reason", "Tidak terbukti.").is(201);

        assertThat(accused.scorecard(Who.PUBLIC).text()).isEqualTo(before);
        assertThat(platform.http().get("/api/v1/transparency", Who.PUBLIC.havingSeen(platform.head())).text())
                .isEqualTo(all);
    }

    @Test
    void the_coordinator_is_told_to_refer_and_the_inspectorate_forwards() {
        Case complaint = ordinary();
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "FORWARD", "officeId", above.id, "classification",
                "OVERSIGHT_COMPLAINT").is(403, "OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE");
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER").is(201);
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "FORWARD", "officeId", above.id, "classification",
                "COMPLAINT").is(403, "FOR_THE_INSPECTORATE");

        complaint.asks(Who.INSPECTOR, "/verification", "decision", "FORWARD", "officeId", above.id, "classification",
                "OVERSIGHT_COMPLAINT").is(201);

        assertThat(complaint.seenBy(above.officer()).is(200).has("/content")).isTrue();
        assertThat(complaint.seenBy(Who.PUBLIC).is(200).at("/officeId")).isEqualTo(above.id);
    }

    @Test
    void the_office_is_told_nothing_of_what_went_before_between_its_reporter_and_the_inspectorate() {
        Case complaint = accusation();
        complaint.asks(complaint.reporter(), "/messages", "text", "MARKwitness").is(201);
        complaint.asks(Who.INSPECTOR, "/messages", "text", "MARKanswer").is(201);
        complaint.asks(Who.INSPECTOR, "/verification", "decision", "RETURN", "reason", "MARKquestion").is(201);
        complaint.asks(complaint.reporter(), "/completion", "text", "MARKcompletion").is(201);
        complaint.asks(Who.INSPECTOR, "/verification", "decision", "FORWARD", "officeId", above.id, "classification",
                "COMPLAINT").is(201);

        for (Who who : List.of(above.head(), Who.PUBLIC)) {
            assertThat(complaint.timelineSeenBy(who).is(200).text()).doesNotContain("MARK", "RETURNED", "MESSAGE");
            assertThat(complaint.timelineSeenBy(who).text()).contains("SUBMITTED", "FORWARDED");
        }
        assertThat(complaint.timelineSeenBy(complaint.reporter()).text())
                .contains("MARKwitness", "MARKanswer", "MARKquestion", "MARKcompletion");
    }

    @Test
    void a_complaint_that_was_part_of_another_and_is_withheld_since_leaves_no_trace_there() {
        Case other = ordinary().forwardedTo(above);
        Case complaint = ordinary().mergedInto(other);
        complaint.asks(Who.COORDINATOR, "/merge/undo").is(201);
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER").is(201);
        other.seen();

        Answer timeline = platform.http().get(other.path() + "/timeline", above.head().havingSeen(platform.head()));

        assertThat(timeline.is(200).text()).doesNotContain(complaint.id, "DUPLICATE");
        assertThat(other.timelineSeenBy(Who.COORDINATOR).text()).contains(complaint.id, "DUPLICATE_LEFT");
    }

    @Test
    void a_submission_that_is_sent_again_gets_the_same_answer() {
        Map<String, Object> form = Http.body("title", "Pungli", "narrative", "Diminta uang.", "category", category,
                "identity", "ANONYMOUS", "oversight", true);
        Who who = Who.PUBLIC.with("Idempotency-Key", Platform.word("0123456789abcdef"));

        Answer first = platform.http().post("/api/v1/complaints", who, form).is(201);

        assertThat(platform.http().post("/api/v1/complaints", who, form).is(201).text()).isEqualTo(first.text());
    }

    /** But for the path, which each asked for itself. */
    private static void assertAlike(Answer one, Answer other) {
        assertThat(one.status()).as("%s: %s", one.request(), one.text()).isEqualTo(other.status());
        assertThat(one.text().replace(one.at("/instance"), "")).isEqualTo(other.text().replace(other.at("/instance"), ""));
        assertThat(new java.util.TreeSet<>(one.headers().headerNames()))
                .isEqualTo(new java.util.TreeSet<>(other.headers().headerNames()));
        one.is(404, "COMPLAINT_NOT_FOUND");
    }
}
