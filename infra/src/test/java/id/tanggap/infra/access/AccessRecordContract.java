package id.tanggap.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Integrity;
import id.tanggap.query.access.RecordedLook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the access record promises, whatever database has its rows. */
@Timeout(60)
abstract class AccessRecordContract {

    static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

    ChainedAccessRecord accesses;

    /** The same rows at each call. */
    abstract AccessRows rows(Clock clock);

    @BeforeEach
    void open() {
        open(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    final void open(Clock clock) {
        accesses = opened(clock);
    }

    final ChainedAccessRecord opened(Clock clock) {
        return new ChainedAccessRecord(rows(clock), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        // there is none if there is no server to try it on
        if (accesses != null) {
            accesses.close();
        }
    }

    final void record(String account, UUID... complaints) {
        accesses.add(Looks.look(account, "request", complaints)).block();
    }

    private List<Long> numbers(AccessRecord.Filter filter) {
        return accesses.read(filter, 0, 100).block().stream().map(RecordedLook::number).toList();
    }

    @Test
    void the_last_look_is_told_before_the_first_and_after() {
        assertThat(accesses.last().block()).isZero();

        record("budi", Looks.complaint(1));
        record("siti", Looks.complaint(1));

        assertThat(accesses.last().block()).isEqualTo(2);
    }

    @Test
    void looks_of_many_readers_at_once_get_numbers_without_a_gap_and_one_chain() throws Exception {
        ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> all = IntStream.range(0, 32).mapToObj(reader -> readers.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    String request = reader + "/" + i;
                    accesses.add(Looks.look("budi", request, Looks.complaint(i))).block();
                    shown.add(request);
                }
            })).toList();
            for (Future<?> reader : all) {
                reader.get();
            }
        }

        List<RecordedLook> recorded = Looks.all(accesses);
        assertThat(recorded).extracting(RecordedLook::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_600).boxed().toList());
        assertThat(recorded).extracting(look -> look.look().correlationId()).containsExactlyInAnyOrderElementsOf(shown);
        assertThat(accesses.verify().block().broken()).isEmpty();
    }

    @Test
    void what_was_recorded_is_found_after_a_restart_and_the_chain_goes_on() {
        record("budi", Looks.complaint(1));
        String head = accesses.verify().block().head();
        accesses.close();

        open();
        record("siti", Looks.complaint(2));

        Integrity walked = accesses.verify().block();
        assertThat(walked.rows()).isEqualTo(2);
        assertThat(walked.broken()).isEmpty();
        assertThat(Looks.all(accesses).getFirst().hash()).isEqualTo(head);
    }

    @Test
    void looks_are_found_by_complaint_by_account_and_by_time() {
        record("budi", Looks.complaint(1), Looks.complaint(2));
        record("siti", Looks.complaint(2));
        accesses.close();
        open(Clock.fixed(NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        record("budi", Looks.complaint(2));

        Instant tomorrow = NOW.plus(Duration.ofHours(1));
        Optional<UUID> second = Optional.of(Looks.complaint(2));
        assertThat(numbers(Looks.ALL)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(filter(second, null, null, null))).containsExactly(1L, 2L, 3L);
        assertThat(numbers(filter(Optional.of(Looks.complaint(1)), null, null, null))).containsExactly(1L);
        assertThat(numbers(filter(Optional.empty(), "budi", null, null))).containsExactly(1L, 3L);
        assertThat(numbers(filter(second, "budi", tomorrow, null))).containsExactly(3L);
        assertThat(numbers(filter(Optional.empty(), "budi", null, tomorrow))).containsExactly(1L);
        assertThat(numbers(filter(Optional.empty(), null, null, NOW))).isEmpty();
    }

    private static AccessRecord.Filter filter(Optional<UUID> subject, String actor, Instant from, Instant until) {
        return new AccessRecord.Filter(subject, Optional.ofNullable(actor), Optional.ofNullable(from),
                Optional.ofNullable(until));
    }

    @Test
    void times_never_go_back_although_the_clock_does() {
        record("budi", Looks.complaint(1));
        accesses.close();
        open(Clock.fixed(NOW.minusSeconds(60), ZoneOffset.UTC));
        record("siti", Looks.complaint(1));

        assertThat(Looks.all(accesses)).extracting(RecordedLook::at).containsExactly(NOW, NOW);
    }

    @Test
    void a_closed_record_lets_nothing_out() {
        accesses.close();

        assertThatThrownBy(() -> record("budi", Looks.complaint(1))).isInstanceOf(Refusal.class);
    }
}
