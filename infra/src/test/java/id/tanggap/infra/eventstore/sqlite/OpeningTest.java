package id.tanggap.infra.eventstore.sqlite;

import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.OpenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpeningTest {

    @TempDir
    Path folder;

    @Test
    void a_second_process_is_refused_with_one_clear_line() throws Exception {
        Path file = folder.resolve("events.db");
        try (OpenStore store = OpenStore.in(folder)) {
            // given a process (this one) that has the file open
            store.append(OpenStore.event("stream", 0));

            // when another one opens it
            Process other = new ProcessBuilder(Jvm.command(OpeningOnce.class, file.toString())).redirectErrorStream(true).start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // then it is told why not, and by whom, and nothing happens to the first
            assertThat(other.waitFor()).isEqualTo(1);
            assertThat(said.lines().filter(line -> !line.contains("DEBUG")).toList()).singleElement().asString()
                    .isEqualTo(file + " is in use by another process (" + ProcessHandle.current().pid()
                            + "); two processes must not share it");
            store.append(OpenStore.event("stream", 1));
        }
        // and when the first has closed it, the other may have it
        Process other = new ProcessBuilder(Jvm.command(OpeningOnce.class, file.toString())).redirectErrorStream(true).start();
        other.getInputStream().readAllBytes();
        assertThat(other.waitFor()).isZero();
    }

    static final class OpeningOnce {

        private OpeningOnce() {
        }

        public static void main(String[] arguments) {
            try (SqliteEventLog log = SqliteEventLog.open(Path.of(arguments[0]))) {
                System.out.println("opened at " + log.head());
            } catch (EventLogException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    @Test
    void the_same_process_cannot_open_it_twice_and_a_failed_attempt_does_not_loosen_the_lock() throws Exception {
        Path file = folder.resolve("events.db");
        try (OpenStore store = OpenStore.in(folder)) {
            store.append(OpenStore.event("stream", 0));
            assertThatThrownBy(() -> SqliteEventLog.open(file))
                    .isInstanceOf(EventLogException.class).hasMessageContaining("is open in this process already");

            Process other = new ProcessBuilder(Jvm.command(OpeningOnce.class, file.toString())).redirectErrorStream(true).start();
            other.getInputStream().readAllBytes();
            assertThat(other.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void a_file_of_a_newer_version_is_left_alone() throws Exception {
        OpenStore.in(folder).close();
        execute("PRAGMA user_version = 4");

        assertThatThrownBy(() -> SqliteEventLog.open(folder.resolve("events.db")))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("newer version of Tanggap (schema 4, this one knows 3)");
    }

    @Test
    void a_file_with_ids_as_text_is_refused_in_clear_words() throws Exception {
        OpenStore.in(folder).close();
        execute("PRAGMA user_version = 2");

        assertThatThrownBy(() -> SqliteEventLog.open(folder.resolve("events.db")))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("stored ids as text").hasMessageContaining("begin with a new data folder");
    }

    @Test
    void a_file_that_is_no_database_is_named_as_such() throws Exception {
        Files.writeString(folder.resolve("events.db"), "these are not the events you are looking for".repeat(100));

        assertThatThrownBy(() -> SqliteEventLog.open(folder.resolve("events.db")))
                .isInstanceOf(EventLogException.class).hasMessageContaining("restore it from a backup");
    }

    @Test
    void the_file_itself_refuses_to_change_delete_or_replace_an_event_and_to_leave_a_gap() throws Exception {
        try (OpenStore store = OpenStore.in(folder)) {
            store.append(OpenStore.event("stream", 0), OpenStore.event("stream", 1));
        }
        // when somebody with an SQL shell tries
        assertThatThrownBy(() -> execute("UPDATE event SET payload = x'00' WHERE position = 0"))
                .isInstanceOf(SQLException.class).hasMessageContaining("events are never changed");
        assertThatThrownBy(() -> execute("DELETE FROM event"))
                .isInstanceOf(SQLException.class).hasMessageContaining("events are never deleted");
        assertThatThrownBy(() -> execute("REPLACE INTO event SELECT * FROM event WHERE position = 1"))
                .isInstanceOf(SQLException.class).hasMessageContaining("is taken");
        assertThatThrownBy(() -> execute("""
                REPLACE INTO event SELECT 2, stream, sequence, 'new id', 0, 0, NULL, 'forged', NULL, payload, metadata
                FROM event WHERE position = 1"""))
                .isInstanceOf(SQLException.class).hasMessageContaining("is taken");
        assertThatThrownBy(() -> execute("""
                INSERT INTO event SELECT 9, 'other', 0, 'new id', 0, 0, NULL, 'gap', NULL, payload, metadata
                FROM event WHERE position = 1"""))
                .isInstanceOf(SQLException.class).hasMessageContaining("only added at the end");

        // then nothing has changed
        try (OpenStore store = OpenStore.in(folder)) {
            assertThat(store.everything()).extracting(event -> event.getPayload().toString())
                    .containsExactly("stream/0", "stream/1");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
             Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
