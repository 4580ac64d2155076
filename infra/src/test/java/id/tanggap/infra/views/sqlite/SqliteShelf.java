package id.tanggap.infra.views.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.views.Codes;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.infra.views.CountedDocs;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.Shelf;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.infra.views.ViewsStore;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Scorecards;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Files in a folder. */
public final class SqliteShelf implements Shelf {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final String[] FILES = {"views-rebuild.db", "views-rebuild.db-wal", "views-rebuild.db-shm"};

    private final Path folder;
    private final SqliteViews views;

    public SqliteShelf(Path folder) {
        this.folder = folder;
        this.views = new SqliteViews(folder, ViewsJson.mapper(), ZONE, new QueryTimes(new SimpleMeterRegistry()));
    }

    @Override
    public String address() {
        return folder.toString();
    }

    @Override
    public ViewsStorage storage() {
        return views;
    }

    @Override
    public ComplaintViews complaints() {
        return new SqliteComplaints(views, ViewsJson.mapper());
    }

    @Override
    public Offices offices() {
        return new SqliteOffices(views, ViewsJson.mapper());
    }

    @Override
    public Imports imports() {
        return new SqliteImports(views, ViewsJson.mapper());
    }

    @Override
    public Inspections inspections() {
        return new SqliteInspections(views, ViewsJson.mapper());
    }

    @Override
    public Scorecards scorecards() {
        return new SqliteScorecards(views);
    }

    @Override
    public PendingRequests pendingRequests() {
        return new SqlitePendingRequests(views, ViewsJson.mapper());
    }

    @Override
    public List<String> dump() {
        return dump("views");
    }

    /** Column by column, in the order of keys. */
    @Override
    public List<String> dump(String name) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(name); Statement tables = connection.createStatement();
                ResultSet table = tables.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
            while (table.next()) {
                switch (table.getString(1)) {
                    case "counted" -> dumpCounted(connection, rows);
                    // which offices had a backlog between two batches depends on where those ended, and says nothing
                    case "backlog_version" -> { }
                    default -> dump(connection, table.getString(1), rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** What is in one row depends on where a batch ended, and says nothing. */
    private static void dumpCounted(Connection connection, List<String> rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT office, day, position, doc FROM counted")) {
            List<Counted> counted = new ArrayList<>();
            while (row.next()) {
                counted.addAll(CountedDocs.read(new CountedDocs.Row(new OfficeId(Codes.uuid(row.getBytes(1))),
                        LocalDate.ofEpochDay(row.getLong(2)), row.getLong(3), row.getBytes(4))));
            }
            counted.stream().map(each -> "counted: " + each).sorted().forEach(rows::add);
        }
    }

    private static void dump(Connection connection, String table, List<String> rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery("SELECT name FROM pragma_table_info('" + table
                        + "') WHERE name <> 'version'")) {
            while (column.next()) {
                columns.add("quote(" + column.getString(1) + ")");
            }
        }
        String all = String.join(" || ',' || ", columns);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + all + " FROM " + table + " ORDER BY "
                        + String.join(", ", columns))) {
            while (row.next()) {
                rows.add(table + ": " + row.getString(1));
            }
        }
    }

    @Override
    public long readablePosition() {
        return views.read("position", file -> {
            try (var row = file.prepare("SELECT position FROM progress").executeQuery()) {
                return row.getLong(1);
            }
        }).block();
    }

    @Override
    public long count(String rows) {
        return Long.parseLong(select("SELECT count(*) FROM " + rows).getFirst());
    }

    /** What somebody finds who looks into the file. */
    List<String> select(String sql) {
        try (Connection connection = connect("views"); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody does who changes the file behind the platform's back. */
    void change(String sql) {
        try (Connection connection = connect("views"); Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path(name));
    }

    private Path path(String name) {
        return folder.resolve(name + ".db");
    }

    @Override
    public long newestEntry() {
        return Long.parseLong(select("SELECT max(position) FROM timeline").getFirst());
    }

    @Override
    public long storedPosition() {
        return Long.parseLong(select("SELECT position FROM progress").getFirst());
    }

    @Override
    public void refuse(long position) {
        change("CREATE TRIGGER refusal BEFORE INSERT ON timeline WHEN NEW.position = " + position
                + " BEGIN SELECT RAISE(ABORT, 'no'); END");
    }

    @Override
    public void refuseNothing() {
        change("DROP TRIGGER refusal");
    }

    @Override
    public void lock() {
        change("ALTER TABLE backlog RENAME TO gone");
    }

    @Override
    public void unlock() {
        change("ALTER TABLE gone RENAME TO backlog");
    }

    @Override
    public void delete() {
        try {
            SqliteViewsStore.delete(path("views"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ofAnotherSchema() {
        change("DROP TABLE backlog");
        change("PRAGMA user_version = 4711");
    }

    @Override
    public void takeFrom(Shelf another) {
        try {
            Files.copy(((SqliteShelf) another).path("views"), path("views"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void litter() {
        try {
            for (String leftover : FILES) {
                Files.writeString(folder.resolve(leftover), "half of something");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasLitter() {
        return Stream.of(FILES).anyMatch(file -> Files.exists(folder.resolve(file)));
    }

    @Override
    public ViewsStore open(String name, JsonMapper json) {
        return SqliteViewsStore.open(path(name), json, ZONE);
    }

    @Override
    public ViewsStore toMake(String name, JsonMapper json) {
        return SqliteViewsStore.toMake(path(name), json, ZONE);
    }

    @Override
    public void close() {
        assertThat(folder).exists();
    }
}
