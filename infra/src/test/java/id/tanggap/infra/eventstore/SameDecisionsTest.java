package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever moves from SQLite to MongoDB finds that nothing is decided otherwise. */
class SameDecisionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("id.tanggap.infra.eventstore.TestLog#kindsForSeveralProcesses")
    void both_logs_decide_the_same_groups_alike_and_hold_the_same_events(TestLog.Kind kind) {
        try (TestLog other = kind.fresh(folder); TestLog one = new TestLog.Kind(null).fresh(folder);
             EventLog sqlite = one.open(); EventLog mongodb = other.open()) {
            Random random = new Random(20261129);
            Map<Class<?>, Integer> outcomes = new HashMap<>();
            for (int round = 0; round < 150; round++) {
                List<Append> group = group(random);

                List<Outcome> expected = sqlite.write(group);

                assertThat(mongodb.write(group)).as("round %d: %s", round, group).isEqualTo(expected);
                expected.forEach(outcome -> outcomes.merge(outcome.getClass(), 1, Integer::sum));
            }
            assertThat(outcomes).as("all of them happened").hasSize(3);
            List<StoredEvent> events = sqlite.readFrom(-1, 10_000);
            assertThat(mongodb.readFrom(-1, 10_000)).usingRecursiveComparison().isEqualTo(events);
            for (int stream = 0; stream < 12; stream++) {
                assertThat(mongodb.readStream("s" + stream, 0, 1_000)).usingRecursiveComparison()
                        .isEqualTo(sqlite.readStream("s" + stream, 0, 1_000));
                assertThat(mongodb.lastSequence("s" + stream)).isEqualTo(sqlite.lastSequence("s" + stream));
            }
            assertThat(mongodb.head()).isEqualTo(sqlite.head());
        }
    }

    /** Few streams, sequences and ids, so that much of it is in each other's way. */
    private static List<Append> group(Random random) {
        List<Append> group = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            List<NewEvent> events = new ArrayList<>();
            for (int e = random.nextInt(3); e >= 0; e--) {
                events.add(new NewEvent(random.nextBoolean() ? "Complaint" : null, "s" + random.nextInt(12),
                        random.nextInt(40), "id-" + random.nextInt(2_000), Instant.ofEpochSecond(random.nextInt(1_000), 123_456_789),
                        "name-" + random.nextInt(3), random.nextBoolean() ? "1" : null, new byte[] {(byte) i}, new byte[e]));
            }
            Map<String, Long> conditions = new HashMap<>();
            for (int c = random.nextInt(6) - 3; c > 0; c--) {
                conditions.put("s" + random.nextInt(14), (long) random.nextInt(44) - 4);
            }
            group.add(new Append(events, random.nextInt(3) == 0 ? conditions : Map.of()));
        }
        return group;
    }
}
