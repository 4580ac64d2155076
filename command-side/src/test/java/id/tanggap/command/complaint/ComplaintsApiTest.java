package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Refused;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Senders;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.ServiceElement;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** From form and headers to events and back, without a server. */
class ComplaintsApiTest {

    private static final String KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    private final SmallPlatform platform = new SmallPlatform();
    private final ComplaintsApi api =
            new ComplaintsApi(new HandlingComplaints(platform.commands(), new Identifiers(new SecureRandom(), Senders.KEY),
                    () -> new PersonId(UUID.randomUUID()), new ReporterLinks(URI.create("https://tanggap.example.org")),
                    ZoneOffset.UTC));

    @AfterEach
    void close() {
        platform.close();
    }

    private static Forms.Submission form(String title) {
        return new Forms.Submission(title, " Dalam. ", "Jalan rusak", null, null, Identity.OPEN,
                new Forms.Person(" Siti ", " ", null), null, null, null, null, null);
    }

    private static Sender siti(String... headers) {
        return Senders.post("/api/v1/complaints", Actor.PUBLIC, headers);
    }

    private static <T> T answer(Mono<ResponseEntity<T>> mono) {
        return full(mono).getBody();
    }

    private static <T> ResponseEntity<T> full(Mono<ResponseEntity<T>> mono) {
        return mono.block(Duration.ofSeconds(10));
    }

    @Test
    void a_submission_is_answered_with_where_it_is_and_the_secret() {
        var answered = full(api.submit(form("Lubang"), siti()));

        assertThat(answered.getStatusCode().value()).isEqualTo(201);
        assertThat(answered.getHeaders().getETag()).isEqualTo("\"0\"");
        assertThat(answered.getHeaders().getFirst("Tanggap-Position")).isEqualTo("0");
        assertThat(answered.getHeaders().getLocation()).hasPath("/api/v1/complaints/" + answered.getBody().id());
        var event = (ComplaintEvent.Submitted) platform.lastAppend().getFirst();
        assertThat(ReporterSecret.read(answered.getBody().secret()).hash().matches(event.secretHash())).isTrue();
        assertThat(event.trackingCode()).isEqualTo(answered.getBody().trackingCode());
        assertThat(answered.getBody().link()).isEqualTo("https://tanggap.example.org/lacak#" + event.trackingCode() + "/"
                + answered.getBody().secret());
    }

    @Test
    void what_people_write_is_kept_without_the_space_around_it_and_blanks_are_not_said() {
        answer(api.submit(form(" Lubang "), siti()));

        var event = (ComplaintEvent.Submitted) platform.lastAppend().getFirst();
        assertThat(event.title().value()).contains("Lubang");
        assertThat(event.narrative().value()).contains("Dalam.");
        assertThat(event.reporter().orElseThrow().value())
                .contains(new Reporter("Siti", Optional.empty(), Optional.empty()));
        assertThat(event.channel()).isEqualTo(Channel.API);
        assertThat(event.location()).isEmpty();
    }

    @Test
    void all_that_is_personal_in_a_submission_is_of_one_person() {
        answer(api.submit(new Forms.Submission("a", "b", "c", null, new Forms.Place(-6.2, 106.8, " "), Identity.OPEN,
                new Forms.Person("Siti", null, null), Channel.WEB, null, null, null, null), siti()));

        var event = (ComplaintEvent.Submitted) platform.lastAppend().getFirst();
        assertThat(event.narrative().subject()).isEqualTo(event.title().subject());
        assertThat(event.reporter().orElseThrow().subject()).isEqualTo(event.title().subject());
        assertThat(event.location().orElseThrow().subject()).isEqualTo(event.title().subject());
        assertThat(event.location().orElseThrow().value().orElseThrow().address()).isEmpty();
    }

