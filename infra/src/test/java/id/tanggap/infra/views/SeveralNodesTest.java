package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.views.mongodb.MongoShelf;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.projection.Views;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes over one event store and one set of read models. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class SeveralNodesTest {

    @Parameter
    TestMongo server;

    @TempDir
    Path folder;

    private final Histories histories = Histories.small(71);
    private TestDatabases databases;
    private Platform first;

    /** Another node's read models, over the same events. */
    private final class Node implements AutoCloseable {

        private final MongoShelf shelf;
        private final Progress progress = new Progress();
        private final ReadModels views;

        private Node(boolean mayKeep) {
            shelf = new MongoShelf(databases.uri(), mayKeep);
            views = new ReadModels(shelf.storage(), first.store, first.engine::lastPosition, new Projections(Platform.ZONE),
                    progress, Clock.systemUTC(), new SimpleMeterRegistry());
            views.start();
        }

        private void caughtUp() {
            progress.reached(first.engine.lastPosition(), Platform.PATIENCE).block();
        }

        @Override
        public void close() {
            views.stop();
            shelf.close();
        }
    }

    /** Projections with a fault that can be mended. */
    private static final class Faulty extends Projections {

        private final AtomicBoolean mended = new AtomicBoolean();

        private Faulty() {
            super(Platform.ZONE);
        }

        @Override
        public void apply(DomainEvent event, long position, long sequence, Views views) {
            super.apply(event, position, sequence, views);
            if (!mended.get() && event instanceof ComplaintEvent.FinalResponseApproved) {
                throw new IllegalStateException();
            }
        }
    }

    private final Faulty projections = new Faulty();

    @BeforeEach
    void open() {
        databases = server.fresh();
        first = Platform.on(new MongoShelf(databases.uri(), true), folder, projections);
    }

    @AfterEach
    void close() {
        if (first != null) {
            first.close();
        }
        if (databases != null) {
            databases.close();
        }
    }

    private List<Recorded> next(int atLeast) {
        List<Recorded> events = new ArrayList<>();
        while (events.size() < atLeast) {
            events.addAll(histories.next());
        }
        return events;
    }

    @Test
    void a_node_that_only_looks_on_reads_what_the_one_on_duty_has_projected_and_is_told_of_it_within_a_second() {
        projections.mended.set(true);
        first.append(histories.events(500));
        first.caughtUp();
        try (Node looker = new Node(false)) {
            looker.caughtUp();
            List<Long> behind = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                first.append(histories.next());
                first.caughtUp();
                long readable = System.nanoTime();
                looker.caughtUp();
                behind.add(System.nanoTime() - readable);
                assertThat(looker.shelf.readablePosition()).isGreaterThanOrEqualTo(looker.progress.position());
            }

            Collections.sort(behind);
            assertThat(Duration.ofNanos(behind.get(98))).isLessThan(Duration.ofSeconds(1));
            assertThat(looker.shelf.offices().all().block()).isEqualTo(first.offices.all().block());
            assertThat(looker.views.present().block().law().calendars())
                    .containsExactlyInAnyOrderElementsOf(first.views.present().block().law().calendars());
            assertThat(looker.views.present().block().version()).isEqualTo(first.views.present().block().version());
            assertThat(looker.views.serving()).isTrue();
            assertThat(looker.views.healthy()).isTrue();
        }
    }

    @Test
    void a_node_that_only_looks_on_never_takes_the_duty() {
        projections.mended.set(true);
        try (Node looker = new Node(false)) {
            first.append(histories.events(300));
            looker.caughtUp();
            long before = looker.progress.position();
            first.views.stop();

            first.append(next(50));
            await().during(Duration.ofSeconds(1)).until(() -> looker.progress.position() == before);

            first.views.start();
            looker.caughtUp();
        }
    }

    @Test
    void when_the_node_on_duty_goes_another_takes_over_and_the_first_looks_on_when_it_comes_back() throws Exception {
        projections.mended.set(true);
        first.append(histories.events(500));
        first.caughtUp();
        try (Node second = new Node(true)) {
            second.caughtUp();
            first.views.stop();
            first.append(next(300));
            second.caughtUp();

            first.views.start();
            first.append(next(300));
            first.caughtUp();
            second.caughtUp();

            List<String> kept = second.shelf.dump();
            second.views.rebuild().get(30, TimeUnit.SECONDS);
            assertThat(second.shelf.dump()).isEqualTo(kept);
        }
    }

    @Test
    void a_node_whose_duty_another_took_rests_and_takes_it_back_when_that_one_is_silent_for_long() {
        projections.mended.set(true);
        first.append(histories.events(300));
        first.caughtUp();

        ((MongoShelf) first.shelf).takeDutyAway();

        // then it looks on, for nobody to tell it anything
        await().until(() -> !first.views.onDuty());
        assertThat(first.complaints.list(ListsTest.all(), java.util.Optional.empty(), 5).block()).hasSize(5);
        long before = first.progress.position();
        first.append(next(50));
        assertThat(first.progress.position()).isEqualTo(before);

        // and in the end it is its again
        first.caughtUp();
        assertThat(first.views.onDuty()).isTrue();
    }

    @Test
    void a_rebuild_that_is_asked_of_a_node_that_is_not_on_duty_is_made_by_the_one_that_is() throws Exception {
        projections.mended.set(true);
        first.append(histories.events(1_500));
        first.caughtUp();
        List<String> before = first.dump();
        try (Node looker = new Node(false)) {
            looker.caughtUp();

            long position = looker.views.rebuild().get(30, TimeUnit.SECONDS);

            assertThat(position).isEqualTo(first.engine.lastPosition());
            assertThat(first.dump()).isEqualTo(before);
            first.append(next(50));
            looker.caughtUp();
            await().until(() -> !first.shelf.hasLitter());
            assertThat(looker.shelf.complaints().list(ListsTest.all(), java.util.Optional.empty(), 5).block()).hasSize(5);
        }
    }

    @Test
    void dead_letters_are_seen_on_every_node_and_tried_again_from_any() {
        first.append(histories.events(1_200));
        first.caughtUp();
        int letters = first.views.deadLetterCount();
        assertThat(letters).isPositive();
        try (Node looker = new Node(false)) {
            looker.caughtUp();
            assertThat(looker.views.deadLetterCount()).isEqualTo(letters);
            assertThat(looker.views.deadLetters().block()).isEqualTo(first.views.deadLetters().block());

            projections.mended.set(true);
            assertThat(looker.views.retryDeadLetters()).isEqualTo(letters);

            assertThat(first.views.deadLetterCount()).isZero();
            await().until(() -> looker.views.deadLetterCount() == 0);
        }
    }
}
