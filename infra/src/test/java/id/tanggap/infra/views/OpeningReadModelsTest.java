package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import id.tanggap.query.Histories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is found where the read models should be: what is served belongs to the events that are there. */
@ParameterizedClass
@MethodSource("id.tanggap.infra.views.Kept#all")
class OpeningReadModelsTest {

    @Parameter
    Kept kept;

    @TempDir
    Path folder;
    @TempDir
    Path elsewhere;

    private List<String> right;

    @BeforeEach
    void a_history_and_its_read_models() throws Exception {
        right = historyIn(folder, 1, 600);
    }

    @Test
    void read_models_that_are_there_are_gone_on_with() throws Exception {
        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void read_models_that_were_deleted_are_made_again() throws Exception {
        try (Shelf shelf = kept.in(folder)) {
            shelf.delete();
        }

        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void read_models_of_another_schema_are_made_again() throws Exception {
        try (Shelf shelf = kept.in(folder)) {
            shelf.ofAnotherSchema();
        }

        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void a_file_that_is_no_database_is_made_again() throws Exception {
        assumeThat(kept).isEqualTo(Kept.IN_SQLITE);
        Files.writeString(folder.resolve("views.db"), "this is no database ".repeat(1_000));

        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void read_models_of_a_longer_history_are_made_again() throws Exception {
        historyIn(elsewhere, 2, 900);
        takeReadModelsFromElsewhere();

        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void read_models_of_a_shorter_history_of_other_events_are_made_again() throws Exception {
        historyIn(elsewhere, 2, 300);
        takeReadModelsFromElsewhere();

        assertThat(openedAgain()).isEqualTo(right);
    }

    @Test
    void read_models_of_the_very_same_history_stored_under_other_event_ids_are_made_again() throws Exception {
        // the same length, the same streams: only what the events are called tells them apart
        historyIn(elsewhere, 1, 600);
        takeReadModelsFromElsewhere();

        assertThat(openedAgain()).isEqualTo(right);
    }

    private List<String> openedAgain() throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.caughtUp();
            return platform.dump();
        }
    }

    private void takeReadModelsFromElsewhere() throws Exception {
        try (Shelf here = kept.in(folder); Shelf there = kept.in(elsewhere)) {
            here.takeFrom(there);
        }
    }

    private List<String> historyIn(Path folder, long seed, int events) throws Exception {
        try (Platform platform = Platform.in(kept, folder)) {
            platform.append(Histories.small(seed).events(events));
            platform.caughtUp();
            return platform.dump();
        }
    }
}
