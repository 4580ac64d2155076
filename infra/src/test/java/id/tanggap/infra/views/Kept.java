package id.tanggap.infra.views;

import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import id.tanggap.infra.views.mongodb.MongoShelf;
import id.tanggap.infra.views.sqlite.SqliteShelf;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ways to store read models: every test runs on each. */
public enum Kept {

    IN_SQLITE(null),
    ON_MONGO_JAVA_SERVER(TestMongo.IN_PROCESS),
    ON_MONGODB_IN_DOCKER(TestMongo.DOCKER),
    ON_GIVEN_MONGODB(TestMongo.GIVEN);

    /** Tests use no more at a time. */
    private static final int MOST = 8;

    private static final Map<Path, TestDatabases> DATABASES = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, TestDatabases> eldest) {
            if (size() > MOST) {
                eldest.getValue().close();
                return true;
            }
            return false;
        }
    };

    private final TestMongo server;

    Kept(TestMongo server) {
        this.server = server;
    }

    /** Those that there are; what is not there on this machine is reported as skipped. */
    static Stream<Kept> all() {
        return Stream.of(values()).filter(kept -> kept.server == null || TestMongo.servers().anyMatch(kept.server::equals));
    }

    /** Those on some MongoDB, or what stands in for it. */
    public static List<Kept> onMongo() {
        return all().filter(kept -> kept.server != null).toList();
    }

    /** The shelf that belongs to a folder, the same again and again. */
    public Shelf in(Path folder) {
        return server == null ? new SqliteShelf(folder) : at(databases(folder).uri(), folder);
    }

    /** Where {@link Shelf#address()} says. */
    Shelf at(String address, Path folder) {
        return server == null ? new SqliteShelf(folder) : new MongoShelf(address, true);
    }

    private TestDatabases databases(Path folder) {
        synchronized (DATABASES) {
            return DATABASES.computeIfAbsent(folder, _ -> server.fresh());
        }
    }
}
