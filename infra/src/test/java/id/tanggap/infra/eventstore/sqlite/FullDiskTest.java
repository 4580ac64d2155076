package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.OpenStore;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class FullDiskTest {

    @TempDir
    Path folder;

    @Test
    void a_full_disk_is_named_loses_nothing_that_was_acknowledged_and_the_store_goes_on_when_there_is_room() throws Exception {
        // given room for some 200 pages, and 8 writers who do not stop before they are refused
        SqliteEventLog log = SqliteEventLog.open(folder.resolve("events.db"));
        log.limitPages(200);
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        try (OpenStore store = OpenStore.on(log); ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> refusals = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                String stream = "writer-" + w;
                refusals.add(writers.submit(() -> {
                    for (int i = 0; ; i += 2) {
                        String first = stream + "/" + i + "x".repeat(2_000);
                        String second = stream + "/" + (i + 1) + "x".repeat(2_000);
                        try {
                            store.append(OpenStore.event(stream, i, first), OpenStore.event(stream, i + 1, second));
                            acknowledged.add(first);
                            acknowledged.add(second);
                        } catch (EventStoreException e) {
                            return e.getMessage();
                        }
                    }
                }));
            }
            // when the disk is full, then everybody is told so in plain words
            for (Future<String> refusal : refusals) {
                assertThat(refusal.get()).isEqualTo("the disk is full; nothing was written");
            }
            assertThat(acknowledged).hasSizeGreaterThan(50);

            // and exactly what was acknowledged is stored
            assertThat(payloads(store)).isEqualTo(acknowledged);

            // and with room again the store goes on at the next position
            log.limitPages(0);
            store.append(OpenStore.event("later", 0, "later"));
            acknowledged.add("later");
        }
        try (OpenStore again = OpenStore.in(folder)) {
            assertThat(payloads(again)).isEqualTo(acknowledged);
            assertThat(again.store.createHeadToken().position()).hasValue(acknowledged.size() - 1);
        }
    }

    @Test
    void a_file_that_may_not_be_written_is_named_and_its_events_stay_readable() throws Exception {
        Path file = folder.resolve("events.db");
        OpenStore.in(folder).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Assumptions.assumeFalse(Files.isWritable(file), "the superuser may write anything");

        assertThatThrownBy(() -> SqliteEventLog.open(file).close())
                .isInstanceOf(EventLogException.class).hasMessageContaining("events.db cannot be written");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        OpenStore.in(folder).close();
    }

    @Test
    void a_file_that_becomes_unwritable_fails_the_append_and_the_next_one_works_when_it_is_writable_again() {
        // given a log whose writer's connection may only read from now on
        try (SqliteEventLog log = SqliteEventLog.open(folder.resolve("events.db"))) {
            log.write(List.of(append("before")));
            log.onlyRead(true);

            // when
            assertThatThrownBy(() -> log.write(List.of(append("refused"))))
                    .isInstanceOf(EventLogException.class)
                    .hasMessage("events.db cannot be written: the file or its folder does not allow it; nothing was written");

            // then
            log.onlyRead(false);
            log.write(List.of(append("after")));
            assertThat(log.readFrom(-1, 10)).extracting("stream").containsExactly("before", "after");
        }
    }

    private static Append append(String stream) {
        return Append.of(new NewEvent("Complaint", stream, 0, "id-" + stream, Instant.EPOCH, "name", null, new byte[0], new byte[0]));
    }

    private static Set<String> payloads(OpenStore store) {
        Set<String> payloads = new TreeSet<>();
        long expected = 0;
        for (TrackedEventMessage<?> event : store.everything()) {
            assertThat(event.trackingToken().position()).hasValue(expected++);
            payloads.add((String) event.getPayload());
        }
        return payloads;
    }
}
