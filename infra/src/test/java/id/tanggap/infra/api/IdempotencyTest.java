package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A request that is sent again has no second effect and gets the same answer. */
@ExtendWith(OnePlatform.class)
class IdempotencyTest {

    private static final String COMPLAINTS = "/api/v1/complaints";

    private final Platform platform;

    IdempotencyTest(Platform platform) {
        this.platform = platform;
    }

    private static Map<String, Object> form(String title) {
        return Http.body("title", title, "narrative", "n", "category", "c", "identity", "ANONYMOUS");
    }

    private static Who keyed(Who who, String key) {
        return who.with("Idempotency-Key", key);
    }

    @Test
    void a_submission_sent_again_gets_the_same_answer_with_its_secret() {
        String key = Platform.word("key-of-a-submission-");
        Answer first = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);
        long head = platform.head();

        Answer again = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void a_key_may_be_written_as_a_quoted_string() {
        String key = Platform.word("key-in-quotes-or-not-");
        Answer first = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

        Answer again = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, "\"" + key + "\""), form("a")).is(201);

        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void a_submission_sent_again_after_it_was_worked_on_still_gets_its_first_answer() {
        String key = Platform.word("key-of-a-worked-one-");
        Answer first = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);
        new Case(platform, first).returned();

        Answer again = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.etag()).isEqualTo("\"0\"");
    }

    @Test
    void thirty_two_sends_at_once_make_exactly_one_complaint() throws Exception {
        String key = Platform.word("key-of-many-at-once-");
        long head = platform.head();

        List<Answer> answers = atOnce(32, () -> platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
        assertThat(platform.head()).isEqualTo(head + 1);
    }

    @Test
    void thirty_two_sends_of_one_command_at_once_have_one_effect() throws Exception {
        Case complaint = platform.anonymous().returned();
        String key = Platform.word("key-of-one-command-");
        long head = platform.head();

        List<Answer> answers = atOnce(32, () -> platform.http().post(complaint.path() + "/completion",
                keyed(complaint.reporter(), key), Http.body("text", "x")));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers).extracting(Answer::text).containsOnly(answers.getFirst().text());
        assertThat(platform.head()).isEqualTo(head + 1);
    }

    @Test
    void a_decision_sent_again_is_not_stale_although_it_changed_the_state() {
        Case complaint = platform.anonymous();
        Who coordinator = keyed(Who.COORDINATOR, Platform.word("key-of-a-decision-")).with("If-Match", "\"0\"");
        Map<String, Object> decision = Http.body("decision", "RETURN", "reason", "x");
        Answer first = platform.http().post(complaint.path() + "/verification", coordinator, decision).is(201);

        Answer again = platform.http().post(complaint.path() + "/verification", coordinator, decision).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.position()).isGreaterThanOrEqualTo(first.position());
    }

    @Test
    void a_registration_and_a_deactivation_are_each_done_once() {
        Who administrator = keyed(Who.ADMINISTRATOR, Platform.word("key-of-an-office-"));
        Answer first = platform.http().post("/api/v1/offices", administrator, Http.body("name", "x")).is(201);
        Answer again = platform.http().post("/api/v1/offices", administrator, Http.body("name", "x")).is(201);
        String deactivation = first.header("Location") + "/deactivation";
        Answer gone = platform.http().post(deactivation, administrator.with("If-Match", "\"0\"")).is(201);
        long head = platform.head();

        Answer goneAgain = platform.http().post(deactivation, administrator.with("If-Match", "\"0\"")).is(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(goneAgain.text()).isEqualTo(gone.text());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void a_key_used_for_another_body_is_refused() {
        String key = Platform.word("key-for-two-bodies-");
        platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

        Refused.by(platform, () -> platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("b")))
                .is(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_command_key_used_for_another_body_is_refused() {
        Case complaint = platform.anonymous().returned();
        Who reporter = keyed(complaint.reporter(), Platform.word("key-for-two-texts-"));
        platform.http().post(complaint.path() + "/completion", reporter, Http.body("text", "a")).is(201);

        Refused.by(platform, () -> platform.http().post(complaint.path() + "/completion", reporter,
                Http.body("text", "b"))).is(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void the_same_key_of_others_or_elsewhere_is_another_key() {
        String key = Platform.word("key-of-everybody-");
        Answer mine = platform.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

        Answer desk = platform.http().post(COMPLAINTS, keyed(Who.COORDINATOR, key), form("b")).is(201);
        Answer colleague = platform.http().post(COMPLAINTS, keyed(Who.staff("COORDINATOR", "other"), key), form("c"))
                .is(201);
        platform.http().post("/api/v1/offices", keyed(Who.ADMINISTRATOR, key), Http.body("name", "x")).is(201);
        Case first = new Case(platform, mine).returned();
        Case second = new Case(platform, desk).returned();
        platform.http().post(first.path() + "/completion", keyed(first.reporter(), key), Http.body("text", "a")).is(201);
        platform.http().post(second.path() + "/completion", keyed(second.reporter(), key), Http.body("text", "b")).is(201);

        assertThat(List.of(mine.at("/id"), desk.at("/id"), colleague.at("/id"))).doesNotHaveDuplicates();
    }

    @Test
    void a_submission_sent_again_after_a_restart_gets_the_same_answer(@TempDir Path folder) {
        String key = "0190aa00-0000-7000-8000-00000000abcd";
        Answer first;
        long head;
        try (Platform before = Platform.start(folder)) {
            first = before.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);
            head = before.head();
        }
        try (Platform after = Platform.start(folder)) {

            Answer again = after.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("a")).is(201);

            assertThat(again.text()).isEqualTo(first.text());
            assertThat(after.head()).isEqualTo(head);
            new Case(after, again).seenBy(Who.reporter(first.at("/secret"))).is(200);
            after.http().post(COMPLAINTS, keyed(Who.PUBLIC, key), form("b")).is(422, "IDEMPOTENCY_KEY_REUSED");
        }
    }

    static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, count).mapToObj(_ -> threads.submit(() -> {
                ready.countDown();
                ready.await();
                return task.call();
            })).toList();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
