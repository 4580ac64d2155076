package id.tanggap.command.office;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.POTHOLE;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static id.tanggap.command.complaint.ComplaintFixture.forwardTo;
import static id.tanggap.command.complaint.ComplaintFixture.submit;
import static id.tanggap.command.office.OfficeFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import id.tanggap.command.Receipt;
import id.tanggap.command.Refused;
import id.tanggap.command.Request;
import id.tanggap.command.Requests;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.complaint.ComplaintRule;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class DeactivatingOfficesTest {

    private final SmallPlatform platform = new SmallPlatform();
    private final AtomicLong askedAsOf = new AtomicLong(-1);
    private Supplier<Mono<Long>> open = () -> Mono.just(0L);
    private final DeactivatingOffices deactivating = new DeactivatingOffices(platform.commands(), (_, asOf) -> {
        askedAsOf.set(asOf);
        return open.get();
    });

    @BeforeEach
    void an_office() {
        platform.send(register(MARKETS, null));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void an_office_without_open_complaints_is_deactivated_in_two_steps() {
        Receipt receipt = deactivate(Requests.onState(0));

        assertThat(platform.appends().subList(1, 3)).containsExactly(
                java.util.List.of(begun(MARKETS)), java.util.List.of(deactivated(MARKETS)));
        assertThat(receipt.answer().status()).isEqualTo("INACTIVE");
        assertThat(receipt.position()).isEqualTo(platform.head());
    }

    @Test
    void what_is_open_is_counted_as_of_the_moment_when_the_office_stopped_taking_complaints() {
        deactivate(Requests.onState(0));

        assertThat(askedAsOf).hasValue(1);
    }

    @Test
    void an_office_with_open_complaints_stays_active() {
        open = () -> Mono.just(3L);

        Refusal refusal = Refused.by(OfficeRule.COMPLAINTS_STILL_OPEN, () -> deactivate(Requests.onState(0)));

        assertThat(refusal.text().en()).startsWith("3 complaints");
        assertThat(platform.lastAppend()).containsExactly(abandoned(MARKETS));
        assertThat(platform.offices().find(MARKETS).orElseThrow().takesComplaints()).isTrue();
    }

    @Test
    void an_office_stays_active_if_what_is_open_cannot_be_counted() {
        open = () -> Mono.error(new IllegalStateException("no view"));

        assertThatIllegalStateException().isThrownBy(() -> deactivate(Requests.onState(0)));

        assertThat(platform.lastAppend()).containsExactly(abandoned(MARKETS));
    }

    @Test
    void an_office_that_a_crash_left_half_closed_is_taken_up_again() {
        platform.send(begin(MARKETS));

        assertThat(deactivate(Requests.onState(1)).answer().status()).isEqualTo("INACTIVE");
        assertThat(platform.appends()).hasSize(3);
    }

    @Test
    void an_office_left_half_closed_becomes_active_again_if_complaints_are_open() {
        platform.send(begin(MARKETS));
        open = () -> Mono.just(1L);

        Refused.by(OfficeRule.COMPLAINTS_STILL_OPEN, () -> deactivate(Requests.onState(1)));

        assertThat(platform.offices().find(MARKETS).orElseThrow().takesComplaints()).isTrue();
    }

    @Test
    void while_it_is_counted_no_complaint_slips_in() {
        platform.send(submit(POTHOLE));
        open = () -> Mono.fromRunnable(() -> Refused.by(ComplaintRule.OFFICE_NOT_ACTIVE,
                () -> platform.send(forwardTo(MARKETS)))).subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .thenReturn(0L);

        assertThat(deactivate(Requests.onState(0)).answer().status()).isEqualTo("INACTIVE");
    }

    @Test
    void a_count_does_not_hold_for_a_closing_that_began_after_it() {
        Sinks.One<Long> slowCount = Sinks.one();
        open = slowCount::asMono;
        var slow = deactivating.deactivate(MARKETS, by(ADMIN), Requests.onState(0)).toFuture();
        while (askedAsOf.get() < 0) {
            Thread.onSpinWait();
        }
        platform.send(abandon(MARKETS));
        platform.send(submit(POTHOLE));
        platform.send(forwardTo(MARKETS));
        platform.send(begin(MARKETS));

        slowCount.tryEmitValue(0L);

        Refused.by(RequestRule.STATE_CHANGED, () -> Mono.fromFuture(slow).block(Duration.ofSeconds(10)));
    }

    @Test
    void a_caller_who_goes_away_does_not_leave_the_office_half_closed() throws InterruptedException {
        Sinks.One<Long> slowCount = Sinks.one();
        open = slowCount::asMono;
        var caller = deactivating.deactivate(MARKETS, by(ADMIN), Requests.onState(0)).subscribe();
        while (askedAsOf.get() < 0) {
            Thread.onSpinWait();
        }

        caller.dispose();
        slowCount.tryEmitValue(0L);

        for (int i = 0; i < 500 && platform.head() < 2; i++) {
            Thread.sleep(10);
        }
        assertThat(platform.lastAppend()).containsExactly(deactivated(MARKETS));
    }

    @Test
    void a_repeated_request_is_answered_as_before_without_new_events() {
        Request request = Requests.keyedOnState("key", "deactivate", 0);
        Receipt first = deactivate(request);
        long head = platform.head();

        assertThat(deactivate(request).answer()).isEqualTo(first.answer());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void a_keyed_request_that_was_refused_may_be_made_again() {
        open = () -> Mono.just(1L);
        Refused.by(OfficeRule.COMPLAINTS_STILL_OPEN, () -> deactivate(Requests.keyedOnState("key", "deactivate", 0)));
        open = () -> Mono.just(0L);

        assertThat(deactivate(Requests.keyedOnState("key", "deactivate", 2)).answer().status()).isEqualTo("INACTIVE");
    }

    @Test
    void an_older_state_or_another_role_does_not_even_begin() {
        Refused.by(RequestRule.STATE_CHANGED, () -> deactivate(Requests.onState(7)));
        Refused.by(OfficeRule.ADMINISTRATORS_ONLY, () -> deactivating.deactivate(MARKETS,
                by(Actor.of(Role.COORDINATOR, "rina")), Requests.onState(0)).block(Duration.ofSeconds(10)));

        assertThat(platform.appends()).hasSize(1);
    }

    private Receipt deactivate(Request request) {
        return deactivating.deactivate(MARKETS, by(ADMIN), request).block(Duration.ofSeconds(10));
    }
}
