package id.tanggap.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.access.sqlite.SqliteAccessRows;
import id.tanggap.kernel.Refusal;
import id.tanggap.query.access.AccessRule;
import id.tanggap.query.access.Integrity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteAccessRecordTest extends AccessRecordContract {

    @TempDir
    Path folder;

    @Override
    AccessRows rows(Clock clock) {
        return SqliteAccessRows.open(folder.resolve("access.db"), clock);
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
    void a_second_process_is_refused() {
        assertThatThrownBy(() -> opened(Clock.fixed(NOW, ZoneOffset.UTC))).hasMessageContaining("open in this process already");
    }
}
