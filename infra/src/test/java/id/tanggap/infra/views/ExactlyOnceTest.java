package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.keys.SealedHistories;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.projection.Projections;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens between an event and the read models, afterwards they are what a rebuild makes. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class ExactlyOnceTest {

    private static final JsonMapper STORED = ViewsJson.mapper();
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Parameter
    Kept kept;

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void open() {
        shelf = kept.in(folder);
    }

    @AfterEach
    void close() {
        if (shelf != null) {
            shelf.close();
        }
    }

    @Test
    void where_batches_end_makes_no_difference() throws Exception {
        List<Recorded> history = SealedHistories.of(Histories.small(4).events(1_500));
        SplittableRandom random = new SplittableRandom(4);

        List<String> inOne = projected("one", history, history::size);

        assertThat(projected("each", history, () -> 1)).isEqualTo(inOne);
        assertThat(projected("twos", history, () -> 2)).isEqualTo(inOne);
        assertThat(projected("sevens", history, () -> 7)).isEqualTo(inOne);
        assertThat(projected("random", history, () -> 1 + random.nextInt(90))).isEqualTo(inOne);
    }

    /** However many complaints are in memory, and wait there to be written. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 1_000})
    void what_is_written_while_later_events_are_applied_is_what_would_have_been_written_at_once(int inMemory)
            throws Exception {
        List<Recorded> history = SealedHistories.of(Histories.small(10).events(1_500));
        SplittableRandom random = new SplittableRandom(10);

        try (Projecting views = toMake("aside", RecentViews.noneButToCome(inMemory));
             ExecutorService writer = Executors.newSingleThreadExecutor()) {
            views.begin();
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(90));
                apply(views, history, from, to);
                views.commitAside(writer);
                from = to;
            }
            views.commitPostponed(writer);
            views.awaitWritten();
            views.rollback();
            views.store().complete();
        }

        assertThat(shelf.dump("aside"))
                .isEqualTo(projected("at once", history, history::size));
    }

    @Test
    void what_could_not_be_written_aside_is_told_of_when_the_next_is_to_be_written() {
        List<Recorded> history = SealedHistories.of(Histories.small(11).events(500));

        try (Projecting views = toMake("aside", RecentViews.noneButToCome(1_000));
             ExecutorService writer = Executors.newSingleThreadExecutor()) {
            // given the same entries of timelines twice, which the file refuses
            views.begin();
            apply(views, history, 0, 500);
            views.commitAside(writer);
            apply(views, history, 0, 500);
            views.commitAside(writer);

            assertThatThrownBy(() -> views.commitAside(writer)).isInstanceOf(Unwritable.class)
                    .message().containsAnyOf("SQLITE_CONSTRAINT", "E11000");
            views.rollback();
        }
    }

    @Test
    void batches_that_are_given_up_anywhere_leave_no_trace() throws Exception {
        List<Recorded> history = SealedHistories.of(Histories.small(5).events(1_500));
        SplittableRandom random = new SplittableRandom(5);
        List<String> undisturbed = projected("undisturbed", history, history::size);

        try (Projecting views = open("disturbed")) {
            while (views.position() < history.size() - 1) {
                int from = (int) views.startOver() + 1;
                int to = Math.min(history.size(), from + 1 + random.nextInt(60));
                views.begin();
                apply(views, history, from, to);
                if (random.nextBoolean()) {
                    views.rollback();
                } else {
                    views.commit();
                    views.leave();
                }
            }
        }

        assertThat(shelf.dump("disturbed")).isEqualTo(undisturbed);
    }

    @Test
    void a_batch_that_others_take_part_in_before_it_is_committed_is_none_of_their_business() throws Exception {
        List<Recorded> history = SealedHistories.of(Histories.small(6).events(600));
        List<String> undisturbed = projected("undisturbed", history, history::size);

        try (Projecting views = open("shared")) {
            for (int i = 0; i < history.size(); i++) {
                views.begin();
                apply(views, history, i, i + 1);
                views.leave();
                if (i % 50 == 0) {
                    views.retry(_ -> {
                        throw new IllegalStateException("there is none");
                    }, _ -> { });
                }
            }
            views.begin();
            views.commit();
            views.leave();
        }

        assertThat(shelf.dump("shared")).isEqualTo(undisturbed);
    }

    @Test
    void a_store_that_cannot_be_written_for_a_while_makes_no_dead_letters_and_is_written_as_soon_as_it_can()
            throws Exception {
        Histories histories = Histories.small(7);
        try (Platform platform = Platform.in(kept, folder)) {
            ReadModelsHealth health = new ReadModelsHealth(platform.views, platform.progress, platform.engine::lastPosition);
            platform.append(histories.events(300));
            platform.caughtUp();

            // when something is written after most of a batch's rows that cannot be
            platform.shelf.lock();
            platform.append(steps(histories, 300));
            await().until(() -> health.health().getStatus().equals(ReadModelsHealth.DEGRADED));

            // then nothing of that batch is there; one before it may have had nothing for what cannot be written
            assertThat(platform.views.deadLetterCount()).isZero();
            long before = platform.progress.position();
            assertThat(before).isLessThan(platform.engine.lastPosition());
            assertThat(platform.shelf.storedPosition()).isEqualTo(before);
            assertThat(platform.shelf.newestEntry()).isLessThanOrEqualTo(before);

            // and once it can be written, everything is, once
            platform.shelf.unlock();
            platform.caughtUp();
            await().until(() -> health.health().getStatus().equals(Status.UP));
            List<String> afterwards = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(afterwards);
        }
    }

    @Test
    void an_event_that_the_store_refuses_becomes_a_dead_letter_and_all_others_of_its_batch_are_taken() throws Exception {
        Histories histories = Histories.small(8);
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(300));
            platform.caughtUp();
            List<Recorded> more = steps(histories, 300);
            long refused = platform.engine.lastPosition() + 150;
            platform.shelf.refuse(refused);

            // when
            platform.append(more);
            platform.caughtUp();

            // then
            List<DeadLetter> letters = platform.views.deadLetters().block();
            assertThat(letters.getFirst().position()).isEqualTo(refused);
            assertThat(letters).extracting(DeadLetter::stream).containsOnly(letters.getFirst().stream());

            // and once it does not refuse it any more
            platform.shelf.refuseNothing();
            assertThat(platform.views.retryDeadLetters()).isEqualTo(letters.size());
            List<String> afterwards = platform.dump();
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(afterwards);
        }
    }

    @Test
    void a_process_that_is_killed_while_it_projects_leaves_read_models_that_go_on_exactly() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 3; round++) {
            Process process = projectingProcess();
            try (BufferedReader told = process.inputReader()) {
                String line = told.readLine();
                while (line != null && !line.equals("going on")) {
                    line = told.readLine();
                }
                for (int lines = 3 + random.nextInt(12); lines > 0; lines--) {
                    assertThat(told.readLine()).isNotNull();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        try (Platform platform = Platform.in(kept, folder)) {
            platform.caughtUp();
            List<String> wentOn = platform.dump();
            assertThat(platform.engine.lastPosition()).isGreaterThan(500);
            platform.rebuilt();
            assertThat(platform.dump()).isEqualTo(wentOn);
        }
    }

    private Process projectingProcess() throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ProjectingUntilKilled.class.getName(), folder.toString(), kept.name(), shelf.address())
                .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null"))).start();
    }

    private List<String> projected(String name, List<Recorded> history, IntSupplier batch) {
        try (Projecting views = open(name)) {
            for (int from = 0; from < history.size(); ) {
                int to = Math.min(history.size(), from + batch.getAsInt());
                views.begin();
                apply(views, history, from, to);
                views.commit();
                views.leave();
                from = to;
            }
        }
        return shelf.dump(name);
    }

    private Projecting open(String name) {
        return Projecting.onTo(shelf.open(name, STORED), new Projections(Platform.ZONE), CLOCK);
    }

    private Projecting toMake(String name, RecentViews recent) {
        return Projecting.making(shelf.toMake(name, STORED), new Projections(Platform.ZONE), CLOCK, recent);
    }

    private static void apply(Projecting views, List<Recorded> history, int from, int to) {
        for (int i = from; i < to; i++) {
            Recorded e = history.get(i);
            views.apply(new Incoming("event-" + i, i, e.stream(), e.sequence(), e.type(), e::event));
        }
        views.reach(to - 1);
    }

    private static List<Recorded> steps(Histories histories, int steps) {
        List<Recorded> events = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            events.addAll(histories.next());
        }
        return events;
    }
}
