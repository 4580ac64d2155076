package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reactor Netty 1.3.7 stopped reading now and then, and whoever had asked before on that connection waited for ever. */
@ExtendWith(OnePlatform.class)
class KeepAliveTest {

    @Test
    void a_connection_is_read_however_many_requests_came_on_it(Platform platform) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + platform.port() + "/actuator/health"))
                    .timeout(Duration.ofSeconds(15)).build();
            for (int i = 0; i < 600; i++) {
                assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
        }
    }
}
