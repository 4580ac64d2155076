package id.tanggap.infra.web;

import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.infra.web.edge.RequestPath;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every answer says to browsers and caches. The one place for it: Spring Security's own headers are to stay off.
 *
 * <p>Nothing is kept on the way but the pages' files: what is answered depends on who asks, and each sees another part.
 *
 * <p>Any site may read what the public may read: that is what open data is for. It gets no further, for no other header, no
 * other method and no cookie is allowed to other sites.
 */
final class AnswerHeaders implements WebFilter {

    /** Nothing from anywhere else, nothing inline, nobody's frame: a page must not tell third parties who reads it. */
    static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
            + "frame-ancestors 'none'";

    /** Data is no page, even if a browser is made to show it. */
    static final String DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static final String A_YEAR = "max-age=31536000; includeSubDomains";

    private final boolean secure;

    /** @param address if people come to it by https, browsers are told to come in no other way, for a year */
    AnswerHeaders(PublicAddress address) {
        this.secure = address.isSecure();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = RequestPath.of(exchange.getRequest());
        boolean data = path.startsWith("/api/");
        headers.set("X-Content-Type-Options", "nosniff");
        // by "no-referrer" a page's own form would come from an origin that is null, like one from anywhere
        headers.set("Referrer-Policy", data ? "no-referrer" : "same-origin");
        headers.set("Content-Security-Policy", data ? DATA : PAGES);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()");
        if (secure) {
            headers.set("Strict-Transport-Security", A_YEAR);
        }
        if (!path.startsWith("/webjars/") && !path.startsWith("/docs/swagger-ui/") && !path.startsWith("/aset/")) {
            headers.setCacheControl("no-store");
            headers.set(HttpHeaders.VARY, "*");
        }
        if (data && (exchange.getRequest().getMethod() == HttpMethod.GET
                || exchange.getRequest().getMethod() == HttpMethod.HEAD)) {
            headers.setAccessControlAllowOrigin("*");
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link, Retry-After, Tanggap-Position");
        }
        return chain.filter(exchange);
    }
}
