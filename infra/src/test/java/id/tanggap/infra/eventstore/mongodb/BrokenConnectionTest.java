package id.tanggap.infra.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.ConnectionString;
import id.tanggap.infra.eventstore.Append;
import id.tanggap.infra.eventstore.EventLogException;
import id.tanggap.infra.eventstore.NewEvent;
import id.tanggap.infra.eventstore.Outcome;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.UnansweredWriteException;
import id.tanggap.infra.eventstore.mongodb.Cable.Fault;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a write when nobody answers it: it is found out, never guessed. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
@Timeout(60)
class BrokenConnectionTest {

    @Parameter
    TestMongo server;

    private TestDatabases databases;
    private Cable cable;
    private MongoDatabases behindTheCable;
    private MongoEventLog log;
    private MongoEventLog other;

    @BeforeEach
    void open() {
        databases = server.fresh();
        assumeThat(new ConnectionString(databases.uri()).getHosts()).as("one server, behind one cable").hasSize(1);
        other = MongoEventLog.open(databases.connected());
        cable = new Cable(databases.uri());
        behindTheCable = MongoDatabases.at(cable.uri(databases.uri()));
        log = MongoEventLog.open(behindTheCable, Duration.ofSeconds(3));
        log.write(List.of(append("before")));
    }

    @AfterEach
    void close() throws IOException {
        if (cable != null) {
            behindTheCable.close();
            cable.close();
        }
        if (databases != null) {
            databases.close();
        }
    }

    @Test
    void a_write_whose_answer_is_lost_is_found_and_counts_once() {
        cable.plan(Fault.ANSWER_LOST);

        assertThat(log.write(List.of(append("a"), append("b")))).containsExactly(new Outcome.Accepted(1), new Outcome.Accepted(2));

        assertThat(streams()).containsExactly("before", "a", "b");
        assertThat(log.write(List.of(append("c")))).containsExactly(new Outcome.Accepted(3));
    }

    @Test
    void a_write_that_never_arrived_is_repeated() {
        cable.plan(Fault.REQUEST_LOST);
        cable.plan(Fault.REQUEST_LOST);

        assertThat(log.write(List.of(append("a")))).containsExactly(new Outcome.Accepted(1));

        assertThat(streams()).containsExactly("before", "a");
        assertThat(cable.inserts()).isEqualTo(4);
    }

    @Test
    void a_write_whose_answer_is_lost_is_found_although_others_have_written_since() {
        cable.plan(Fault.ANSWER_LOST, () -> other.write(List.of(append("others"))));

        assertThat(log.write(List.of(append("a")))).containsExactly(new Outcome.Accepted(1));

        assertThat(streams()).containsExactly("before", "a", "others");
        assertThat(log.write(List.of(append("c")))).containsExactly(new Outcome.Accepted(3));
    }

    @Test
    void a_write_that_never_arrived_comes_after_what_others_have_written_since_and_is_judged_anew() {
        cable.plan(Fault.REQUEST_LOST, () -> other.write(List.of(append("others"))));

        assertThat(log.write(List.of(append("a"), append("others"), new Append(List.of(event("c")), Map.of("others", -1L)))))
                .satisfies(outcomes -> {
                    assertThat(outcomes.get(0)).isEqualTo(new Outcome.Accepted(2));
                    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Conflict.class);
                    assertThat(outcomes.get(2)).isEqualTo(new Outcome.StaleRead("others", -1, 0));
                });
        assertThat(streams()).containsExactly("before", "others", "a");
    }

    @Test
    void a_request_that_arrives_after_its_write_was_repeated_changes_nothing() throws Exception {
        cable.plan(Fault.REQUEST_LATE);
        assertThat(log.write(List.of(append("a")))).containsExactly(new Outcome.Accepted(1));
        assertThat(log.write(List.of(append("b")))).containsExactly(new Outcome.Accepted(2));

        cable.deliver();

        assertThat(streams()).containsExactly("before", "a", "b");
    }

    @Test
    void a_request_that_arrives_after_another_took_its_place_changes_nothing() throws Exception {
        cable.plan(Fault.REQUEST_LATE, () -> other.write(List.of(append("others"))));
        assertThat(log.write(List.of(append("a")))).containsExactly(new Outcome.Accepted(2));

        cable.deliver();

        assertThat(streams()).containsExactly("before", "others", "a");
    }

    @Test
    void a_group_that_was_in_part_refused_and_whose_answer_was_lost_has_the_outcomes_of_what_is_there() {
        cable.plan(Fault.ANSWER_LOST);
        Append doubled = new Append(List.of(event("a")), Map.of());

        List<Outcome> outcomes = log.write(List.of(append("a"), doubled, append("b")));

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Accepted(1));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Conflict.class);
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Accepted(2));
        assertThat(streams()).containsExactly("before", "a", "b");
    }

    @Test
    void if_nobody_answers_for_long_it_is_said_that_nothing_is_known_and_the_next_write_begins_with_what_is_there() {
        // given a write that is done, and a server that is not heard of again
        cable.plan(Fault.ANSWER_LOST, cable::cut);

        assertThatThrownBy(() -> log.write(List.of(append("a")))).isInstanceOf(UnansweredWriteException.class)
                .hasMessageEndingWith("; it is not known whether anything was written");

        // when it is back
        cable.mend();

        // then what was written is there, and a repetition is told so
        assertThat(log.write(List.of(append("a"), append("b")))).satisfies(outcomes -> {
            assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Conflict.class);
            assertThat(outcomes.getLast()).isEqualTo(new Outcome.Accepted(2));
        });
        assertThat(streams()).containsExactly("before", "a", "b");
    }

    @Test
    void if_no_server_was_ever_asked_it_is_said_that_nothing_was_written() {
        // given a client whose connections are all gone, which it has noticed
        cable.cut();
        assertThatThrownBy(() -> log.head()).isInstanceOf(EventLogException.class);

        assertThatThrownBy(() -> log.write(List.of(append("a")))).isExactlyInstanceOf(EventLogException.class)
                .hasMessage("no primary of the MongoDB server answers; nothing was written");

        cable.mend();
        assertThat(log.write(List.of(append("a")))).containsExactly(new Outcome.Accepted(1));
    }

    private List<String> streams() {
        return other.readFrom(-1, 100).stream().map(StoredEvent::stream).toList();
    }

    private static Append append(String stream) {
        return Append.of(event(stream));
    }

    private static NewEvent event(String stream) {
        return new NewEvent("Complaint", stream, 0, "id-" + stream + "-" + System.nanoTime(), Instant.EPOCH, "name", null,
                new byte[0], new byte[0]);
    }
}
