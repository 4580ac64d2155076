package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.SqlFunction;
import id.tanggap.infra.sqlite.SqliteReaders;
import id.tanggap.infra.sqlite.Statements;
import id.tanggap.infra.views.Changes;
import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintDocs;
import id.tanggap.infra.views.DeadLetter;
import id.tanggap.infra.views.Unwritable;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.infra.views.ViewsUnavailable;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.Histogram;
import id.tanggap.query.scorecard.ScorecardCell;
import id.tanggap.query.scorecard.Tally;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One file of read models: its only writer, and its readers. What is written together is one transaction. */
final class SqliteViewsStore implements ViewsStore {

    private static final Logger log = LoggerFactory.getLogger(SqliteViewsStore.class);

    private static final int MOST_EVENTS = 25_000;
    private static final int READERS = 2;
    private static final int READER_CACHE_KIBIBYTES = 32 << 10;

    private final Path path;
    private final JsonMapper json;
    private final ComplaintDocs docs;
    private final ZoneId zone;
    private final SqliteReaders readers;
    private final boolean toMake;
    private Statements file;
    private boolean faulty;

    private SqliteViewsStore(Path path, JsonMapper json, ZoneId zone, Statements file, SqliteReaders readers,
                             boolean toMake) {
        this.path = path;
        this.json = json;
        this.docs = new ComplaintDocs(json);
        this.zone = zone;
        this.file = file;
        this.readers = readers;
        this.toMake = toMake;
    }

