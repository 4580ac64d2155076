package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.infra.views.ViewsUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read models in {@code views.db}, and {@code views-rebuild.db} beside it during a rebuild. One process only has them,
 * so it is on duty as long as it takes part.
 *
 * <p>The file may be deleted while the platform is down; it is then made again from the events.
 */
public final class SqliteViews implements ViewsStorage, Reading {

    private final Path folder;
    private final JsonMapper json;
    private final ZoneId zone;
    private final QueryTimes times;

    private volatile CompletableFuture<SqliteReaders> readers = new CompletableFuture<>();
    private Duty duty;

    /** @param zone whose days count where no office's do */
    public SqliteViews(Path folder, JsonMapper json, ZoneId zone, QueryTimes times) {
        this.folder = folder;
        this.json = json;
        this.zone = zone;
        this.times = times;
    }

    private Path path() {
        return folder.resolve("views.db");
    }

    private Path rebuildPath() {
        return folder.resolve("views-rebuild.db");
    }

    @Override
    public void start(Duty whose) {
        duty = whose;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ViewsUnavailable(e);
        }
        discardMade();
        whose.begin();
    }

    @Override
    public void stop() {
        if (duty != null) {
            duty.end();
            duty = null;
        }
        hold();
    }

    @Override
    public ViewsStore open() {
        return SqliteViewsStore.open(path(), json, zone);
    }

    @Override
    public ViewsStore openEmpty() {
        delete(path());
        return open();
    }

    @Override
    public void serve(ViewsStore present) {
        readers.complete(((SqliteViewsStore) present).readers());
    }

    @Override
    public ViewsStore make() {
        return SqliteViewsStore.toMake(rebuildPath(), json, zone);
    }

    @Override
    public ViewsStore openMade() {
        return SqliteViewsStore.open(rebuildPath(), json, zone);
    }

    @Override
    public void discardMade() {
        delete(rebuildPath());
    }

    @Override
    public ViewsStore takeOver(ViewsStore present) {
        hold();
        present.close();
        try {
            SqliteViewsStore.replace(path(), rebuildPath());
        } catch (IOException e) {
            throw new ViewsUnavailable(e);
        }
        return open();
    }

    /** Questions wait from now on. */
    private void hold() {
        if (readers.isDone()) {
            readers = new CompletableFuture<>();
        }
    }

    private static void delete(Path path) {
        try {
            SqliteViewsStore.delete(path);
        } catch (IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    /** On a reader's thread. */
    @Override
    public <T> Mono<T> read(String query, SqlFunction<Statements, T> read) {
        return times.timed(query, Mono.defer(() -> Mono.fromFuture(submit(read), true))).publishOn(Schedulers.parallel());
    }

    private <T> CompletableFuture<T> submit(SqlFunction<Statements, T> read) {
        CompletableFuture<SqliteReaders> asked = readers;
        return asked.thenCompose(present -> present.submit(read))
                .exceptionallyCompose(failure -> asked != readers
                        ? submit(read) : CompletableFuture.failedFuture(failure));
    }

    @Override
    public Mono<List<DeadLetter>> deadLetters(int most) {
        return read("dead letters", file -> DeadLetterRows.read(file, most));
    }

    @Override
    public boolean healthy() {
        return true;
    }

    @Override
    public CompletableFuture<Long> ask(Task task) {
        throw new IllegalStateException("no other process has these files");
    }
}
