package id.tanggap.infra.signin;

import id.tanggap.infra.web.edge.Site;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;

/**
 * Nobody is to be signed in, without noticing it, to somebody else's account by another site, nor out of their own. Whoever
 * does that makes a victim's browser send a form or a script's request; and browsers tell which {@link Site} made them send it.
 */
final class OwnSite {

    private OwnSite() {
    }

    /**
     * To be asked wherever a request without a session changes whom a browser belongs to.
     *
     * @throws Refusal if another site sent it. What tells nothing at all comes from no browser of today, and is let through only
     *                 if it is JSON, which no site can send here with any browser
     */
    static void require(ServerWebExchange exchange) {
        boolean own = switch (Site.of(exchange.getRequest())) {
            case OWN -> true;
            case ANOTHER -> false;
            case UNTOLD -> isJson(exchange.getRequest().getHeaders());
        };
        if (!own) {
            throw Refusal.of(RequestRule.FORM_FROM_ELSEWHERE);
        }
    }

    private static boolean isJson(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
    }
}
