package id.tanggap.command.api;

import id.tanggap.command.PlatformKey;
import id.tanggap.kernel.Actor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** Requests as they arrive, without a server. */
public final class Senders {

    public static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    public static final PlatformKey KEY = text -> {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    };

    private Senders() {
    }

    /** @param headers name, value, name, value */
    public static Sender post(String path, Actor actor, String... headers) {
        var request = MockServerHttpRequest.post(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        exchange.getAttributes().put(Actor.class.getName(), actor);
        return new Sender(exchange, NOW, KEY);
    }
}
