package id.tanggap.infra.mongodb;

/** Databases of one test on a {@link TestMongo}. */
public final class TestDatabases implements AutoCloseable {

    private final String uri;
    private MongoDatabases databases;

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
        if (databases == null) {
            databases = MongoDatabases.at(uri);
        }
        return databases;
    }

    /** Drops them all. */
    @Override
    public synchronized void close() {
        if (databases != null) {
            databases.close();
            databases = null;
        }
        TestMongo.Leftovers.drop(uri);
    }
}
