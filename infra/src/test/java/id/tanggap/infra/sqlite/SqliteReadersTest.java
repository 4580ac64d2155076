package id.tanggap.infra.sqlite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class SqliteReadersTest {

    private static final SqlFunction<Statements, Integer> COUNT = statements -> {
        try (ResultSet row = statements.prepare("SELECT count(*) FROM fact").executeQuery()) {
            return row.getInt(1);
        }
    };

    @TempDir
    Path folder;

    private Connection writer;
    private SqliteReaders readers;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("facts.db");
        writer = DriverManager.getConnection("jdbc:sqlite:" + file);
        write("PRAGMA journal_mode = WAL");
        write("CREATE TABLE fact (id INTEGER PRIMARY KEY)");
        readers = new SqliteReaders(file, 2, 1024);
    }

    @AfterEach
    void close() throws SQLException {
        readers.close();
        writer.close();
    }

    @Test
    void a_read_sees_what_was_committed_before_it() throws SQLException {
        for (int i = 1; i <= 100; i++) {
            write("INSERT INTO fact VALUES (" + i + ")");
            assertThat(readers.call(COUNT)).isEqualTo(i);
        }
    }

    @Test
    void readers_cannot_write() {
        assertThatThrownBy(() -> readers.call(statements -> statements.prepare("DELETE FROM fact").executeUpdate()))
                .isInstanceOf(SQLException.class).hasMessageContaining("readonly");
    }

    @Test
    void statements_are_prepared_once_per_connection_and_forgotten_when_there_are_too_many() throws SQLException {
        PreparedStatement first = readers.call(statements -> {
            PreparedStatement prepared = statements.prepare("SELECT 0");
            assertThat(statements.prepare("SELECT 0")).isSameAs(prepared);
            for (int i = 1; i <= 100; i++) {
                statements.prepare("SELECT " + i);
            }
            assertThat(statements.prepare("SELECT 0")).isNotSameAs(prepared);
            return prepared;
        });
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void an_event_loop_is_not_allowed_to_wait_but_may_take_the_future() throws SQLException {
        write("INSERT INTO fact VALUES (1)");
        assertThatThrownBy(() -> Mono.fromCallable(() -> readers.call(COUNT)).subscribeOn(Schedulers.parallel()).block())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("use submit");
        assertThat(Mono.defer(() -> Mono.fromFuture(readers.submit(COUNT))).subscribeOn(Schedulers.parallel()).block())
                .isEqualTo(1);
    }

    @Test
    void a_reader_that_waits_for_a_reader_is_told_instead_of_waiting_for_ever() {
        assertThatThrownBy(() -> readers.call(_ -> readers.call(COUNT))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_caller_that_was_interrupted_gets_its_answer_and_keeps_its_flag() throws SQLException {
        Thread.currentThread().interrupt();
        assertThat(readers.call(COUNT)).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_answers_what_was_asked_and_refuses_what_comes_later() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        var asked = readers.submit(statements -> {
            reading.countDown();
            return COUNT.apply(statements);
        });
        reading.await();
        readers.close();

        assertThat(asked.join()).isZero();
        assertThatThrownBy(() -> readers.submit(COUNT).join()).isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the database is closed");
    }

    private void write(String sql) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
        }
    }
}
