package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.Operator;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.ImportMark;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A platform moves to another store, as an operator moves it. */
class MovingTest {

    @TempDir
    Path folder;

    private final List<String> reporters = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> offices = new ArrayList<>();

    private Path in(String name) {
        return folder.resolve(name);
    }

    /** Two offices with complaints in many states; one reporter asked to be forgotten and was. */
    private void live(Platform platform) {
        for (int i = 0; i < 2; i++) {
            Office office = platform.office();
            offices.add(office.id);
            remember(platform.open());
            remember(platform.anonymous().forwardedTo(office));
            remember(platform.open().forwardedTo(office).answeredBy(office));
            remember(platform.open().forwardedTo(office).answeredBy(office).accepted());
            remember(platform.open().returned());
        }
        Case forgotten = platform.open();
        remember(forgotten);
        forgotten.asks(Who.COORDINATOR, "/verification", "decision", "REJECT", "reason", "Bukan pengaduan.").is(201);
        forgotten.asks(forgotten.reporter(), "/erasure", "reason", "Lupakan saya.").is(201);
        forgotten.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(201);
        seen(platform, forgotten.id, forgotten.secret);
    }

    private void remember(Case complaint) {
        complaints.add(complaint.id);
        reporters.add(complaint.secret);
    }

    private static String seen(Platform platform, String complaint, String secret) {
        return platform.http().get("/api/v1/complaints/" + complaint, Who.reporter(secret).havingSeen(platform.head())).text();
    }

