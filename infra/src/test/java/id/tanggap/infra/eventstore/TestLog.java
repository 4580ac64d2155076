package id.tanggap.infra.eventstore;

import id.tanggap.infra.eventstore.mongodb.MongoEventLog;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A place for the events of one test, empty at first; what is to hold for any event log is tried on each kind of place. */
public final class TestLog implements AutoCloseable {

    /** @param server null for SQLite */
    public record Kind(TestMongo server) {

        public TestLog fresh(Path folder) {
            return new TestLog(folder, server == null ? null : server.fresh());
        }

        @Override
        public String toString() {
            return server == null ? "SQLite" : "MongoDB " + server;
        }
    }

    private final Path folder;
    private final TestDatabases databases;

    private TestLog(Path folder, TestDatabases databases) {
        this.folder = folder;
        this.databases = databases;
    }

    public static Stream<Kind> kinds() {
        return Stream.concat(Stream.of(new Kind(null)), kindsForSeveralProcesses());
    }

    public static Stream<Kind> kindsForSeveralProcesses() {
        return TestMongo.servers().map(Kind::new);
    }

    /** Opens it, perhaps again after it was closed; what several processes may share is opened as by another of them. */
    public EventLog open() {
        return databases == null ? at(address()) : MongoEventLog.open(databases.connectedAgain());
    }

    public boolean isForSeveralProcesses() {
        return databases != null;
    }

    /** Where another process finds it. */
    String address() {
        return databases == null ? folder.resolve("events.db").toString() : databases.uri();
    }

    /** In another process: what it opens is closed with the process. */
    static EventLog at(String address) {
        if (!address.startsWith("mongodb")) {
            return SqliteEventLog.open(Path.of(address));
        }
        TestMongo.quieten();
        return MongoEventLog.open(MongoDatabases.at(address));
    }

    @Override
    public void close() {
        if (databases != null) {
            databases.close();
        }
    }
}
