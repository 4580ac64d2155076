package id.tanggap.infra.pages;

import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.infra.web.edge.RequestPath;
import id.tanggap.infra.web.edge.Site;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes forms from this platform's own pages only: nobody is to be signed in as somebody else, or to say something, by a form on
 * another site. Browsers tell where a form stood. The API is left out: it takes JSON, which no form sends, and asks for a token
 * where a browser's session counts.
 */
final class FormsFromHere implements WebFilter {

    private final URI publicUrl;

    FormsFromHere(PublicAddress address) {
        this.publicUrl = address.publicUrl();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getMethod() != HttpMethod.POST
                || RequestPath.of(exchange.getRequest()).startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return Site.of(exchange.getRequest(), publicUrl) == Site.ANOTHER
                ? Mono.error(Refusal.of(RequestRule.FORM_FROM_ELSEWHERE))
                // read here, once for all who want it: what is no form is the sender's fault, wherever it is found out
                : exchange.getFormData().onErrorMap(IllegalArgumentException.class, _ -> new ServerWebInputException("no form"))
                        .then(chain.filter(exchange));
    }
}