    @Test
    void a_submission_sent_again_gets_the_same_answer_with_the_same_secret_and_no_second_complaint() {
        var first = full(api.submit(form("Lubang"), siti("Idempotency-Key", KEY)));

        var again = full(api.submit(form("Lubang"), siti("Idempotency-Key", KEY)));

        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders().getETag()).isEqualTo(first.getHeaders().getETag());
        assertThat(platform.appends()).hasSize(1);
    }

    @Test
    void another_submission_under_the_same_key_is_refused_and_told_no_secret() {
        answer(api.submit(form("Lubang"), siti("Idempotency-Key", KEY)));

        Refused.by(RequestRule.IDEMPOTENCY_KEY_REUSED,
                () -> answer(api.submit(form("Pohon tumbang"), siti("Idempotency-Key", KEY))));
    }

    @Test
    void submissions_without_a_key_are_different_complaints() {
        assertThat(answer(api.submit(form("Lubang"), siti()))).isNotEqualTo(answer(api.submit(form("Lubang"), siti())));
        assertThat(platform.appends()).hasSize(2);
    }

    @Test
    void a_wrong_secret_looks_exactly_like_an_unknown_complaint() {
        ComplaintId known = ComplaintId.of(answer(api.submit(form("Lubang"), siti())).id());
        ComplaintId unknown = new ComplaintId(UUID.randomUUID());
        for (String[] headers : new String[][] {
                {"Tanggap-Secret", "0000-0000-0000-0000-0000-0000-00"},
                {"Tanggap-Secret", "no secret at all"},
                {"Tanggap-Secret", "0000-0000-0000-0000-0000-0000-00", "If-Match", "\"99\""},
                {"Tanggap-Secret", "0000-0000-0000-0000-0000-0000-00", "If-Match", "\"0\"", "Idempotency-Key", KEY}}) {
            Refusal one = Refused.by(NotFound.COMPLAINT_NOT_FOUND,
                    () -> answer(api.withdraw(known, null, siti(headers))));
            Refusal other = Refused.by(NotFound.COMPLAINT_NOT_FOUND,
                    () -> answer(api.withdraw(unknown, null, siti(headers))));
            assertThat(one.text()).isEqualTo(other.text());
            assertThat(one.field()).isEqualTo(other.field());
        }
    }

    @Test
    void the_reporter_withdraws_with_the_secret_and_the_same_request_again_changes_nothing() {
        var submitted = answer(api.submit(form("Lubang"), siti()));
        ComplaintId id = ComplaintId.of(submitted.id());
        String[] headers = {"Tanggap-Secret", submitted.secret(), "If-Match", "\"0\"", "Idempotency-Key", KEY};

        var first = full(api.withdraw(id, new Forms.Withdrawal("Sudah beres."), siti(headers)));
        var again = full(api.withdraw(id, new Forms.Withdrawal("Sudah beres."), siti(headers)));

        assertThat(first.getBody()).isEqualTo(new Answers.Recorded(submitted.id(), "WITHDRAWN", 1, 0, 0));
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(platform.appends()).hasSize(2);
    }

    @Test
    void officers_say_on_which_state_they_decide() {
        ComplaintId id = ComplaintId.of(answer(api.submit(form("Lubang"), siti())).id());
        var reject = new Forms.Verification(Forms.Verification.Decision.REJECT, null, null, "x");

        Refused.by(RequestRule.IF_MATCH_MISSING, () -> answer(api.verify(id, reject, rina())));
        Refused.by(RequestRule.STATE_CHANGED, () -> answer(api.verify(id, reject, rina("If-Match", "\"1\""))));
        assertThat(answer(api.verify(id, reject, rina("If-Match", "\"0\""))).status()).isEqualTo("REJECTED");
    }

    @Test
    void a_check_says_what_its_decision_needs() {
        ComplaintId id = ComplaintId.of(answer(api.submit(form("Lubang"), siti())).id());
        platform.send(new OfficeCommand.Register(ROADS, "Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));

        assertThat(missing(() -> api.verify(id, new Forms.Verification(Forms.Verification.Decision.FORWARD, null,
                Classification.COMPLAINT, null), rina("If-Match", "\"0\"")))).isEqualTo("/officeId");
        assertThat(missing(() -> api.verify(id, new Forms.Verification(Forms.Verification.Decision.FORWARD, ROADS,
                null, null), rina("If-Match", "\"0\"")))).isEqualTo("/classification");
        assertThat(missing(() -> api.verify(id, new Forms.Verification(Forms.Verification.Decision.RETURN, null,
                null, " \n"), rina("If-Match", "\"0\"")))).isEqualTo("/reason");
        assertThat(answer(api.verify(id, new Forms.Verification(Forms.Verification.Decision.FORWARD, ROADS,
                Classification.COMPLAINT, null), rina("If-Match", "\"0\""))).status()).isEqualTo("FORWARDED");
    }

    @Test
    void an_approval_without_a_body_approves() {
        ComplaintId id = ComplaintId.of(answer(api.submit(form("Lubang"), siti())).id());

        Refused.by(ComplaintRule.ROLE_MAY_NOT, () -> answer(api.approve(id, 1, null, rina("If-Match", "\"0\""))));
        assertThat(missing(() -> api.approve(id, 1, new Forms.Approval(Forms.Approval.Decision.SEND_BACK, null),
                rina("If-Match", "\"0\"")))).isEqualTo("/reason");
    }

    @Test
    void an_evaluation_scores_all_elements_or_none() {
        ComplaintId id = new ComplaintId(UUID.randomUUID());

        assertThat(missing(() -> api.evaluate(id, new Forms.Evaluation(3, Map.of(ServiceElement.REQUIREMENTS, 3), null),
                siti("Tanggap-Secret", "x")))).isEqualTo("/elements/PROCEDURE");
    }

    @Test
    void a_point_has_both_coordinates() {
        assertThat(missing(() -> api.submit(new Forms.Submission("a", "b", "c", null, new Forms.Place(1.0, null, null),
                Identity.ANONYMOUS, null, null, null, null, null, null), siti()))).isEqualTo("/location/longitude");
        assertThat(missing(() -> api.submit(new Forms.Submission("a", "b", "c", null, new Forms.Place(null, 1.0, null),
                Identity.ANONYMOUS, null, null, null, null, null, null), siti()))).isEqualTo("/location/latitude");
    }

    @Test
    void an_unknown_complaint_is_not_found_whatever_is_asked_of_it() {
        ComplaintId unknown = new ComplaintId(UUID.randomUUID());

        Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> answer(api.undoMerge(unknown, rina("If-Match", "\"0\""))));
        Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> answer(api.merge(unknown,
                new Forms.Merge(new ComplaintId(UUID.randomUUID())), rina("If-Match", "\"0\""))));
        Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> answer(api.complete(unknown, new Forms.Completion("x"),
                siti("Tanggap-Secret", "x"))));
    }

    private static Sender rina(String... headers) {
        return Senders.post("/api/v1/complaints", RINA, headers);
    }

    private static <T> String missing(Supplier<Mono<ResponseEntity<T>>> asked) {
        return Refused.by(RequestRule.FIELD_MISSING, () -> answer(asked.get())).field().orElseThrow();
    }
}