    /** What people read: every complaint as its reporter sees it, every timeline, every scorecard, every event. */
    private List<String> everythingRead(Platform platform) {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < complaints.size(); i++) {
            Who reporter = Who.reporter(reporters.get(i)).havingSeen(platform.head());
            read.add(seen(platform, complaints.get(i), reporters.get(i)));
            read.add(platform.http().get("/api/v1/complaints/" + complaints.get(i) + "/timeline", reporter).text());
        }
        for (String office : offices) {
            read.add(platform.http().get("/api/v1/offices/" + office + "/scorecard?from=2020-01-01&to=2049-12-31",
                    Who.INSPECTOR).is(200).text());
        }
        read.add(platform.http().get("/api/v1/transparency?from=2020-01-01&to=2049-12-31", Who.PUBLIC).is(200).text());
        return read;
    }

    @Test
    void a_platform_whose_events_and_keys_were_moved_shows_everybody_what_they_saw_before_and_goes_on() throws IOException {
        // given a platform with some history
        List<String> before;
        long head;
        try (Platform platform = Platform.start(in("old"))) {
            live(platform);
            before = everythingRead(platform);
            head = platform.head();
        }

        // when its events and, apart, its keys are moved
        String exported = Operator.does("export", "--to=" + in("history.jsonl.gz"), "--tanggap.data=" + in("old"));
        assertThat(exported).contains("Exported " + (head + 1) + " events to ");
        assertThat(Operator.does("import-events", "--from=" + in("history.jsonl.gz"), "--tanggap.data=" + in("new")))
                .contains("Imported " + (head + 1) + " events from ", "read them back");
        assertThat(Operator.does("export-keys", "--to=" + in("keys.jsonl"), "--tanggap.data=" + in("old")))
                .contains("They are opened by the key-encryption keys [");
        assertThat(Operator.fails("import-keys", "--from=" + in("keys.jsonl"), "--tanggap.data=" + in("new")))
                .contains("there is no key-encryption key here").hasLineCount(1);
        Files.copy(in("old").resolve("kek.key"), in("new").resolve("kek.key"));
        assertThat(Operator.does("import-keys", "--from=" + in("keys.jsonl"), "--tanggap.data=" + in("new")))
                .contains("Imported the wrapped keys and tombstones of ");

        // then people read what they read before
        try (Platform platform = Platform.start(in("new"))) {
            assertThat(everythingRead(platform)).isEqualTo(before);
            assertThat(platform.head()).isEqualTo(head);
            // and it goes on
            platform.open().forwardedTo(platform.office());
        }
        // and the same events make the same file
        try (SqliteEventLog log = SqliteEventLog.open(in("old").resolve("events.db"))) {
            id.tanggap.infra.eventstore.MovingEvents.export(log, in("again.jsonl.gz"));
        }
        assertThat(in("again.jsonl.gz")).hasSameBinaryContentAs(in("history.jsonl.gz"));
    }

    @Test
    void a_platform_moves_to_mongodb_and_back_and_every_event_is_the_same_to_the_byte_and_every_scorecard_to_the_letter()
            throws IOException {
        try (TestDatabases databases = TestMongo.IN_PROCESS.fresh()) {
            // given a platform on SQLite with some history
            String kek = "--tanggap.keys.kek=" + "cd".repeat(32);
            String[] mongodb = {"--tanggap.storage=mongodb", "--spring.mongodb.uri=" + databases.uri(), kek};
            List<String> before;
            long head;
            try (Platform platform = Platform.start(in("old"), kek)) {
                live(platform);
                before = everythingRead(platform);
                head = platform.head();
            }

            // when it moves to MongoDB
            move(in("old"), new String[] {kek}, "there", in("node"), mongodb);

            // then people read there what they read before
            try (Platform platform = Platform.start(in("node"), mongodb)) {
                assertThat(everythingRead(platform)).isEqualTo(before);
                assertThat(platform.head()).isEqualTo(head);
            }
            // and after it moved back, and the same events make the same file
            move(in("node"), mongodb, "back", in("back"), new String[] {kek});
            assertThat(in("back-events.jsonl")).hasSameBinaryContentAs(in("there-events.jsonl"));
            try (Platform platform = Platform.start(in("back"), kek)) {
                assertThat(everythingRead(platform)).isEqualTo(before);
                assertThat(platform.head()).isEqualTo(head);
            }
        }
    }

    private void move(Path from, String[] its, String name, Path to, String[] ours) {
        for (String what : List.of("events", "keys")) {
            Path file = in(name + "-" + what + ".jsonl");
            Operator.does(command(what.equals("events") ? "export" : "export-keys", "--to=" + file, from, its));
            Operator.does(command("import-" + what, "--from=" + file, to, ours));
        }
    }

    private static String[] command(String name, String file, Path data, String[] settings) {
        return Stream.concat(Stream.of(name, file, "--tanggap.data=" + data), Stream.of(settings)).toArray(String[]::new);
    }

    @Test
    void a_keys_file_from_before_an_erasure_brings_nobody_back() throws IOException {
        // given keys that were exported before somebody was erased
        String id;
        String secret;
        try (Platform platform = Platform.start(in("old"))) {
            Case complaint = platform.open();
            id = complaint.id;
            secret = complaint.secret;
            complaint.asks(Who.COORDINATOR, "/verification", "decision", "REJECT", "reason", "Bukan pengaduan.").is(201);
        }
        Operator.does("export-keys", "--to=" + in("keys.jsonl"), "--tanggap.data=" + in("old"));
        try (Platform platform = Platform.start(in("old"))) {
            Case.of(platform, id, secret).asks(Who.reporter(secret), "/erasure", "reason", "Lupakan saya.").is(201);
            Case.of(platform, id, secret).asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround",
                    "REQUESTED_BY_SUBJECT").is(201);
        }
        Operator.does("export", "--to=" + in("history.jsonl"), "--tanggap.data=" + in("old"));

        // when that file is imported beside the events that tell of the erasure
        Operator.does("import-events", "--from=" + in("history.jsonl"), "--tanggap.data=" + in("new"));
        Files.copy(in("old").resolve("kek.key"), in("new").resolve("kek.key"));
        Operator.does("import-keys", "--from=" + in("keys.jsonl"), "--tanggap.data=" + in("new"));

        // then the key goes again
        try (Platform platform = Platform.start(in("new"))) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                    platform.bean(id.tanggap.infra.keys.People.class).erasedUpTo()).isGreaterThanOrEqualTo(0));
            assertThat(seen(platform, id, secret)).doesNotContain("Lampu jalan padam");
        }
    }

    @Test
    void accounts_follow_the_events_but_nobody_can_sign_in_until_a_new_first_administrator_lets_them_choose_passwords() {
        try (Platform platform = Platform.startForReal(in("old"))) {
            Browser.administrator(platform).opens("kris", "COORDINATOR", null);
        }
        Operator.does("export", "--to=" + in("history.jsonl"), "--tanggap.data=" + in("old"));
        Operator.does("import-events", "--from=" + in("history.jsonl"), "--tanggap.data=" + in("new"));

        try (Platform platform = Platform.startForReal(in("new"))) {
            assertThat(new Browser(platform).signsIn("kris", Browser.PASSWORD).status()).isEqualTo(401);
            platform.http().post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token",
                    FirstToken.of(platform).orElseThrow(), "account", "adi-2", "name", "Adi", "password", Browser.PASSWORD))
                    .is(201);
            Browser administrator = Browser.signedIn(platform, "adi-2", Browser.PASSWORD);
            String token = administrator.asks("kris", "/password-reset").is(201).at("/passwordToken");
            platform.http().post("/api/v1/password", Who.PUBLIC, Http.body("account", "kris", "token", token, "password",
                    Browser.PASSWORD)).is(204);
            Browser.signedIn(platform, "kris", Browser.PASSWORD);
        }
    }

    @Test
    void between_two_folders_passwords_come_along_with_the_accounts_file() throws IOException {
        try (Platform platform = Platform.startForReal(in("old"))) {
            Browser.administrator(platform).opens("kris", "COORDINATOR", null);
        }
        Operator.does("export", "--to=" + in("history.jsonl"), "--tanggap.data=" + in("old"));
        Operator.does("import-events", "--from=" + in("history.jsonl"), "--tanggap.data=" + in("new"));
        Files.copy(in("old").resolve("accounts.db"), in("new").resolve("accounts.db"));

        try (Platform platform = Platform.startForReal(in("new"))) {
            Browser.signedIn(platform, "kris", Browser.PASSWORD);
            Browser.signedIn(platform, "adi", Browser.PASSWORD);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_platform_does_not_start_on_half_an_import_and_says_so_in_plain_words(CapturedOutput output) {
        try (SqliteEventLog log = SqliteEventLog.open(in("half").resolve("events.db"))) {
            ImportMark.begin(log, "0".repeat(64));
        }

        assertThatThrownBy(() -> Platform.start(in("half"))).rootCause().isInstanceOf(EventLogException.class);

        assertThat(output).contains("The event store cannot be opened: the event store holds half an import: run import-events "
                + "again with the same file").doesNotContain("\tat ");
    }

    @Test
    void a_command_that_nobody_knows_or_that_lacks_its_file_starts_nothing() {
        for (String[] asked : List.of(new String[] {"exprot", "--to=x"}, new String[] {"export"},
                new String[] {"export", "--from=x"}, new String[] {"export", "import-events", "--to=x"})) {
            assertThat(Operator.fails(asked)).startsWith("There is no command").contains("export --to=FILE").hasLineCount(1);
        }
        assertThat(Operator.fails("export", "--to=" + in("x"), "--tanggap.data=" + in("nowhere")))
                .contains("there is no events.db in ").hasLineCount(1);
        assertThat(in("nowhere")).doesNotExist();
    }

    @Test
    void a_store_that_is_in_use_is_not_exported() {
        try (Platform _ = Platform.start(in("old"))) {
            assertThat(Operator.fails("export", "--to=" + in("x"), "--tanggap.data=" + in("old")))
                    .contains("is open in this process already").hasLineCount(1);
        }
    }
}
