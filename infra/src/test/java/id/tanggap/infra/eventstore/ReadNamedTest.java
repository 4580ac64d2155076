package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows a few kinds of events finds all of them, and does not read through what this node knows to be others. */
class ReadNamedTest {

    private static final Set<String> NUMBERS = Set.of(Integer.class.getName());

    @TempDir
    Path folder;

    @Test
    void nothing_is_read_as_long_as_this_node_has_written_nothing_of_that_name() {
        WatchedLog log = new WatchedLog(SqliteEventLog.open(folder.resolve("events.db")));
        try (OpenStore store = OpenStore.on(log)) {
            // given
            store.append(OpenStore.event("text", 0), OpenStore.event("text", 1));
            store.append(OpenStore.event("text", 2));
            int before = log.reads();

            // then
            assertThat(store.engine.readNamed(NUMBERS, -1, 2)).isEmpty();
            assertThat(log.reads()).isEqualTo(before);
        }
    }

    @Test
    void what_was_there_before_this_node_began_is_read() {
        try (OpenStore store = OpenStore.in(folder)) {
            store.append(number("one", 0));
        }
        try (OpenStore store = OpenStore.in(folder)) {
            store.append(OpenStore.event("text", 0));

            assertThat(store.engine.readNamed(NUMBERS, -1, 1)).hasSize(1);
            assertThat(store.engine.readNamed(NUMBERS, 0, 1)).isEmpty();
        }
    }

    @Test
    void every_event_of_that_name_is_found_wherever_a_reader_stands() {
        try (OpenStore store = OpenStore.in(folder)) {
            Random chance = new Random(20261129);
            boolean[] isNumber = new boolean[300];
            for (int position = 0; position < isNumber.length; position++) {
                isNumber[position] = chance.nextInt(10) == 0;
                store.append(isNumber[position] ? number("stream " + position, 0) : OpenStore.event("stream " + position, 0));
                long after = chance.nextInt(position + 1) - 1L;
                List<Long> expected = java.util.stream.LongStream.rangeClosed(after + 1, position)
                        .filter(p -> isNumber[(int) p]).boxed().toList();

                assertThat(store.engine.readNamed(NUMBERS, after, position)).extracting(OpenStore::position)
                        .as("after %d, up to %d", after, position).isEqualTo(expected);
            }
        }
    }

    @Test
    void what_others_wrote_in_between_is_not_taken_to_be_known() {
        // given a node that wrote up to 10, and 14 again
        WrittenNames written = new WrittenNames(9);
        written.add(10, List.of(named("text")));
        assertThat(written.noneNamed(NUMBERS, 9, 10)).isTrue();
        assertThat(written.noneNamed(NUMBERS, 8, 10)).as("9 was there before").isFalse();
        assertThat(written.noneNamed(NUMBERS, 9, 11)).as("11 is another's").isFalse();
        written.add(14, List.of(named("text"), named("text")));

        // then
        assertThat(written.noneNamed(NUMBERS, 10, 15)).isFalse();
        assertThat(written.noneNamed(NUMBERS, 13, 15)).isTrue();
        written.add(16, List.of(named("text"), named(Integer.class.getName())));
        assertThat(written.noneNamed(NUMBERS, 13, 17)).isFalse();
        assertThat(written.noneNamed(NUMBERS, 17, 17)).isTrue();
    }

    private static GenericDomainEventMessage<Integer> number(String stream, long sequence) {
        return new GenericDomainEventMessage<>("Complaint", stream, sequence, 7);
    }

    private static NewEvent named(String name) {
        return new NewEvent(null, "stream", 0, "id", Instant.EPOCH, name, null, new byte[0], new byte[0]);
    }
}
