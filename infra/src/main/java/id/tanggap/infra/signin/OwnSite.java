package id.tanggap.infra.signin;

import id.tanggap.kernel.Refusal;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Nobody is to be signed in, without noticing it, to somebody else's account by another site, nor out of their own. Whoever
 * does that makes a victim's browser send a form or a script's request; and browsers tell which site made them send it
 * (Fetch Metadata, and {@code Origin} before that), which no site can change.
 */
final class OwnSite {

    /** {@code none}: the person did it, not a site. Another host of the same domain is another site here. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private OwnSite() {
    }

    /**
     * To be asked wherever a request without a session changes whom a browser belongs to.
     *
     * @throws Refusal if another site sent it. What tells nothing at all comes from no browser of today, and is let through only
     *                 if it is JSON, which no site can send here with any browser
     */
    static void require(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        String origin = request.getHeaders().getOrigin();
        boolean own = site != null ? OWN.contains(site)
                : origin != null ? origin.equals(originOf(request.getURI())) : isJson(request.getHeaders());
        if (!own) {
            throw Refusal.of(SignInRule.FORM_FROM_ELSEWHERE);
        }
    }

    private static String originOf(URI here) {
        return here.getScheme() + "://" + here.getAuthority();
    }

    private static boolean isJson(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
    }
}
