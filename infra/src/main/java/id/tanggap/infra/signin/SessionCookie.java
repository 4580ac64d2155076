package id.tanggap.infra.signin;

import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * The cookie that carries a session's token: out of reach of scripts, not sent along by other sites' forms, and over https
 * bound to exactly this host. It ends with the browser; the session itself ends earlier.
 */
final class SessionCookie {

    private static final String NAME = "tanggap";

    /** Browsers take a cookie of such a name only if it is secure, for the whole host and for no other. */
    private static final String HOST_NAME = "__Host-tanggap";

    private SessionCookie() {
    }

    static Optional<String> read(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name(exchange));
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    static void write(ServerWebExchange exchange, String token) {
        exchange.getResponse().addCookie(cookie(exchange, token).build());
    }

    static void clear(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie(exchange, "").maxAge(0).build());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(ServerWebExchange exchange, String value) {
        return ResponseCookie.from(name(exchange), value).path("/").httpOnly(true).sameSite("Lax")
                .secure(isSecure(exchange));
    }

    private static String name(ServerWebExchange exchange) {
        return isSecure(exchange) ? HOST_NAME : NAME;
    }

    static boolean isSecure(ServerWebExchange exchange) {
        return "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme());
    }
}
