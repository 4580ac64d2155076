package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.TanggapApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How the application starts, in a process of its own as it does for people. */
class StartingTest {

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void a_start_warns_of_nothing_and_writes_nothing_outside_its_data_folder() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path work = Files.createDirectories(folder.resolve("work"));
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Process process = new ProcessBuilder(java(), "--enable-native-access=ALL-UNNAMED", "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")), TanggapApplication.class.getName(), "--server.port=0")
                .directory(work.toFile()).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        Http http = null;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.contains("Netty started on port ")) {
                    http = new Http(Integer.parseInt(line.replaceAll(".*on port (\\d+).*", "$1")));
                }
                if (line.contains("Started TanggapApplication")) {
                    http.post("/api/v1/first-administrator", Who.PUBLIC, Http.body("token", said.stream()
                            .flatMap(before -> FirstToken.in(before).stream()).findFirst().orElseThrow(),
                            "account", "adi", "name", "Adi", "password", Browser.PASSWORD)).is(201);
                    http.post("/api/v1/session", Who.PUBLIC, Http.body("account", "adi", "password", Browser.PASSWORD)).is(201);
                    http.get("/masuk", Who.PUBLIC).is(200);
                    http.get("/v3/api-docs", Who.PUBLIC).is(200);
                    // not by the process itself, which would close what it says while it goes
                    process.toHandle().destroy();
                }
            }
        } finally {
            process.destroyForcibly();
        }

        assertThat(said).anyMatch(line -> line.contains("Started TanggapApplication"))
                .noneMatch(line -> line.matches(".*\\b(WARN|ERROR|WARNING|Exception)\\b.*"));
        assertThat(files(home)).isEmpty();
        assertThat(files(temporary)).isEmpty();
        assertThat(files(work)).isNotEmpty().allMatch(file -> file.startsWith("data"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(root::relativize).toList();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void an_address_that_others_can_reach_is_refused_without_encryption_in_plain_words(CapturedOutput output) {
        assertThatThrownBy(() -> Platform.start(folder, "--server.address=0.0.0.0"))
                .hasRootCauseMessage("Passwords would cross the network unencrypted: others can reach this platform "
                        + "(server.address is 0.0.0.0), and it has no TLS.");

        assertThat(output).contains("APPLICATION FAILED TO START", "tanggap.trusted-proxies", "tanggap.public-url")
                .doesNotContain("\tat ");
    }

    @Test
    void behind_a_proxy_that_encrypts_others_may_reach_it() {
        try (Platform platform = Platform.start(folder, "--server.address=0.0.0.0", "--tanggap.trusted-proxies=192.0.2.1",
                "--tanggap.public-url=https://tanggap.example.org")) {
            platform.http().get("/masuk", Who.PUBLIC).is(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tanggap.public-url=https://tanggap.example.org", "--tanggap.trusted-proxies=192.0.2.1"})
    void a_proxy_that_is_not_named_or_does_not_encrypt_is_none_that_keeps_passwords(String setting) {
        assertThatThrownBy(() -> Platform.start(folder, "--server.address=0.0.0.0", setting))
                .hasRootCauseMessage("Passwords would cross the network unencrypted: others can reach this platform "
                        + "(server.address is 0.0.0.0), and it has no TLS.");
    }

    @Test
    void there_is_one_setting_for_proxies_that_are_believed() {
        assertThatThrownBy(() -> Platform.start(folder, "--server.forward-headers-strategy=native"))
                .hasRootCauseMessage("server.forward-headers-strategy is set: then whoever reaches this platform is believed "
                        + "when saying where a request comes from.");
    }

    @Test
    void a_demo_serves_this_machine_only_whatever_else_is_set() {
        assertThatThrownBy(() -> Platform.start(folder, "--server.address=0.0.0.0", "--spring.profiles.active=demo",
                "--tanggap.trusted-proxies=192.0.2.1", "--tanggap.public-url=https://tanggap.example.org"))
                .hasRootCauseMessage("The demo's passwords are known to everybody: it serves this machine only, and "
                        + "server.address is 0.0.0.0.");
    }
}
