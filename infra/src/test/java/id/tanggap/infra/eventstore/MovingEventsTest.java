package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.eventstore.sqlite.Jvm;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.moving.MovingFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovingEventsTest {

    private static final int EVENTS = 3_000;

    @TempDir
    Path folder;

    private final Random random = new Random(20260301);

    /** An empty store that is to stay empty. */
    private SqliteEventLog refusing;

    private SqliteEventLog store(String name) {
        return SqliteEventLog.open(folder.resolve(name).resolve("events.db"));
    }

    /** Events of all shapes: of aggregates and not, with and without revision, any bytes, any characters, any time. */
    private void fill(EventLog log, int events) {
        List<NewEvent> some = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            byte[] metadata = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            random.nextBytes(metadata);
            boolean loose = random.nextInt(10) == 0;
            String id = "id-" + i;
            some.add(new NewEvent(loose ? null : "Complaint", loose ? id : "ünï\u0000\"code\\ 🙂 " + i % 97, loose ? 0 : i / 97,
                    id, Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000) * 1_000L),
                    "complaint.submitted", random.nextBoolean() ? "1" : null, payload, metadata));
        }
        for (int from = 0; from < some.size(); from += 700) {
            log.write(List.of(new Append(some.subList(from, Math.min(from + 700, some.size())), java.util.Map.of())));
        }
    }

    private static List<StoredEvent> all(EventLog log) {
        List<StoredEvent> all = new ArrayList<>();
        for (List<StoredEvent> page = log.readFrom(-1, 1_000); !page.isEmpty();
                page = log.readFrom(page.getLast().position(), 1_000)) {
            all.addAll(page);
        }
        return all;
    }

    /** Everything of every event, in words: a million bytes are compared sooner so. */
    private static List<String> told(List<StoredEvent> events) {
        return events.stream().map(event -> String.join(" ", String.valueOf(event.position()), event.aggregateType(),
                event.stream(), String.valueOf(event.sequence()), event.eventId(), event.recordedAt().toString(), event.name(),
                event.revision(), HexFormat.of().formatHex(event.payload()), HexFormat.of().formatHex(event.metadata())))
                .toList();
    }

    private Path exported(int events, String name) {
        Path file = folder.resolve(name);
        try (SqliteEventLog log = store("from-" + name)) {
            fill(log, events);
            MovingEvents.export(log, file);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"history.jsonl", "history.jsonl.gz"})
    void every_event_comes_through_the_file_as_it_was_and_the_same_events_make_the_same_file(String name) throws IOException {
        Path file = folder.resolve(name);
        Path again = folder.resolve("again-" + name);
        try (SqliteEventLog from = store("from"); SqliteEventLog to = store("to")) {
            fill(from, EVENTS);

            MovingEvents.Moved written = MovingEvents.export(from, file);
            MovingEvents.Moved read = MovingEvents.importInto(to, file);
            MovingEvents.export(to, again);

            assertThat(read).isEqualTo(written).isEqualTo(new MovingEvents.Moved(EVENTS, written.sha256()));
            assertThat(told(all(to))).isEqualTo(told(all(from))).hasSize(EVENTS);
            assertThat(again).hasSameBinaryContentAs(file);
        }
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void the_file_is_as_it_is_documented() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (SqliteEventLog log = store("from")) {
            log.write(List.of(Append.of(
                    new NewEvent("Complaint", "stream", 7, "id", Instant.parse("2026-01-31T08:00:00.123456Z"),
                            "complaint.submitted", "1", new byte[] {0, -1}, "{}".getBytes(StandardCharsets.UTF_8)),
                    new NewEvent(null, "loose", 0, "loose", Instant.EPOCH, "imported", null, new byte[0], new byte[0]))));
            MovingEvents.export(log, file);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.subList(0, 3)).containsExactly("{\"format\":\"tanggap-events\",\"version\":1}",
                "{\"position\":0,\"aggregateType\":\"Complaint\",\"stream\":\"stream\",\"sequence\":7,\"eventId\":\"id\","
                        + "\"recordedAt\":\"2026-01-31T08:00:00.123456Z\",\"name\":\"complaint.submitted\",\"revision\":\"1\","
                        + "\"payload\":\"AP8=\",\"metadata\":\"e30=\"}",
                "{\"position\":1,\"aggregateType\":null,\"stream\":\"loose\",\"sequence\":0,\"eventId\":\"loose\","
                        + "\"recordedAt\":\"1970-01-01T00:00:00Z\",\"name\":\"imported\",\"revision\":null,"
                        + "\"payload\":\"\",\"metadata\":\"\"}");
        String above = String.join("\n", lines.subList(0, 3)) + "\n";
        assertThat(lines.get(3)).isEqualTo("{\"count\":2,\"sha256\":\"" + sha256(above) + "\"}");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(Path file, String... words) {
        if (refusing == null) {
            refusing = store("refusing");
        }
        assertThatThrownBy(() -> MovingEvents.importInto(refusing, file)).isInstanceOf(MovingFailed.class)
                .message().contains(file.toString()).satisfies(message -> assertThat(List.of(words))
                        .allSatisfy(word -> assertThat(message).contains(word)));
        assertThat(refusing.head()).as("nothing was written").isEqualTo(-1);
        assertThat(ImportMark.unfinished(refusing)).isEmpty();
    }

    @AfterEach
    void close() {
        if (refusing != null) {
            refusing.close();
        }
    }

    private Path with(List<String> lines) throws IOException {
        return Files.write(folder.resolve("other.jsonl"), lines);
    }

    /** As somebody makes it who knows the format. */
    private Path sealed(List<String> lines) throws IOException {
        List<String> sealed = new ArrayList<>(lines.subList(0, lines.size() - 1));
        sealed.add("{\"count\":%d,\"sha256\":\"%s\"}".formatted(sealed.size() - 1, sha256(String.join("\n", sealed) + "\n")));
        return with(sealed);
    }

    @Test
    void a_gap_a_repeat_and_another_order_are_refused_by_line_even_if_the_digest_fits() throws IOException {
        List<String> lines = Files.readAllLines(exported(50, "history.jsonl"));

        List<String> gap = new ArrayList<>(lines);
        gap.remove(10);
        refused(sealed(gap), "line 11:", "position 9 should stand here, this one is at 10: events are missing");
        List<String> repeat = new ArrayList<>(lines);
        repeat.add(10, lines.get(9));
        refused(sealed(repeat), "line 11:", "position 9 should stand here, this one is at 8: events are repeated");
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 20, 21);
        refused(sealed(swapped), "line 21:", "position 19 should stand here, this one is at 20");
    }

    @Test
    void a_file_that_was_cut_off_anywhere_is_refused() throws IOException {
        for (String name : List.of("history.jsonl", "history.jsonl.gz")) {
            Path file = exported(40, name);
            byte[] whole = Files.readAllBytes(file);
            for (int round = 0; round < 60; round++) {
                int length = round == 0 ? whole.length - 1 : random.nextInt(whole.length);
                Path cut = Files.write(folder.resolve("cut-" + name), Arrays.copyOf(whole, length));
                refused(cut);
            }
        }
    }

    @Test
    void a_file_in_which_any_byte_was_changed_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(exported(40, "history.jsonl"));
        for (int round = 0; round < 200; round++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            refused(Files.write(folder.resolve("altered.jsonl"), altered));
        }
    }

    @Test
    void lines_that_say_something_else_than_an_event_are_refused_by_line() throws IOException {
        List<String> lines = Files.readAllLines(exported(5, "history.jsonl"));
        refusedWith(lines, lines.get(2).replace("\"name\"", "\"nom\""), "line 3: cannot be read");
        refusedWith(lines, lines.get(2).replace("\"complaint.submitted\"", "null"), "line 3: name is missing");
        refusedWith(lines, "null", "line 3: holds nothing");
        refusedWith(lines, lines.get(2) + "{}", "line 3: cannot be read");
        refusedWith(lines, lines.get(2).replaceAll("\"recordedAt\":\"[^\"]*", "\"recordedAt\":\"2026-01-01T00:00:00.123456789Z"),
                "line 3: recordedAt is finer than a microsecond");
        List<String> foreign = new ArrayList<>(lines);
        foreign.set(0, "{\"format\":\"tanggap-keys\",\"version\":1}");
        refused(sealed(foreign), "line 1: this is a file of the format tanggap-keys, not tanggap-events");
        foreign.set(0, "{\"format\":\"tanggap-events\",\"version\":2}");
        refused(sealed(foreign), "line 1: version 2 of the format is not known here");
        refused(with(List.of()), "is empty");
        refused(with(lines.subList(0, 1)), "the file is cut off");
        refused(folder.resolve("nowhere.jsonl"), "there is no such file or folder");
        refused(Files.copy(folder.resolve("history.jsonl"), folder.resolve("named.gz")), "not compressed with gzip");
    }

    private void refusedWith(List<String> lines, String third, String words) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(2, third);
        refused(sealed(changed), words);
    }

    @Test
    void a_store_that_is_not_empty_takes_no_history_and_keeps_what_it_has() {
        Path file = exported(20, "history.jsonl");
        try (SqliteEventLog to = store("to")) {
            fill(to, 3);
            List<StoredEvent> before = all(to);

            assertThatThrownBy(() -> MovingEvents.importInto(to, file)).isInstanceOf(MovingFailed.class)
                    .hasMessageContaining("the event store is not empty, it holds 3 events");

            assertThat(told(all(to))).isEqualTo(told(before));
            assertThat(ImportMark.unfinished(to)).isEmpty();
        }
        try (SqliteEventLog whole = store("whole")) {
            MovingEvents.importInto(whole, file);
            assertThatThrownBy(() -> MovingEvents.importInto(whole, file)).hasMessageContaining("is not empty");
        }
    }

    @Test
    void a_file_that_exists_is_not_written_over_and_an_empty_store_is_not_exported() throws IOException {
        Path file = Files.writeString(folder.resolve("precious.jsonl"), "precious");
        try (SqliteEventLog log = store("from")) {
            assertThatThrownBy(() -> MovingEvents.export(log, file)).hasMessageContaining("no event to export");
            fill(log, 3);
            assertThatThrownBy(() -> MovingEvents.export(log, file)).hasMessageContaining("exists already");
            assertThatThrownBy(() -> MovingEvents.export(log, folder.resolve("nowhere/history.jsonl")))
                    .hasMessageContaining("there is no such file or folder");
        }
        assertThat(file).hasContent("precious");
    }

    /** Imports, and tells of each write; {@link #killed} kills it. */
    static final class ImportingUntilKilled {

        private ImportingUntilKilled() {
        }

        public static void main(String[] arguments) {
            try (SqliteEventLog log = SqliteEventLog.open(Path.of(arguments[0]))) {
                MovingEvents.importInto(watched(log, () -> System.out.println("written")), Path.of(arguments[1]));
            }
        }
    }

    /** The log as it is; something happens after each write. */
    private static EventLog watched(EventLog log, Runnable afterWrite) {
        return (EventLog) java.lang.reflect.Proxy.newProxyInstance(EventLog.class.getClassLoader(),
                new Class<?>[] {EventLog.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(log, arguments);
                        if (method.getName().equals("write")) {
                            afterWrite.run();
                        }
                        return result;
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void killed(Path file, String store, int afterWrites) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.command(ImportingUntilKilled.class,
                folder.resolve(store).resolve("events.db").toString(), file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            for (int writes = 0; writes < afterWrites; writes++) {
                assertThat(lines.readLine()).isEqualTo("written");
            }
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
    }

    @Test
    @Timeout(60)
    void an_import_that_is_killed_in_the_middle_leaves_a_store_that_nobody_opens_until_the_same_import_has_gone_on_to_its_end()
            throws Exception {
        Path file = exported(6_000, "history.jsonl.gz");
        Path other = exported(20, "other-history.jsonl");

        // when an import is killed
        killed(file, "to", 2);

        // then the store holds a part of the events, and no event store opens on it
        try (SqliteEventLog half = store("to")) {
            assertThat(half.head()).isBetween(1_999L, 5_998L);
            assertThatThrownBy(() -> OpenStore.on(half)).isInstanceOf(EventLogException.class)
                    .hasMessageContaining("half an import: run import-events again with the same file");
            assertThatThrownBy(() -> MovingEvents.export(half, folder.resolve("half.jsonl")))
                    .hasMessageContaining("half an import");
            assertThatThrownBy(() -> MovingEvents.importInto(half, other))
                    .hasMessageContaining("half an import of another file");
        }

        // when the same import is run again
        try (SqliteEventLog to = store("to"); SqliteEventLog from = store("from-history.jsonl.gz")) {
            MovingEvents.importInto(to, file);

            // then all is there
            assertThat(told(all(to))).isEqualTo(told(all(from))).hasSize(6_000);
        }
        try (OpenStore opened = OpenStore.in(folder.resolve("to"))) {
            assertThat(opened.engine.lastPosition()).isEqualTo(5_999);
        }
    }

    @Test
    void somebody_who_writes_to_the_store_meanwhile_is_noticed_and_the_store_does_not_open() {
        Path file = exported(EVENTS, "history.jsonl");
        NewEvent foreign = new NewEvent(null, "foreign", 0, "foreign", Instant.EPOCH, "foreign", null, new byte[0],
                new byte[0]);
        for (int when : new int[] {1, 3}) {
            try (SqliteEventLog to = store("to-" + when)) {
                int[] writes = {0};
                EventLog shared = watched(to, () -> {
                    if (++writes[0] == when) {
                        to.write(List.of(Append.of(foreign)));
                    }
                });

                assertThatThrownBy(() -> MovingEvents.importInto(shared, file)).isInstanceOf(MovingFailed.class)
                        .hasMessageContaining("somebody else").hasMessageContaining("begin anew with an empty one");

                assertThatThrownBy(() -> OpenStore.on(to)).isInstanceOf(EventLogException.class);
            }
        }
    }

    @Test
    void two_events_that_cannot_both_be_in_a_store_are_refused_by_line_and_the_store_does_not_open() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(exported(1_500, "history.jsonl")));
        lines.set(1_202, lines.get(3).replace("\"position\":2", "\"position\":1201"));
        Path file = sealed(lines);

        try (SqliteEventLog to = store("to")) {
            assertThatThrownBy(() -> MovingEvents.importInto(to, file)).isInstanceOf(MovingFailed.class)
                    .hasMessageContaining("line 1203: the event cannot stand beside the earlier ones");
            assertThatThrownBy(() -> OpenStore.on(to)).isInstanceOf(EventLogException.class);
        }
    }
}
