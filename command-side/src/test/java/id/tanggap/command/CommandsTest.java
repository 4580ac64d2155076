package id.tanggap.command;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.POTHOLE;
import static id.tanggap.command.complaint.ComplaintFixture.ROADS;
import static id.tanggap.command.complaint.ComplaintFixture.by;
import static id.tanggap.command.complaint.ComplaintFixture.forwardTo;
import static id.tanggap.command.complaint.ComplaintFixture.submit;
import static id.tanggap.command.complaint.ComplaintFixture.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import id.tanggap.command.complaint.ComplaintRule;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class CommandsTest {

    private record Ask(String what) {
    }

    private static final Answer ANSWER = new Answer("id", 7, "FINE", 0);

    private final SmallPlatform platform = new SmallPlatform();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void a_receipt_tells_the_position_of_the_last_event() {
        assertThat(platform.send(submit(POTHOLE)).position()).isZero();
        platform.send(new OfficeCommand.Register(ROADS, "Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));

        Receipt receipt = platform.send(forwardTo(ROADS));

        assertThat(receipt).isEqualTo(new Receipt(new Answer(POTHOLE.toString(), 1, "FORWARDED", 0), 2));
    }

    @Test
    void a_command_that_wrote_nothing_is_told_the_head() {
        platform.send(new OfficeCommand.Register(ROADS, "Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));
        platform.send(submit(POTHOLE));

        Receipt receipt = platform.send(new OfficeCommand.Rename(ROADS, "Jalan", by(ADMIN)));

        assertThat(receipt.answer().sequence()).isZero();
        assertThat(receipt.position()).isEqualTo(1);
    }

    @Test
    void a_refusal_arrives_as_it_was_thrown() {
        platform.send(submit(POTHOLE));
        platform.send(withdraw());

        Refusal refusal = Refused.by(ComplaintRule.NOT_WITHDRAWABLE, () -> platform.send(withdraw()));

        assertThat(refusal.text().en()).contains("withdrawn by the reporter");
    }

    @Test
    void what_exists_is_not_created_again() {
        platform.send(submit(POTHOLE));

        assertThatExceptionOfType(Commands.AlreadyExists.class).isThrownBy(() -> platform.send(submit(POTHOLE)));
    }

    @Test
    void what_does_not_exist_is_not_found() {
        assertThatExceptionOfType(AggregateNotFoundException.class).isThrownBy(() -> platform.send(withdraw()));
    }

    @Test
    void whoever_loses_a_race_is_decided_anew() {
        AtomicInteger times = answering(time -> {
            if (time < 4) {
                throw time % 2 == 0 ? new ConcurrencyException("lost") : new DeadlockException("lost");
            }
            return ANSWER;
        });

        assertThat(platform.send(new Ask("x")).answer()).isEqualTo(ANSWER);
        assertThat(times).hasValue(4);
    }

    @Test
    void a_decision_made_anew_sees_the_new_state() {
        platform.send(submit(POTHOLE));
        List<Object> outcomes = Flux.range(0, 8)
                .flatMap(_ -> platform.commands().send(withdraw(), Request.PLAIN).cast(Object.class)
                        .onErrorResume(Refusal.class, refusal -> reactor.core.publisher.Mono.just(refusal.rule())))
                .collectList().block(Duration.ofSeconds(20));

        assertThat(outcomes).hasSize(8).filteredOn(ComplaintRule.NOT_WITHDRAWABLE::equals).hasSize(7);
    }

    @Test
    void whoever_loses_every_race_is_told_to_come_back() {
        AtomicInteger times = answering(_ -> {
            throw new ConcurrencyException("lost");
        });

        Refused.by(RequestRule.TOO_MANY_AT_ONCE, () -> platform.send(new Ask("x")));
        assertThat(times).hasValue(13);
    }

    @Test
    void nothing_else_is_tried_twice() {
        AtomicInteger times = answering(_ -> {
            throw new IllegalStateException("a fault");
        });

        assertThatIllegalStateException().isThrownBy(() -> platform.send(new Ask("x")));
        assertThat(times).hasValue(1);
    }

    @Test
    void a_store_that_cannot_write_is_not_the_callers_fault() {
        answering(_ -> {
            throw new EventStoreException("disk full");
        });

        Refused.by(RequestRule.CANNOT_WRITE, () -> platform.send(new Ask("x")));
    }

    @Test
    void a_store_that_does_not_answer_is_not_said_to_have_recorded_nothing() {
        AtomicInteger times = answering(_ -> {
            throw new OutcomeUnknownException("no answer", null);
        });

        Refused.by(RequestRule.OUTCOME_UNKNOWN, () -> platform.send(new Ask("x")));
        assertThat(times).hasValue(1);
    }

    @Test
    void a_decision_made_anew_rests_on_what_it_read_itself() {
        answering(time -> {
            assertThat(StreamConditions.current()).isEmpty();
            StreamConditions.restOn("stream", time);
            if (time == 1) {
                throw new ConcurrencyException("moved");
            }
            return ANSWER;
        });

        assertThat(platform.send(new Ask("x")).answer()).isEqualTo(ANSWER);
    }

    @Test
    void a_caller_who_goes_away_does_not_stop_the_command() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        answering(_ -> {
            begun.countDown();
            if (goOn.await(10, TimeUnit.SECONDS) && !Thread.currentThread().isInterrupted()) {
                CurrentUnitOfWork.get().afterCommit(_ -> done.countDown());
            }
            return ANSWER;
        });

        var caller = platform.commands().send(new Ask("x"), Request.PLAIN).subscribe();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        caller.dispose();
        goOn.countDown();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothing_is_sent_until_somebody_wants_the_receipt() {
        AtomicInteger times = answering(_ -> ANSWER);

        platform.commands().send(new Ask("x"), Request.PLAIN);

        assertThat(times).hasValue(0);
    }

    @Test
    void a_caller_gets_an_answer_even_if_the_head_cannot_be_asked() {
        var bus = AsynchronousCommandBus.builder().build();
        var commands = new Commands(bus, () -> {
            throw new IllegalStateException("no head");
        });
        bus.subscribe(Ask.class.getName(), _ -> ANSWER);

        assertThatIllegalStateException()
                .isThrownBy(() -> commands.send(new Ask("x"), Request.PLAIN).block(Duration.ofSeconds(10)));
        bus.shutdown();
    }

    @Test
    void what_clients_say_travels_with_the_command() {
        for (Request request : List.of(Request.PLAIN, Requests.onState(0), Requests.keyed("key", "content"),
                Requests.keyedOnState("key", "content", Long.MAX_VALUE))) {
            assertThat(Request.from(org.axonframework.messaging.MetaData.from(request.asMetaData()))).isEqualTo(request);
            assertThat(Request.from(org.axonframework.messaging.MetaData.from(request.asEventMetaData())))
                    .isEqualTo(new Request(Optional.empty(), request.idempotency()));
        }
    }

    private AtomicInteger answering(Handler handler) {
        AtomicInteger times = new AtomicInteger();
        platform.bus().subscribe(Ask.class.getName(), _ -> handler.handle(times.incrementAndGet()));
        return times;
    }

    @FunctionalInterface
    private interface Handler {

        Answer handle(int time) throws Exception;
    }
}