    /** Opens a file; one that is missing, damaged or of another schema is made anew and empty. */
    static SqliteViewsStore open(Path path, JsonMapper json, ZoneId zone) {
        try {
            Statements file = new Statements(ViewsFile.open(discardedUnlessReadable(path)));
            return new SqliteViewsStore(path, json, zone, file, new SqliteReaders(path, READERS, READER_CACHE_KIBIBYTES),
                    false);
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    /** A new file to be filled from the first event, which nobody reads before it is {@link #complete() complete}. */
    static SqliteViewsStore toMake(Path path, JsonMapper json, ZoneId zone) {
        try {
            delete(path);
            return new SqliteViewsStore(path, json, zone, new Statements(ViewsFile.openToMake(path)), null, true);
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    private static Path discardedUnlessReadable(Path path) throws SQLException, IOException {
        if (!Files.exists(path)) {
            return path;
        }
        try (var connection = ViewsFile.open(path)) {
            int version = ViewsFile.version(connection);
            if (version == ViewsFile.SCHEMA) {
                return path;
            }
            log.info("{} has schema {}, this version keeps schema {}: the read models are made anew from the events.",
                    path, version, ViewsFile.SCHEMA);
        } catch (SQLException e) {
            if (!SqliteFaults.ofTheFormat(e)) {
                throw e;
            }
            log.warn("{} is damaged ({}): the read models are made anew from the events.", path, e.getMessage());
        }
        delete(path);
        return path;
    }

    static void delete(Path path) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    /** Puts one closed file in another closed one's place, in one step. */
    static void replace(Path old, Path by) throws IOException {
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(old.resolveSibling(old.getFileName() + suffix));
        }
        Files.move(by, old, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Null while the file is being made. */
    SqliteReaders readers() {
        return readers;
    }

    /** After a fault the file is opened anew: nobody knows which transaction, if any, a connection is in after one. */
    @Override
    public State reread() {
        try {
            if (faulty) {
                closeQuietly(file);
                file = new Statements(ViewsFile.open(path));
                faulty = false;
            } else if (!toMake) { // which has no journal to roll back by
                file.connection().rollback();
            }
            State state = state();
            file.connection().commit();
            return state;
        } catch (SQLException e) {
            faulty = true;
            throw new ViewsUnavailable(e);
        }
    }

    private State state() throws SQLException {
        Set<String> waiting = new HashSet<>();
        int letters = 0;
        try (ResultSet row = file.prepare("SELECT stream, count(*) FROM dead_letter GROUP BY stream").executeQuery()) {
            while (row.next()) {
                waiting.add(row.getString(1));
                letters += row.getInt(2);
            }
        }
        try (ResultSet row = file.prepare("SELECT version, position, event_position, event FROM progress").executeQuery()) {
            String event = row.getString(4);
            return new State(row.getLong(1), row.getLong(2), event == null ? Optional.empty()
                    : Optional.of(new Changes.Reached(row.getLong(2), row.getLong(3), event)),
                    LawRows.read(file, json, zone), waiting, letters);
        }
    }

    private static void closeQuietly(Statements file) {
        try {
            file.close();
        } catch (SQLException e) {
            log.warn("The failed connection to the read models could not be closed: {}", e.getMessage());
        }
    }

    @Override
    public Optional<ComplaintView> complaint(ComplaintId id) {
        return find(ComplaintRows.select("complaint") + " WHERE id = ?", id.value(), row -> ComplaintRows.read(row, docs));
    }

    @Override
    public Optional<OfficeView> office(OfficeId id) {
        return find("SELECT doc FROM office WHERE id = ?", id.value(), doc(OfficeView.class));
    }

    @Override
    public Optional<InspectionView> inspection(InspectionId id) {
        return find("SELECT doc FROM inspection WHERE id = ?", id.value(), doc(InspectionView.class));
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return find("SELECT doc FROM import WHERE id = ?", id.value(), doc(ImportView.class));
    }

    @Override
    public Optional<ScorecardCell> cell(ScorecardCell.Key key) {
        return read("""
                SELECT tally, first_response, resolution, first_response_working, resolution_working FROM cell
                WHERE period = ? AND office = ? AND class = ?""",
                select -> {
                    select.setInt(1, key.period().code());
                    select.setBytes(2, Codes.bytes(key.office().value()));
                    select.setInt(3, Codes.code(key.classification()));
                },
                row -> new ScorecardCell(key, Tally.decode(row.getString(1)), Histogram.decode(row.getBytes(2)),
                        Histogram.decode(row.getBytes(3)), Histogram.decode(row.getBytes(4)),
                        Histogram.decode(row.getBytes(5))));
    }

    private <T> SqlFunction<ResultSet, T> doc(Class<T> type) {
        return row -> json.readValue(row.getBytes(1), type);
    }

    private <T> Optional<T> find(String sql, UUID id, SqlFunction<ResultSet, T> row) {
        return read(sql, select -> select.setBytes(1, Codes.bytes(id)), row);
    }

    private interface Bind {
        void to(PreparedStatement statement) throws SQLException;
    }

    private <T> Optional<T> read(String sql, Bind bind, SqlFunction<ResultSet, T> read) {
        try {
            PreparedStatement select = file.prepare(sql);
            bind.to(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read.apply(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            faulty = true;
            throw new ViewsUnavailable(e);
        }
    }

    @Override
    public Runnable writing(Changes changes) {
        try {
            EncodedRows rows = EncodedRows.of(changes, docs, json);
            return () -> write(rows);
        } catch (RuntimeException e) {
            throw new Unwritable(e);
        }
    }

    private void write(EncodedRows rows) {
        try {
            new ChangedRows(file, json, docs, toMake).write(rows);
            file.connection().commit();
        } catch (SQLException e) {
            undo(); // at once: an open transaction would lock the file until somebody tries again
            if (SqliteFaults.ofTheValues(e)) {
                throw new Unwritable(SqliteFaults.code(e), e);
            }
            faulty = true;
            throw new ViewsUnavailable(e);
        } catch (RuntimeException e) {
            undo();
            throw new Unwritable(e);
        }
    }

    private void undo() {
        try {
            file.connection().rollback();
        } catch (SQLException e) {
            faulty = true;
        }
    }

    @Override
    public int mostEvents() {
        return MOST_EVENTS;
    }

    @Override
    public List<DeadLetter> deadLetters(int most) {
        try {
            return DeadLetterRows.read(file, most);
        } catch (SQLException e) {
            faulty = true;
            throw new ViewsUnavailable(e);
        }
    }

    @Override
    public void complete() {
        try {
            ViewsFile.complete(file.connection(), path.toAbsolutePath().getParent());
            ErasedTimelines.rewriteAll(file, json);
            file.connection().commit();
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (SQLException | IOException e) {
            throw new ViewsUnavailable(e);
        }
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
        try {
            file.close();
        } catch (SQLException e) {
            throw new ViewsUnavailable(e);
        }
    }
}
