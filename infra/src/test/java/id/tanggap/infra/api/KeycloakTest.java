package id.tanggap.infra.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same at a real provider: Keycloak, in a process of its own. With {@code -Pkeycloak}, which fetches it, since it is larger
 * than everything else together.
 */
@EnabledIfSystemProperty(named = "tanggap.test.keycloak", matches = ".+", disabledReason = "needs -Pkeycloak")
class KeycloakTest extends OpenIdConnectContract {

    @TempDir
    static Path home;

    private static Process keycloak;
    private static String issuer;

    @BeforeAll
    static void startKeycloak() throws IOException {
        Path program = Path.of(System.getProperty("tanggap.test.keycloak"));
        Path realm = Files.createDirectories(program.resolve("data/import")).resolve("tanggap-realm.json");
        Files.copy(Path.of("src/test/resources/keycloak/tanggap-realm.json"), realm,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        issuer = "http://127.0.0.1:" + port + "/realms/tanggap";
        ProcessBuilder start = new ProcessBuilder("sh", program.resolve("bin/kc.sh").toString(), "start-dev",
                "--http-host=127.0.0.1", "--http-port=" + port, "--import-realm", "--db=dev-mem")
                .redirectErrorStream(true).redirectOutput(home.resolve("keycloak.log").toFile());
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        keycloak = start.start();
        HttpClient http = HttpClient.newHttpClient();
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300)).ignoreExceptions().until(() ->
                http.send(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")).build(),
                        HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    }

    @AfterAll
    static void stopKeycloak() throws InterruptedException {
        keycloak.descendants().forEach(ProcessHandle::destroy);
        keycloak.destroy();
        keycloak.waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    String issuer() {
        return issuer;
    }
}
