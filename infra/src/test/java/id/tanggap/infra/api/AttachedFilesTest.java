package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.Operator;
import id.tanggap.infra.attachments.FakeClamd;
import id.tanggap.infra.attachments.Photos;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** What becomes of attached files over time: they are looked through, kept, erased; on a platform of its own each. */
class AttachedFilesTest {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static Answer attach(Platform platform, Case complaint, Who who, byte[] file) {
        return platform.http().send(HttpMethod.POST, complaint.path() + "/attachments", who, "application/octet-stream", file);
    }

    private static Answer file(Platform platform, String complaint, int number, Who who) {
        return platform.http().get("/api/v1/complaints/" + complaint + "/attachments/" + number, who.havingSeen(platform.head()));
    }

    private static String state(Platform platform, Case complaint, int number) {
        return platform.http().get(complaint.path(), Who.COORDINATOR.havingSeen(platform.head())).is(200)
                .at("/content/attachments/" + (number - 1) + "/state");
    }

    private List<Path> files(Path of) throws IOException {
        try (var files = Files.walk(of)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean says(Path file, String word) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (NoSuchFileException _) {
            return false; // the search index has thrown it away meanwhile
        }
    }

    @Test
    void a_document_is_given_out_once_a_scanner_found_nothing_and_a_harmful_one_never_is_and_its_file_goes() throws IOException {
        try (FakeClamd clamd = FakeClamd.start();
                Platform platform = Platform.start(folder, "--tanggap.scanner=" + clamd.setting())) {
            Case complaint = platform.anonymous();
            byte[] good = Photos.pdf("baik");

            attach(platform, complaint, complaint.reporter(), good).is(201);
            attach(platform, complaint, complaint.reporter(), Photos.pdf(FakeClamd.HARMFUL)).is(201);

            await().untilAsserted(() -> assertThat(state(platform, complaint, 1)).isEqualTo("AVAILABLE"));
            Answer given = file(platform, complaint.id, 1, complaint.reporter()).is(200);
            assertThat(given.bytes()).isEqualTo(good);
            assertThat(given.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(given.header("Content-Disposition")).isEqualTo("attachment; filename=\"lampiran-1.pdf\"");
            await().untilAsserted(() -> assertThat(state(platform, complaint, 2)).isEqualTo("REJECTED"));
            file(platform, complaint.id, 2, complaint.reporter()).isRefused(409, "HARMFUL");
            file(platform, complaint.id, 2, Who.INSPECTOR).isRefused(409, "HARMFUL");
            await().untilAsserted(() -> assertThat(files(folder.resolve("attachments/kept"))).hasSize(1));
            assertThat(platform.http().get("/api/v1/audit/events?complaint=" + complaint.id,
                    Who.INSPECTOR.havingSeen(platform.head())).is(200).text()).contains("Eicar-Signature");
        }
    }

    @Test
    void a_document_stays_in_quarantine_until_there_is_a_scanner_whatever_happens_in_between() throws IOException {
        Case complaint;
        try (Platform platform = Platform.start(folder)) {
            complaint = platform.anonymous();
            attach(platform, complaint, complaint.reporter(), Photos.pdf("baik")).is(201);
            assertThat(state(platform, complaint, 1)).isEqualTo("QUARANTINED");
            for (Who who : List.of(complaint.reporter(), Who.COORDINATOR, Who.INSPECTOR)) {
                file(platform, complaint.id, 1, who).isRefused(409, "QUARANTINED");
            }
            // more happens, and the files are followed up to there
            attach(platform, complaint, complaint.reporter(), Photos.png(9, 9)).is(201);
            await().until(() -> files(folder.resolve("attachments/arrived")).isEmpty());
        }
        String nobody = "clamd://127.0.0.1:1";
        try (Platform platform = Platform.start(folder, "--tanggap.scanner=" + nobody)) {
            await().untilAsserted(() -> assertThat(scanner(platform)).isEqualTo("does not answer"));
            file(platform, complaint.id, 1, complaint.reporter()).isRefused(409, "QUARANTINED");
        }
        try (FakeClamd clamd = FakeClamd.start();
                Platform platform = Platform.start(folder, "--tanggap.scanner=" + clamd.setting())) {
            await().untilAsserted(() -> file(platform, complaint.id, 1, complaint.reporter()).is(200));
            file(platform, complaint.id, 2, complaint.reporter()).is(200);
            assertThat(scanner(platform)).isEqualTo("answers");
        }
    }

    private static String scanner(Platform platform) {
        JsonNode said = platform.http().get("/actuator/health", Who.PUBLIC).json().at("/components/attachments");
        assertThat(said.at("/status").asString())
                .isEqualTo(said.at("/details/scanner").asString().equals("does not answer") ? "DEGRADED" : "UP");
        return said.at("/details/scanner").asString();
    }

    @Test
    void who_runs_the_platform_without_a_scanner_says_so_and_it_is_in_the_history() {
        try (Platform platform = Platform.start(folder, "--tanggap.scanner=none")) {
            Case complaint = platform.anonymous();
            attach(platform, complaint, complaint.reporter(), Photos.pdf("baik")).is(201);

            await().untilAsserted(() -> file(platform, complaint.id, 1, complaint.reporter()).is(200));

            assertThat(platform.http().get("/api/v1/audit/events?complaint=" + complaint.id,
                    Who.INSPECTOR.havingSeen(platform.head())).is(200).text()).contains("UNSCANNED");
        }
    }

    private Case erased(Platform platform, Case complaint) {
        complaint.seen().asks(complaint.reporter(), "/withdrawal").is(201);
        complaint.asks(complaint.reporter(), "/erasure").is(201);
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT").is(201);
        return complaint;
    }

    @Test
    void nothing_of_a_file_is_readable_on_the_disk_or_in_the_log_and_an_erasure_deletes_it_within_a_minute() throws IOException {
        String word = Platform.word("kenari");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Platform platform = Platform.start(folder, "--debug=true", "--tanggap.scanner=none")) {
            // given
            Case complaint = platform.anonymous();
            Case other = platform.anonymous();
            attach(platform, complaint, complaint.reporter(), Photos.jpeg(200, 200, 1, word)).is(201);
            new Upload().field("description", word).file(word + ".pdf", Photos.pdf(word))
                    .to(platform, complaint.path() + "/attachments", complaint.reporter()).is(201);
            attach(platform, other, other.reporter(), Photos.pdf(word)).is(201);
            attach(platform, other, other.reporter(), (word + " is no picture").getBytes(StandardCharsets.US_ASCII)).is(422);
            await().untilAsserted(() -> assertThat(file(platform, complaint.id, 2, Who.COORDINATOR).is(200).text()).contains(word));
            await().until(() -> files(folder.resolve("attachments/kept")).size() == 3);

            // then
            List<Path> readable = new ArrayList<>();
            for (Path file : files(folder)) {
                if (says(file, word)) {
                    readable.add(file);
                }
            }
            assertThat(readable).isEmpty();
            assertThat(files(folder.resolve("attachments-arriving"))).isEmpty();
            assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(word);

            // when
            erased(platform, complaint);

            // then
            await().atMost(A_MINUTE).until(() -> files(folder.resolve("attachments/kept")).size() == 1);
            file(platform, complaint.id, 1, Who.INSPECTOR).isRefused(404, "ATTACHMENT_NOT_FOUND");
            assertThat(state(platform, complaint, 1)).isEqualTo("ERASED");
            attach(platform, complaint, Who.INSPECTOR, Photos.png(9, 9)).isRefused(409, "DATA_ERASED");
            file(platform, other.id, 1, other.reporter()).is(200);
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void a_copy_of_an_erased_file_opens_no_more_and_one_that_was_changed_never_does() throws IOException {
        try (Platform platform = Platform.start(folder)) {
            Case complaint = platform.anonymous();
            attach(platform, complaint, complaint.reporter(), Photos.jpeg(300, 300, 1, "x")).is(201);
            await().until(() -> files(folder.resolve("attachments/kept")).size() == 1);
            Path stored = files(folder.resolve("attachments/kept")).getFirst();
            byte[] copy = Files.readAllBytes(stored);

            // given somebody changed a byte of it
            byte[] changed = copy.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(stored, changed);
            assertThat(file(platform, complaint.id, 1, complaint.reporter()).status()).isEqualTo(500);
            Files.write(stored, copy);
            file(platform, complaint.id, 1, complaint.reporter()).is(200);

            // when it was erased, and a backup brought it back
            erased(platform, complaint);
            await().until(() -> Files.notExists(stored));
            Files.createDirectories(stored.getParent());
            Files.write(stored, copy);

            file(platform, complaint.id, 1, Who.INSPECTOR).is(404);
        }
    }

    @Test
    void on_mongodb_a_file_that_one_node_took_in_is_given_out_by_another_and_erased_for_all() {
        try (TestDatabases databases = TestMongo.IN_PROCESS.fresh()) {
            String[] settings = {"--tanggap.storage=mongodb", "--spring.mongodb.uri=" + databases.uri(),
                "--tanggap.keys.kek=" + "ab".repeat(32), "--tanggap.scanner=none"};
            String word = Platform.word("kenari");
            Case complaint;
            try (Platform one = Platform.start(folder.resolve("one"), settings)) {
                complaint = one.anonymous();
                attach(one, complaint, complaint.reporter(), Photos.pdf(word)).is(201);
                attach(one, complaint, complaint.reporter(), Photos.jpeg(900, 900, 1, word)).is(201);
            }
            try (Platform other = Platform.start(folder.resolve("other"), settings)) {
                Case there = Case.of(other, complaint.id, complaint.secret);
                await().untilAsserted(() -> assertThat(file(other, there.id, 1, there.reporter()).is(200).text()).contains(word));
                file(other, there.id, 2, there.reporter()).is(200);
                MongoDatabases stored = databases.connected();
                for (Document piece : stored.blocking(Database.ATTACHMENTS).getCollection("attachment.chunks").find()) {
                    assertThat(new String(piece.get("data", Binary.class).getData(), StandardCharsets.ISO_8859_1))
                            .doesNotContain(word);
                }

                erased(other, there);

                await().atMost(A_MINUTE).until(() -> stored.blocking(Database.ATTACHMENTS).getCollection("attachment.chunks")
                        .countDocuments() == 0);
            }
        }
    }

    @Test
    void attached_files_move_to_another_kind_of_store_with_the_events_and_the_keys() throws IOException {
        Path moving = Files.createDirectories(folder.resolve("moving"));
        Path old = folder.resolve("old");
        byte[] photo;
        Case complaint;
        try (Platform platform = Platform.start(old)) {
            complaint = platform.anonymous();
            attach(platform, complaint, complaint.reporter(), Photos.jpeg(500, 300, 1, "x")).is(201);
            attach(platform, complaint, complaint.reporter(), Photos.pdf("baik")).is(201);
            photo = file(platform, complaint.id, 1, complaint.reporter()).is(200).bytes();
            await().until(() -> files(old.resolve("attachments/arrived")).isEmpty());
        }
        try (TestDatabases databases = TestMongo.IN_PROCESS.fresh()) {
            // when everything is exported, and imported into a store on MongoDB
            String[] onMongo = {"--tanggap.storage=mongodb", "--spring.mongodb.uri=" + databases.uri(),
                "--tanggap.data=" + folder.resolve("new"), "--tanggap.keys.file=" + old.resolve("kek.key")};
            String data = "--tanggap.data=" + old;
            Operator.does("export", "--to=" + moving.resolve("events.jsonl"), data);
            Operator.does("export-keys", "--to=" + moving.resolve("keys.jsonl"), data);
            assertThat(Operator.does("export-attachments", "--to=" + moving.resolve("files"), data)).contains("Exported 2 ");
            assertThat(Operator.fails("export-attachments", "--to=" + moving.resolve("files"), data)).contains("name an empty folder");
            for (String[] command : new String[][] {{"import-events", "--from=" + moving.resolve("events.jsonl")},
                {"import-keys", "--from=" + moving.resolve("keys.jsonl")},
                {"import-attachments", "--from=" + moving.resolve("files")}}) {
                Operator.does(java.util.stream.Stream.concat(java.util.stream.Stream.of(command),
                        java.util.stream.Stream.of(onMongo)).toArray(String[]::new));
            }

            // then a platform there has them, goes on with what waited, and erases them
            try (Platform platform = Platform.start(folder.resolve("new"), java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(onMongo), java.util.stream.Stream.of("--tanggap.scanner=none"))
                    .filter(setting -> !setting.startsWith("--tanggap.data=")).toArray(String[]::new))) {
                Case there = Case.of(platform, complaint.id, complaint.secret);
                assertThat(file(platform, there.id, 1, there.reporter()).is(200).bytes()).isEqualTo(photo);
                await().untilAsserted(() -> file(platform, there.id, 2, there.reporter()).is(200));
                erased(platform, there);
                await().atMost(A_MINUTE).until(() -> databases.connected().blocking(Database.ATTACHMENTS)
                        .getCollection("attachment.files").countDocuments() == 0);
            }
        }
    }
}
