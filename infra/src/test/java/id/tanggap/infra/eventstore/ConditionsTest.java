package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.command.StreamConditions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A decision may rest on streams that it only read: if one of them moved on, the decision is refused. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.eventstore.TestLog#kinds")
class ConditionsTest {

    @Parameter
    TestLog.Kind kind;

    @TempDir
    Path folder;

    private TestLog place;

    @BeforeEach
    void makePlace() {
        place = kind.fresh(folder);
    }

    @AfterEach
    void leavePlace() {
        if (place != null) {
            place.close();
        }
    }

    @Test
    void a_decision_on_a_stale_read_of_another_stream_is_refused_and_leaves_nothing() {
        try (OpenStore store = OpenStore.on(place.open())) {
            // given a decision that read the office at sequence 0
            store.append(OpenStore.event("office", 0));
            UnitOfWork<?> decision = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("forward"));
            StreamConditions.restOn("office", 0);

            // when the office changes before the decision is appended
            store.append(OpenStore.event("office", 1));

            // then it is refused
            assertThatThrownBy(() -> store.append(OpenStore.event("complaint", 0)))
                    .isInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("[office]").hasMessageContaining("nothing was written");
            decision.rollback();
            assertThat(store.everything()).hasSize(2);
        }
    }

    @Test
    void a_decision_on_a_read_that_still_holds_is_accepted_and_its_positions_are_left_in_the_unit_of_work() {
        try (OpenStore store = OpenStore.on(place.open())) {
            // given
            store.append(OpenStore.event("office", 0));
            UnitOfWork<?> decision = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("forward"));
            StreamConditions.restOn("office", 0);
            StreamConditions.restOn("nobody", -1);

            // when, through the store and the unit of work as a command handler does it
            store.store.publish(OpenStore.event("complaint", 0), OpenStore.event("complaint", 1));
            decision.onCleanup(_ -> { });
            Map<String, Object> resources = decision.resources();
            decision.commit();

            // then
            assertThat(resources).containsEntry(TotalOrderEventStorageEngine.FIRST_POSITION, 1L)
                    .containsEntry(TotalOrderEventStorageEngine.LAST_POSITION, 2L);
        }
    }

    @Test
    void what_was_read_first_counts_if_a_stream_is_read_twice() {
        try (OpenStore store = OpenStore.on(place.open())) {
            store.append(OpenStore.event("office", 0));
            UnitOfWork<?> decision = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("forward"));
            StreamConditions.restOn("office", 0);
            store.append(OpenStore.event("office", 1));
            StreamConditions.restOn("office", 1);

            assertThatThrownBy(() -> store.append(OpenStore.event("complaint", 0)))
                    .isInstanceOf(ConcurrencyException.class);
            decision.rollback();
        }
    }

    @Test
    void a_condition_sees_the_earlier_appends_of_its_own_group() {
        try (EventLog log = place.open()) {
            // given one group: an append, a decision that had not seen it, one that had, and an unrelated one
            List<Outcome> outcomes = log.write(List.of(
                    Append.of(event("office", 0)),
                    new Append(List.of(event("late", 0)), Map.of("office", -1L)),
                    new Append(List.of(event("informed", 0)), Map.of("office", 0L)),
                    Append.of(event("unrelated", 0))));

            // then the refused one takes no position from the others
            assertThat(outcomes).containsExactly(
                    new Outcome.Accepted(0),
                    new Outcome.StaleRead("office", -1, 0),
                    new Outcome.Accepted(1),
                    new Outcome.Accepted(2));
            assertThat(log.readFrom(-1, 10)).extracting(StoredEvent::stream)
                    .containsExactly("office", "informed", "unrelated");
        }
    }

    @Test
    void a_conflict_within_a_group_fails_only_the_append_that_caused_it() {
        try (EventLog log = place.open()) {
            NewEvent first = event("complaint", 0);
            List<Outcome> outcomes = log.write(List.of(
                    Append.of(first),
                    Append.of(event("other", 0), event("complaint", 0), event("third", 0)),
                    Append.of(new NewEvent("Complaint", "fourth", 0, first.eventId(), Instant.EPOCH, "n", null, new byte[0], new byte[0])),
                    Append.of(event("other", 0))));

            assertThat(outcomes.get(0)).isEqualTo(new Outcome.Accepted(0));
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Conflict.class, c -> assertThat(c.event()).isEqualTo(1));
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Conflict.class);
            assertThat(outcomes.get(3)).isEqualTo(new Outcome.Accepted(1));
            assertThat(log.head()).isEqualTo(1);
        }
    }

    private static NewEvent event(String stream, long sequence) {
        return new NewEvent("Complaint", stream, sequence, stream + "-" + sequence + "-" + System.nanoTime(), Instant.now(),
                "complaint.submitted", "1", "{}".getBytes(), "{}".getBytes());
    }
}
