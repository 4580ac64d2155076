package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.query.Histories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class ReadableAtOnceTest {

    @Parameter
    Kept kept;

    @TempDir
    Path folder;

    @Test
    void an_event_is_readable_within_milliseconds_of_its_append_because_nobody_polls_for_it() {
        Histories histories = Histories.small(61);
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(200));
            platform.caughtUp();
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                platform.append(histories.next());
                long appended = System.nanoTime();
                platform.caughtUp();
                nanos.add(System.nanoTime() - appended);
            }

            Collections.sort(nanos);

            // Axon's own store would be looked at every half second.
            assertThat(Duration.ofNanos(nanos.get(50))).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void whoever_was_told_a_position_reads_everything_up_to_it() {
        Histories histories = Histories.small(62);
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(histories.events(50));
            for (int i = 0; i < 300; i++) {
                platform.append(histories.next());
                long told = platform.progress.position();

                long readable = platform.shelf.readablePosition();

                assertThat(readable).isGreaterThanOrEqualTo(told);
            }
        }
    }
}
