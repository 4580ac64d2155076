package id.tanggap.infra.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as they are given, and gives answers as they came. */
final class Http {

    static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final WebTestClient client;

    Http(int port) {
        this.base = "http://127.0.0.1:" + port;
        // Without asking for compression: once a connection has carried one compressed answer, the server compresses each later
        // one on it however small, so how long answers say to be would tell of the connection and not of the platform.
        this.client = WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.create())).responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1)).build();
    }

    /** @param fields names and values in turn */
    static Map<String, Object> body(Object... fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    Answer get(String path, Who who) {
        return send(HttpMethod.GET, path, who, null, null);
    }

    Answer post(String path, Who who, Object json) {
        return send(HttpMethod.POST, path, who, "application/json", JSON.writeValueAsBytes(json));
    }

    /** A request whose body is sent just as it is. */
    Answer postRaw(String path, Who who, String json) {
        return send(HttpMethod.POST, path, who, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, Who who) {
        return send(HttpMethod.POST, path, who, null, null);
    }

    Answer send(HttpMethod method, String path, Who who, String contentType, byte[] body) {
        WebTestClient.RequestBodySpec request = client.method(method).uri(URI.create(base + path));
        who.headers().forEach(request::header);
        if (contentType != null) {
            request.contentType(MediaType.valueOf(contentType));
        }
        EntityExchangeResult<byte[]> result = (body == null ? request : request.bodyValue(body))
                .exchange().expectBody(byte[].class).returnResult();
        byte[] content = result.getResponseBody();
        return new Answer(method + " " + path, result.getStatus().value(), result.getResponseHeaders(),
                content == null ? new byte[0] : content);
    }
}
