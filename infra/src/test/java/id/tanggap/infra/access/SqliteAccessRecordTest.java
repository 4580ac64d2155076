package id.tanggap.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.AccessRule;
import id.tanggap.query.access.Integrity;
import id.tanggap.query.access.RecordedLook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SqliteAccessRecordTest {

    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

    @TempDir
    Path folder;

    private SqliteAccessRecord accesses;

    @BeforeEach
    void open() {
        open(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void open(Clock clock) {
        accesses = SqliteAccessRecord.open(folder.resolve("access.db"), clock, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        accesses.close();
    }

    private void record(String account, UUID... complaints) {
        accesses.add(Looks.look(account, "request", complaints)).block();
    }

    /** What somebody does to the file behind the platform's back. */
    private void behindItsBack(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("access.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Long> numbers(AccessRecord.Filter filter) {
        return accesses.read(filter, 0, 100).block().stream().map(RecordedLook::number).toList();
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

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE access SET actor = 'nobody' WHERE number = 1", "DELETE FROM access WHERE number = 2",
            "INSERT OR REPLACE INTO access SELECT number, at, 'nobody', look, hash FROM access WHERE number = 1",
            "INSERT INTO access SELECT number + 2, at, actor, look, hash FROM access WHERE number = 2",
            "UPDATE access_subject SET number = 2", "DELETE FROM access_subject",
            "INSERT INTO access_subject SELECT x'00', 1"})
    void the_file_itself_refuses_to_change_or_remove_what_is_on_record(String crime) {
        record("budi", Looks.complaint(1));
        record("siti", Looks.complaint(2));

        assertThatThrownBy(() -> behindItsBack(crime)).hasMessageContaining("record");
        assertThat(accesses.verify().block().broken()).isEmpty();
    }

    @Test
    void a_row_that_was_changed_by_force_is_named() throws SQLException {
        Stream.of("budi", "siti", "kris", "indra").forEach(account -> record(account, Looks.complaint(1)));

        behindItsBack("DROP TRIGGER access_is_never_changed",
                "UPDATE access SET actor = 'oknum', "
                        + "look = CAST(replace(CAST(look AS TEXT), 'siti', 'oknum') AS BLOB) WHERE number = 2");

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);
        assertThat(accesses.broken()).isPresent();
    }

    @Test
    void a_row_that_was_removed_by_force_is_named() throws SQLException {
        Stream.of("budi", "siti", "kris", "indra").forEach(account -> record(account, Looks.complaint(1)));

        behindItsBack("DROP TRIGGER access_is_never_deleted", "DELETE FROM access WHERE number = 3");

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(3L);
    }

    @Test
    void rows_that_were_cut_off_the_end_while_it_was_open_are_named() throws SQLException {
        Stream.of("budi", "siti", "kris").forEach(account -> record(account, Looks.complaint(1)));

        behindItsBack("DROP TRIGGER access_is_never_deleted", "DELETE FROM access WHERE number >= 2");

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);
    }

    /** What is left is whole in itself: nothing in the file says how long it was. */
    @Test
    void rows_that_were_cut_off_the_end_while_it_was_closed_are_missed_only_by_who_noted_a_hash() throws SQLException {
        Stream.of("budi", "siti", "kris").forEach(account -> record(account, Looks.complaint(1)));
        String noted = accesses.verify().block().head();
        accesses.close();

        behindItsBack("DROP TRIGGER access_is_never_deleted", "DROP TRIGGER access_subject_is_never_deleted",
                "DELETE FROM access_subject WHERE number = 3", "DELETE FROM access WHERE number = 3");
        open();

        Integrity found = accesses.verify().block();
        assertThat(found.broken()).isEmpty();
        assertThat(found.rows()).isEqualTo(2);
        assertThat(found.head()).isNotEqualTo(noted);
    }

    @Test
    void a_look_that_is_no_longer_found_by_its_complaint_is_named() throws SQLException {
        record("budi", Looks.complaint(1));
        record("siti", Looks.complaint(1));

        behindItsBack("DROP TRIGGER access_subject_is_never_deleted", "DELETE FROM access_subject WHERE number = 2");

        assertThat(accesses.verify().block().broken()).map(Integrity.Break::number).contains(2L);
    }

    @Test
    void a_look_that_cannot_be_recorded_is_refused_and_the_next_one_is_tried_afresh() throws SQLException {
        record("budi", Looks.complaint(1));
        behindItsBack("ALTER TABLE access RENAME TO elsewhere");

        assertThatThrownBy(() -> record("siti", Looks.complaint(1))).isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.rule()).isEqualTo(AccessRule.ACCESS_NOT_RECORDED));
        assertThat(accesses.writable()).isFalse();

        behindItsBack("ALTER TABLE elsewhere RENAME TO access");
        record("kris", Looks.complaint(1));
        assertThat(accesses.writable()).isTrue();
        assertThat(Looks.all(accesses)).extracting(look -> look.look().actor().id()).containsExactly("budi", "kris");
        assertThat(accesses.verify().block().broken()).isEmpty();
    }

    @Test
    void a_closed_record_lets_nothing_out() {
        accesses.close();

        assertThatThrownBy(() -> record("budi", Looks.complaint(1))).isInstanceOf(Refusal.class);
    }

    @Test
    void a_second_process_is_refused() {
        assertThatThrownBy(this::open).hasMessageContaining("open in this process already");
    }
}
