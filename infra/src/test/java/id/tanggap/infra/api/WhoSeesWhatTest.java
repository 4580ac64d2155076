package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who sees which part of a complaint. Each text is a word of its own, and every answer is searched for all of them, so that
 * nothing leaks through a field that nobody thought of.
 */
@ExtendWith(OnePlatform.class)
class WhoSeesWhatTest {

    private static final List<String> TOLD = List.of("title", "narrative", "address", "interim", "final", "objection",
            "comment", "reason", "completion");
    private static final List<String> INTERNAL = List.of("draft", "sentback", "officer");
    private static final List<String> PERSON = List.of("name", "email", "phone");

    private final Platform platform;
    private final Office own;
    private final Office other;

    WhoSeesWhatTest(Platform platform) {
        this.platform = platform;
        this.own = platform.office();
        this.other = platform.office();
    }

    /** A complaint in which everything that can be said was said. */
    private Case told(String identity) {
        Object reporter = identity.equals("ANONYMOUS") ? null : Http.body("name", "MARKname", "email",
                "markemail@example.org", "phone", "0812000999111");
        Case complaint = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "narrative", "MARKnarrative", "identity",
                identity, "location", Http.body("address", "MARKaddress"), "reporter", reporter);
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", "MARKreason").is(201);
        complaint.asks(complaint.reporter(), "/completion", "text", "MARKcompletion").is(201);
        complaint.forwardedTo(own);
        complaint.asks(own.head(), "/assignment", "officerId", "markofficer").is(201);
        complaint.asks(own.officer(), "/responses", "kind", "INTERIM", "text", "MARKinterim").is(201);
        complaint.asks(own.officer(), "/responses", "kind", "FINAL", "text", "MARKdraft").is(201);
        complaint.asks(own.head(), "/responses/2/approval", "decision", "SEND_BACK", "reason", "MARKsentback").is(201);
        complaint.asks(own.officer(), "/responses", "kind", "FINAL", "text", "MARKfinal").is(201);
        complaint.asks(own.head(), "/responses/3/approval").is(201);
        complaint.asks(complaint.reporter(), "/replies", "decision", "OBJECT", "text", "MARKobjection").is(201);
        complaint.answeredBy(own).accepted();
        complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 2, "comment", "MARKcomment").is(201);
        return complaint;
    }

    /** All the marked words that somebody finds in any answer about the complaint. */
    private TreeSet<String> found(Case complaint, Who who) {
        List<Answer> answers = new ArrayList<>(List.of(complaint.seenBy(who), complaint.timelineSeenBy(who)));
        if (!who.headers().containsKey("Tanggap-Secret")) {
            answers.add(platform.http().get("/api/v1/complaints?office=" + own.id, who).is(200));
        }
        TreeSet<String> found = new TreeSet<>();
        answers.forEach(answer -> {
            String text = answer.is(200).text() + answer.headers();
            for (List<String> words : List.of(TOLD, INTERNAL, PERSON)) {
                words.stream().filter(word -> text.contains(marked(word))).forEach(found::add);
            }
            if (text.contains(complaint.code)) {
                found.add("code");
            }
            if (text.contains(complaint.secret) || text.toLowerCase().contains("secret")) {
                found.add("secret");
            }
        });
        return found;
    }

    private static String marked(String word) {
        return Map.of("email", "markemail@", "phone", "0812000999111", "officer", "markofficer")
                .getOrDefault(word, "MARK" + word);
    }

    @SafeVarargs
    private static List<String> all(List<String>... words) {
        return java.util.Arrays.stream(words).flatMap(List::stream).sorted().toList();
    }

    @Test
    void the_public_sees_none_of_what_was_said() {
        Case complaint = told("OPEN");

        assertThat(found(complaint, Who.PUBLIC)).isEmpty();
        assertThat(complaint.seenBy(Who.PUBLIC).json().propertyNames()).containsExactlyInAnyOrder("id", "status",
                "statusText", "sequence", "submittedOn", "category", "classification", "officeId", "duplicates",
                "deadlines");
    }

    @Test
    void another_office_sees_no_more_than_the_public() {
        Case complaint = told("OPEN");

        assertThat(found(complaint, other.officer())).isEmpty();
        assertThat(found(complaint, other.head())).isEmpty();
    }

    @Test
    void an_administrator_and_another_system_see_no_more_than_the_public() {
        Case complaint = told("OPEN");

        assertThat(found(complaint, Who.ADMINISTRATOR)).isEmpty();
        assertThat(found(complaint, Who.API_CLIENT)).isEmpty();
    }

    @Test
    void the_reporter_sees_everything_but_what_the_office_keeps_to_itself() {
        Case complaint = told("CONFIDENTIAL");

        assertThat(found(complaint, complaint.reporter())).containsExactlyElementsOf(all(TOLD, PERSON, List.of("code")));
    }

    @Test
    void the_own_office_sees_an_open_reporter_but_not_the_code() {
        Case complaint = told("OPEN");

        assertThat(found(complaint, own.officer())).containsExactlyElementsOf(all(TOLD, INTERNAL, PERSON));
    }

    @Test
    void the_own_office_never_learns_who_a_confidential_reporter_is() {
        Case complaint = told("CONFIDENTIAL");

        assertThat(found(complaint, own.officer())).containsExactlyElementsOf(all(TOLD, INTERNAL));
        assertThat(found(complaint, own.head())).containsExactlyElementsOf(all(TOLD, INTERNAL));
        assertThat(complaint.seenBy(own.head()).has("/who")).isFalse();
    }

    @Test
    void nobody_learns_who_an_anonymous_reporter_is() {
        Case complaint = told("ANONYMOUS");

        assertThat(found(complaint, own.officer())).containsExactlyElementsOf(all(TOLD, INTERNAL));
        assertThat(found(complaint, Who.COORDINATOR)).containsExactlyElementsOf(all(TOLD, INTERNAL, List.of("code")));
        assertThat(complaint.seenBy(Who.COORDINATOR).has("/who/reporter")).isFalse();
    }

    @Test
    void coordinators_and_inspectors_see_everything_but_the_secret() {
        Case complaint = told("CONFIDENTIAL");

        assertThat(found(complaint, Who.COORDINATOR))
                .containsExactlyElementsOf(all(TOLD, INTERNAL, PERSON, List.of("code")));
        assertThat(found(complaint, Who.INSPECTOR))
                .containsExactlyElementsOf(all(TOLD, INTERNAL, PERSON, List.of("code")));
    }

    @Test
    void an_office_that_handed_a_complaint_on_sees_no_more_than_the_public() {
        Case complaint = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "identity", "ANONYMOUS").forwardedTo(own);
        assertThat(found(complaint, own.officer())).contains("title");

        complaint.asks(own.officer(), "/transfer", "officeId", other.id, "reason", "Bukan urusan kami.").is(201);

        assertThat(found(complaint, own.officer())).isEmpty();
        assertThat(found(complaint, other.officer())).contains("title");
    }

    @Test
    void an_office_that_was_wished_for_sees_nothing_until_the_complaint_is_forwarded() {
        Case complaint = platform.submitted(Who.PUBLIC, "title", "MARKtitle", "identity", "ANONYMOUS", "officeId", own.id);

        assertThat(found(complaint, own.officer())).isEmpty();
    }

    @Test
    void the_timeline_tells_the_public_days_and_facts_only() {
        Case complaint = told("OPEN");

        complaint.timelineSeenBy(Who.PUBLIC).json().path("timeline").forEach(entry ->
                assertThat(entry.propertyNames()).isSubsetOf("what", "whatText", "on", "status", "officeId", "closure"));
    }

    @Test
    void an_unknown_code_a_wrong_secret_and_no_secret_look_alike() {
        Case complaint = platform.anonymous();
        Case another = platform.anonymous();
        complaint.seenBy(Who.PUBLIC);
        String path = "/api/v1/tracking/";

        List<Answer> answers = List.of(
                platform.http().get(path + "TGP-ZZZZ-ZZZZ-ZZZZ", complaint.reporter()),
                platform.http().get(path + complaint.code, another.reporter()),
                platform.http().get(path + complaint.code, Who.reporter("nonsense!")),
                platform.http().get(path + complaint.code, Who.PUBLIC),
                platform.http().get(path + "nonsense", complaint.reporter()));

        assertAlike(answers);
    }

    @Test
    void a_question_with_a_wrong_secret_looks_like_one_about_an_unknown_complaint() {
        Case complaint = platform.anonymous();
        Case another = platform.anonymous();
        complaint.seenBy(Who.PUBLIC);
        Office office = platform.office();

        for (String what : List.of("", "/timeline")) {
            assertAlike(List.of(
                    platform.http().get(complaint.path() + what, another.reporter()),
                    platform.http().get("/api/v1/complaints/01900000-0000-7000-8000-000000000000" + what,
                            another.reporter()),
                    platform.http().get("/api/v1/complaints/" + office.id + what, another.reporter()),
                    platform.http().get("/api/v1/complaints/nonsense" + what, another.reporter())));
        }
    }

    @Test
    void a_command_with_a_wrong_secret_looks_like_one_for_an_unknown_complaint() {
        Case complaint = platform.open().returned();
        Who stranger = platform.anonymous().reporter();
        Office office = platform.office();

        Map.of("/completion", Http.body("text", "x"), "/withdrawal", Http.body("reason", "x"),
                "/replies", Http.body("decision", "ACCEPT"), "/evaluation", Http.body("satisfaction", 1))
                .forEach((action, form) -> assertAlike(List.of(
                        platform.http().post(complaint.path() + action, stranger, form),
                        platform.http().post(complaint.path() + action, stranger.with("If-Match", "\"77\""), form),
                        platform.http().post("/api/v1/complaints/01900000-0000-7000-8000-000000000000" + action,
                                stranger, form),
                        platform.http().post("/api/v1/complaints/" + office.id + action, stranger, form),
                        platform.http().post("/api/v1/complaints/nonsense" + action, stranger, form))));
    }

    @Test
    void a_repeated_request_is_not_answered_to_somebody_with_another_secret() {
        Case complaint = platform.open().returned();
        Map<String, Object> form = Http.body("text", "Di depan pasar.");
        String key = "key-of-the-completion-1";
        platform.http().post(complaint.path() + "/completion", complaint.reporter().with("Idempotency-Key", key), form)
                .is(201);

        Answer stranger = platform.http().post(complaint.path() + "/completion",
                platform.anonymous().reporter().with("Idempotency-Key", key), form);

        stranger.is(404, "COMPLAINT_NOT_FOUND");
    }

    /** Byte by byte but for the path, which each asked for itself. */
    private static void assertAlike(List<Answer> answers) {
        answers.forEach(answer -> Refused.explained(answer.is(404, "COMPLAINT_NOT_FOUND")));
        assertThat(answers).extracting(answer -> answer.text().replace(answer.at("/instance"), "")).containsOnly(
                answers.getFirst().text().replace(answers.getFirst().at("/instance"), ""));
        assertThat(answers).extracting(answer -> new TreeSet<>(answer.headers().headerNames())).containsOnly(
                new TreeSet<>(answers.getFirst().headers().headerNames()));
    }
}
