package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.projection.Views;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;

@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class DeadLettersTest {

    @Parameter
    Kept kept;

    private static final String CANARY = "Siti-Aminah-canary";

    @TempDir
    Path folder;

    private final List<Recorded> history = Histories.small(31).events(1_200);
    private final ComplaintId unlucky = history.stream().map(Recorded::event)
            .filter(ComplaintEvent.FinalResponseApproved.class::isInstance)
            .map(event -> ((ComplaintEvent) event).complaint()).findFirst().orElseThrow();
    private final Faulty projections = new Faulty();

    @Test
    void an_event_that_a_projection_fails_on_is_kept_and_said_and_everything_else_goes_on() {
        projections.failOn(this::isFirstOfficeOfTheUnlucky);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history);
            platform.caughtUp();

            List<DeadLetter> letters = platform.views.deadLetters().block();
            assertThat(letters).isNotEmpty();
            assertThat(letters.getFirst()).satisfies(letter -> {
                assertThat(letter.stream()).isEqualTo(unlucky.toString());
                assertThat(letter.event()).isEqualTo("Forwarded");
                assertThat(letter.cause()).startsWith("java.lang.IllegalStateException at id.tanggap");
                assertThat(letter.attempts()).isEqualTo(1);
            });
            Health health = new ReadModelsHealth(platform.views, platform.progress, platform.engine::lastPosition).health();
            assertThat(health.getStatus()).isEqualTo(ReadModelsHealth.DEGRADED);
            assertThat(health.getDetails()).containsEntry("deadLetters", letters.size());
            assertThat(platform.meters.get("tanggap.projection.dead.letters").gauge().value()).isEqualTo(letters.size());
            assertThat(platform.progress.position()).isEqualTo(platform.engine.lastPosition());
        }
    }

    @Test
    void later_events_of_the_same_complaint_wait_behind_it_in_order() {
        projections.failOn(this::isFirstOfficeOfTheUnlucky);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history);
            platform.caughtUp();

            List<DeadLetter> letters = platform.views.deadLetters().block();
            List<Long> positions = java.util.stream.LongStream.range(0, history.size())
                    .filter(i -> history.get((int) i).stream().equals(unlucky.toString()) && history.get((int) i).sequence() > 0)
                    .boxed().toList();
            assertThat(letters).extracting(DeadLetter::position).isEqualTo(positions);
            assertThat(letters.subList(1, letters.size())).allMatch(letter -> letter.attempts() == 0);
            assertThat(platform.complaints.find(unlucky).block().sequence()).isZero();
        }
    }

    @Test
    void after_the_fault_is_mended_a_retry_takes_them_in_order_and_all_is_as_if_nothing_had_been() throws Exception {
        projections.failOn(event -> event.provenance().occurredAt().getNano() % 7_000_000 == 0);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history);
            platform.caughtUp();
            int letters = platform.views.deadLetterCount();
            assertThat(letters).isGreaterThan(100);

            projections.mend();
            int taken = platform.views.retryDeadLetters();

            assertThat(taken).isEqualTo(letters);
            assertThat(platform.views.deadLetterCount()).isZero();
            List<String> retried = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(retried);
        }
    }

    @Test
    void events_that_come_after_a_retry_are_taken_at_once() throws Exception {
        projections.failOn(this::isFirstOfficeOfTheUnlucky);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history.subList(0, 600));
            platform.caughtUp();
            projections.mend();
            platform.views.retryDeadLetters();

            platform.append(history.subList(600, history.size()));
            platform.caughtUp();

            assertThat(platform.views.deadLetterCount()).isZero();
            List<String> retried = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(retried);
        }
    }

    @Test
    void a_retry_that_fails_again_changes_nothing_but_the_counter_of_attempts() throws Exception {
        projections.failOn(this::isFirstOfficeOfTheUnlucky);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history);
            platform.caughtUp();
            List<String> before = platform.dump();

            int taken = platform.views.retryDeadLetters();

            assertThat(taken).isZero();
            List<String> after = platform.dump();
            List<String> changed = new java.util.ArrayList<>(after);
            changed.removeAll(before);
            assertThat(after).hasSameSizeAs(before);
            assertThat(changed).singleElement().asString().startsWith("dead_letter:");
            assertThat(platform.views.deadLetters().block().getFirst().attempts()).isEqualTo(2);
        }
    }

    @Test
    void a_restart_keeps_them_waiting() {
        projections.failOn(this::isFirstOfficeOfTheUnlucky);
        List<DeadLetter> before;
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history.subList(0, 1_000));
            platform.caughtUp();
            before = platform.views.deadLetters().block();
        }

        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history.subList(1_000, history.size()));
            platform.caughtUp();

            assertThat(platform.views.deadLetters().block()).startsWith(before.toArray(DeadLetter[]::new));
            assertThat(platform.complaints.find(unlucky).block().sequence()).isZero();
        }
    }

    @Test
    void while_an_offices_registration_waits_what_is_about_the_office_waits_too() throws Exception {
        // or it would be counted on the days of another zone
        projections.failOn(OfficeEvent.Registered.class::isInstance);
        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history);
            platform.caughtUp();
            assertThat(platform.shelf.count("cell")).isZero();

            projections.mend();
            platform.views.retryDeadLetters();

            assertThat(platform.views.deadLetterCount()).isZero();
            List<String> retried = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(retried);
        }
    }

    @Test
    void an_event_whose_name_nobody_knows_is_kept_under_that_name() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history.subList(0, 500));
        }
        store(500, unlucky.toString(), 900, "complaint.teleported", "{\"to\": \"" + CANARY + "\"}");

        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history.subList(500, history.size()).stream()
                    .filter(e -> !e.stream().equals(unlucky.toString())).toList());
            platform.caughtUp();

            assertThat(platform.views.deadLetters().block()).singleElement().satisfies(letter -> {
                assertThat(letter.event()).isEqualTo("complaint.teleported");
                assertThat(letter.position()).isEqualTo(500);
            });
        }
    }

    @Test
    void nothing_that_an_event_says_goes_into_the_dead_letters_or_the_log() throws Exception {
        // given one that nobody knows, one that cannot be read, and one whose projection quotes it
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(history.subList(0, 500));
        }
        store(500, CANARY.hashCode() + "", 0, "complaint.teleported", "{\"to\": \"" + CANARY + "\"}");
        store(501, unlucky.toString(), 901, "complaint.assigned", "{\"complaint\": \"" + CANARY + "\"}");
        projections.failOn(ComplaintEvent.Objected.class::isInstance);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);

        try (Platform platform = Platform.in(kept, folder, projections)) {
            platform.append(history.subList(500, history.size()).stream()
                    .filter(e -> !e.stream().equals(unlucky.toString())).toList());
            platform.caughtUp();
            platform.views.retryDeadLetters();

            assertThat(platform.views.deadLetterCount()).isGreaterThan(2);
            assertThat(platform.dump()).noneMatch(row -> row.startsWith("dead_letter") && row.contains(CANARY));
            assertThat(List.copyOf(log.list)).isNotEmpty().allSatisfy(line -> {
                assertThat(line.getFormattedMessage()).doesNotContain(CANARY);
                for (IThrowableProxy t = line.getThrowableProxy(); t != null; t = t.getCause()) {
                    assertThat(String.valueOf(t.getMessage())).doesNotContain(CANARY);
                }
            });
        } finally {
            root.detachAppender(log);
        }
    }

    private boolean isFirstOfficeOfTheUnlucky(DomainEvent event) {
        return event instanceof ComplaintEvent.Forwarded forwarded && forwarded.complaint().equals(unlucky);
    }

    private void store(long position, String stream, long sequence, String name, String payload) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event (position, stream, sequence, event_id, recorded_at, latest_recorded_at,
                          aggregate_type, name, revision, payload, metadata)
                        SELECT ?, ?, ?, ?, latest_recorded_at, latest_recorded_at, 'ComplaintAggregate', ?, '1', ?, ?
                        FROM event WHERE position = ? - 1""")) {
            insert.setLong(1, position);
            insert.setString(2, stream);
            insert.setLong(3, sequence);
            insert.setString(4, "event at " + position);
            insert.setString(5, name);
            insert.setBytes(6, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.setBytes(7, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.setLong(8, position);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    /** Projections with a fault that can be mended; like many a fault, it quotes what it fell over. */
    private static final class Faulty extends Projections {

        private volatile Predicate<DomainEvent> fault = _ -> false;

        private Faulty() {
            super(Platform.ZONE);
        }

        private void failOn(Predicate<DomainEvent> which) {
            fault = which;
        }

        private void mend() {
            fault = _ -> false;
        }

        @Override
        public void apply(DomainEvent event, long position, long sequence, Views views) {
            super.apply(event, position, sequence, views);
            // after it has put something, which must not stay
            if (fault.test(event)) {
                throw new IllegalStateException("cannot take what " + CANARY + " wrote");
            }
        }
    }
}
