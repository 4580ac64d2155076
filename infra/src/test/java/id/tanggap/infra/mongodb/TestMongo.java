package id.tanggap.infra.mongodb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The servers on which everything that is kept on MongoDB is tried, by the same test classes:
 * <pre>
 *   &#64;ParameterizedClass
 *   &#64;MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
 *   class SomethingTest {
 *       &#64;Parameter TestMongo server;
 *       TestDatabases databases;
 *       &#64;BeforeEach void open() { databases = server.fresh(); }
 *       &#64;AfterEach void close() { databases.close(); }
 * </pre>
 */
public enum TestMongo {

    /** mongo-java-server in this process: a double, no MongoDB. It knows no replica set and no change stream. */
    IN_PROCESS {
        @Override
        String uri() {
            return InProcess.URI;
        }
    },

    /** A replica set of one member in Docker. Without Docker each of its tests is reported as skipped. */
    DOCKER {
        @Override
        String uri() {
            Assumptions.assumeTrue(InDocker.AVAILABLE, "no Docker: NOT tried on a real MongoDB replica set");
            return InDocker.uri();
        }
    },

    /** Whatever server {@code -Dtanggap.test.mongodb.uri=} names. What the tests make there they drop again. */
    GIVEN {
        @Override
        String uri() {
            return GIVEN_URI;
        }
    };

    private static final String GIVEN_URI = System.getProperty("tanggap.test.mongodb.uri", "");
    private static final String IMAGE = System.getProperty("tanggap.test.mongodb.image", "mongo:8.0");
    private static final Pattern PARTS = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");
    private static final String RUN = "tanggap_test_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        quieten();
    }

    /** The driver and the double tell of every connection, and of every command where nobody set a level. */
    public static void quieten() {
        for (String name : List.of("org.mongodb.driver", "io.netty", "org.testcontainers", "tc", "com.github.dockerjava")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
        }
        // warns of everything that it does not do as MongoDB does, again and again
        ((Logger) LoggerFactory.getLogger("de.bwaldvogel.mongo")).setLevel(Level.ERROR);
    }

    public static Stream<TestMongo> servers() {
        return Stream.of(values()).filter(server -> server != GIVEN || !GIVEN_URI.isEmpty());
    }

    /** A connection string of the server without a database. Aborts the test if there is no such server. */
    abstract String uri();

    /** New, empty databases under names that nothing else has; dropped when closed, at the latest with this JVM. */
    public TestDatabases fresh() {
        return new TestDatabases(in(uri(), RUN + NUMBER.getAndIncrement()));
    }

    /** The same server, another database; who somebody is stays a matter of the database it was. */
    static String in(String uri, String database) {
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no connection string");
        }
        String options = parts.group(3) == null ? "" : parts.group(3);
        if (parts.group(1).contains("@") && !options.contains("authSource=")) {
            String was = parts.group(2) == null || parts.group(2).isEmpty() ? "admin" : parts.group(2);
            options = "authSource=" + was + (options.isEmpty() ? "" : "&" + options);
        }
        return parts.group(1) + "/" + database + (options.isEmpty() ? "" : "?" + options);
    }

    private static final class InProcess {

        // in the memory of this process, and gone with it
        private static final String URI = new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
    }

    private static final class InDocker {

        private static final boolean AVAILABLE = available();

        private static boolean available() {
            boolean available = DockerClientFactory.instance().isDockerAvailable();
            if (!available) {
                System.err.println("There is no Docker here: nothing is tried on a real MongoDB replica set. "
                        + "Its tests are reported as skipped.");
            }
            return available;
        }

        private static final class Server {

            private static final MongoDBContainer CONTAINER = start();

            /** Testcontainers removes it when this JVM ends. */
            @SuppressWarnings("resource")
            private static MongoDBContainer start() {
                MongoDBContainer container = new MongoDBContainer(IMAGE).withReplicaSet();
                container.start();
                return container;
            }
        }

        /** Direct, because the member's own name means nothing outside its container. */
        private static String uri() {
            return Server.CONTAINER.getConnectionString() + "/?directConnection=true";
        }
    }

    /** What a JVM that is ended in the middle of a test would leave on a server that is not its own. */
    static final class Leftovers {

        private static final Set<String> URIS = ConcurrentHashMap.newKeySet();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> URIS.forEach(Leftovers::drop)));
        }

        private Leftovers() {
        }

        static void made(String uri) {
            URIS.add(uri);
        }

        static void drop(String uri) {
            if (URIS.remove(uri)) {
                String prefix = new ConnectionString(uri).getDatabase();
                try (MongoClient client = MongoClients.create(uri)) {
                    for (Database database : Database.values()) {
                        client.getDatabase(database.name(prefix)).drop();
                    }
                }
            }
        }
    }
}
