package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.Request;
import id.tanggap.command.Requests;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.RequestRule;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform here loads every complaint from its events for every command: what it remembers, the events remember. */
class RepeatedRequestsTest {

    private final SmallPlatform platform = new SmallPlatform();

    @BeforeEach
    void a_complaint_and_two_offices() {
        platform.send(new OfficeCommand.Register(ROADS, "Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));
        platform.send(new OfficeCommand.Register(WATER, "Air", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));
        platform.send(submit(POTHOLE), Requests.keyed("submission", "Lubang"));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_repeated_request_is_answered_as_before_without_new_events() {
        Request request = Requests.keyedOnState("key", "forward", 0);
        Answer first = platform.send(forwardTo(ROADS), request).answer();
        long head = platform.head();

        assertThat(platform.send(forwardTo(ROADS), request).answer()).isEqualTo(first);
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void it_is_answered_as_before_even_when_its_if_match_is_stale_by_now() {
        Request request = Requests.keyedOnState("key", "forward", 0);
        platform.send(forwardTo(ROADS), request);
        platform.send(interim(BUDI));
        platform.send(transferTo(WATER, BUDI));

        assertThat(platform.send(forwardTo(ROADS), request).answer())
                .isEqualTo(new Answer(POTHOLE.toString(), 1, "FORWARDED", 0));
    }

    @Test
    void an_office_that_gave_the_complaint_away_is_still_told_what_it_did() {
        platform.send(forwardTo(ROADS));
        Request request = Requests.keyedOnState("key", "transfer", 1);
        Answer first = platform.send(transferTo(WATER, BUDI), request).answer();

        assertThat(platform.send(transferTo(WATER, BUDI), request).answer()).isEqualTo(first);
    }

    @Test
    void its_position_is_one_at_which_its_effect_is_seen() {
        Request request = Requests.keyed("key", "forward");
        long first = platform.send(forwardTo(ROADS), request).position();
        platform.send(submit(SAME_POTHOLE));

        assertThat(platform.send(forwardTo(ROADS), request).position()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        platform.send(forwardTo(ROADS), Requests.keyed("key", "forward"));

        Refused.by(RequestRule.IDEMPOTENCY_KEY_REUSED,
                () -> platform.send(interim(BUDI), Requests.keyed("key", "interim")));
    }

    @Test
    void a_submission_sent_again_is_recalled_with_its_first_answer() {
        platform.send(forwardTo(ROADS));

        assertThat(platform.send(new ComplaintCommand.Recall(POTHOLE, by(ADMIN)),
                Requests.keyed("submission", "Lubang")).answer())
                .isEqualTo(new Answer(POTHOLE.toString(), 0, "SUBMITTED", 0));
    }

    @Test
    void another_submission_under_the_same_key_is_refused() {
        Refused.by(RequestRule.IDEMPOTENCY_KEY_REUSED, () -> platform.send(
                new ComplaintCommand.Recall(POTHOLE, by(ADMIN)), Requests.keyed("submission", "Pohon tumbang")));
    }

    @Test
    void what_was_never_asked_is_not_recalled() {
        Refused.by(ComplaintRule.COMPLAINT_EXISTS, () -> platform.send(
                new ComplaintCommand.Recall(POTHOLE, by(ADMIN)), Requests.keyed("another", "Lubang")));
        Refused.by(ComplaintRule.COMPLAINT_EXISTS,
                () -> platform.send(new ComplaintCommand.Recall(POTHOLE, by(ADMIN))));
    }

    @Test
    void requests_without_a_key_are_all_new_requests() {
        platform.send(forwardTo(ROADS));

        platform.send(interim(BUDI));

        assertThat(platform.send(interim(BUDI)).answer().response()).isEqualTo(2);
    }

    @Test
    void requests_with_different_keys_are_different_requests() {
        platform.send(forwardTo(ROADS));
        platform.send(interim(BUDI), Requests.keyed("one", "interim"));

        assertThat(platform.send(interim(BUDI), Requests.keyed("two", "interim")).answer().response()).isEqualTo(2);
        assertThat(platform.send(interim(BUDI), Requests.keyed("one", "interim")).answer().response()).isEqualTo(1);
    }

    @Test
    void a_refused_request_is_not_remembered_and_may_succeed_later() {
        Request request = Requests.keyed("key", "interim");
        Refused.by(ComplaintRule.NOT_WITH_AN_OFFICE, () -> platform.send(interim(BUDI), request));
        platform.send(forwardTo(ROADS));

        assertThat(platform.send(interim(BUDI), request).answer().response()).isEqualTo(1);
    }

    @Test
    void the_same_request_sent_many_times_at_once_has_one_effect() {
        platform.send(forwardTo(ROADS));
        long head = platform.head();

        var answers = reactor.core.publisher.Flux.range(0, 8)
                .flatMap(_ -> platform.commands().send(interim(BUDI), Requests.keyedOnState("key", "interim", 1)))
                .map(id.tanggap.command.Receipt::answer).distinct().collectList().block(java.time.Duration.ofSeconds(20));

        assertThat(answers).containsExactly(new Answer(POTHOLE.toString(), 2, "FORWARDED", 1));
        assertThat(platform.head()).isEqualTo(head + 1);
    }
}
