package id.tanggap.infra.views;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import tools.jackson.databind.json.JsonMapper;

/** Event store and read models on real files in one folder, as the application has them. */
final class Platform implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final JsonMapper STORED = ViewsJson.mapper();
    private static final int GROUP = 500;

    final Path folder;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Progress progress = new Progress();
    final People people;
    final TotalOrderEventStorageEngine engine;
    final TotalOrderEventStore store;
    final ReadModels views;
    final SqliteComplaints complaints;
    final SqliteOffices offices;
    final SqliteImports imports;
    final SqliteScorecards scorecards;

    private Platform(Path folder, Projections projections) {
        this.folder = folder;
        this.people = People.in(folder);
        NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        this.engine = TotalOrderEventStorageEngine.builder().eventLog(SqliteEventLog.open(folder.resolve("events.db")))
                .meterRegistry(meters).eventSerializer(serializer).snapshotSerializer(serializer).build();
        this.store = TotalOrderEventStore.builder().storageEngine(engine).build();
        this.views = new ReadModels(folder, store, engine::lastPosition, STORED, projections, progress,
                Clock.systemUTC(), meters);
        this.complaints = new SqliteComplaints(views, STORED);
        this.offices = new SqliteOffices(views, STORED);
        this.imports = new SqliteImports(views, STORED);
        this.scorecards = new SqliteScorecards(views);
    }

    /** Started, and waiting for events. */
    static Platform in(Path folder) {
        return in(folder, new Projections(ZONE));
    }

    static Platform in(Path folder, Projections projections) {
        Platform platform = new Platform(folder, projections);
        platform.views.start();
        return platform;
    }

    /** The event store only; the read models start when they are told to. */
    static Platform asleepIn(Path folder) {
        return new Platform(folder, new Projections(ZONE));
    }

    void append(List<Recorded> events) {
        for (int from = 0; from < events.size(); from += GROUP) {
            List<EventMessage<?>> group = new ArrayList<>();
            events.subList(from, Math.min(from + GROUP, events.size())).forEach(e -> group.add(
                    new GenericDomainEventMessage<>(e.type(), e.stream(), e.sequence(), e.event())));
            engine.appendEvents(group);
        }
    }

    /** Everything that was appended, as it comes out of the event store. */
    List<Recorded> stored() {
        return engine.readEvents(null, false).map(message -> (DomainEventMessage<?>) message).map(event ->
                new Recorded(event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(),
                        (DomainEvent) event.getPayload())).toList();
    }

    /** Waits until everything that is durable is readable. */
    void caughtUp() {
        progress.reached(engine.lastPosition(), PATIENCE).block();
    }

    long rebuilt() throws Exception {
        return views.rebuild().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Everything in {@code views.db}, row by row, column by column, in the order of keys; all but versions. */
    List<String> dump() throws SQLException {
        return dump(folder.resolve("views.db"));
    }

    static List<String> dump(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement tables = connection.createStatement();
                ResultSet table = tables.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
            while (table.next()) {
                dump(connection, table.getString(1), rows);
            }
        }
        return rows;
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

    /** What somebody finds who looks into a file of this folder. */
    List<String> select(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("views.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    /** What somebody does who changes a file of this folder behind the platform's back. */
    void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("views.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        views.stop();
        store.close();
        engine.close();
        people.close();
    }
}
