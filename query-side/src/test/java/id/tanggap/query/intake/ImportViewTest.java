package id.tanggap.query.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.query.projection.MemoryViews;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportViewTest {

    private static final ImportId IMPORT = new ImportId(new UUID(3, 3));
    private static final Provenance P = Provenance.now(Actor.SYSTEM, Instant.parse("2026-01-01T00:00:00Z"), "request");
    private static final ImportEvent.Started STARTED = new ImportEvent.Started(IMPORT, ImportFormat.NYC_311, "a.csv",
            "0".repeat(64), 10, ZoneId.of("America/New_York"), Seed.WEEKENDS_ONLY, P);
    private static final RefusedLine REFUSED = new RefusedLine(4, "created", "BAD", new Text("salah", "wrong"));

    private final MemoryViews views = new MemoryViews();

    @Test
    void an_import_runs_from_its_header_on() {
        ImportView view = after(STARTED);

        assertThat(view.state()).isEqualTo(ImportView.State.RUNNING);
        assertThat(view.throughLine()).isEqualTo(1);
    }

    @Test
    void steps_add_up_and_refused_lines_are_kept() {
        ImportView view = after(STARTED, new ImportEvent.Advanced(IMPORT, 4, 1, 1, List.of(REFUSED), P),
                new ImportEvent.Advanced(IMPORT, 6, 2, 0, List.of(), P));

        assertThat(view.throughLine()).isEqualTo(6);
        assertThat(view.imported()).isEqualTo(3);
        assertThat(view.known()).isEqualTo(1);
        assertThat(view.refused()).isEqualTo(1);
        assertThat(views.refused).containsExactly(REFUSED);
    }

    @Test
    void an_import_finishes_or_fails_with_a_reason() {
        assertThat(after(STARTED, new ImportEvent.Finished(IMPORT, P)).state()).isEqualTo(ImportView.State.FINISHED);
        assertThat(new ImportViewTest().after(STARTED, new ImportEvent.Failed(IMPORT, new Text("rusak", "broken"), P)))
                .satisfies(view -> {
                    assertThat(view.state()).isEqualTo(ImportView.State.FAILED);
                    assertThat(view.failure()).contains(new Text("rusak", "broken"));
                });
    }

    @Test
    void nothing_is_started_twice() {
        assertThatThrownBy(() -> ImportView.begin(STARTED).evolve(STARTED, 1)).isInstanceOf(IllegalStateException.class);
    }

    private ImportView after(ImportEvent... events) {
        views.apply(IMPORT, events);
        return views.imports.get(IMPORT);
    }
}
