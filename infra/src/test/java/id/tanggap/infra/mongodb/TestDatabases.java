package id.tanggap.infra.mongodb;

import java.util.ArrayList;
import java.util.List;

/** Databases of one test on a {@link TestMongo}. */
public final class TestDatabases implements AutoCloseable {

    private final String uri;
    private final List<MongoDatabases> connections = new ArrayList<>();

    TestDatabases(String uri) {
        this.uri = uri;
        TestMongo.Leftovers.made(uri);
    }

    /** For {@code spring.mongodb.uri}, and for other processes. */
    public String uri() {
        return uri;
    }

    /** A connection to them, the same at each call; closed with them. */
    public synchronized MongoDatabases connected() {
        return connections.isEmpty() ? connectedAgain() : connections.getFirst();
    }

    /** A connection as another process would have it; closed with them. */
    public synchronized MongoDatabases connectedAgain() {
        connections.add(MongoDatabases.at(uri));
        return connections.getLast();
    }

    /** Drops them all. */
    @Override
    public synchronized void close() {
        connections.forEach(MongoDatabases::close);
        connections.clear();
        TestMongo.Leftovers.drop(uri);
    }
}
