package id.tanggap.infra.signin;

import id.tanggap.infra.pages.Assets;
import id.tanggap.infra.web.edge.RequestPath;
import id.tanggap.infra.web.edge.Site;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What Spring Security asks of a request, in terms of the {@link Directory}. Requests that show neither a session nor a key
 * are nobody's in particular and pass it by: submitting anonymously costs none of it.
 */
final class SignInSecurity {

    static final String CSRF_HEADER = "X-CSRF-TOKEN";
    static final String CSRF_PARAMETER = "_csrf";

    private static final String BEARER = "Bearer ";
    private static final String OWNER = SignInSecurity.class.getName() + ".owner";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** They take a password or a token as proof, and no session. What came of an earlier one must not be in their way. */
    private static final Set<String> WITHOUT_SESSION = Set.of("/masuk", "/masuk/kode", "/sandi", "/pertama", "/api/v1/session",
            "/api/v1/password", "/api/v1/first-administrator");

    /** What citizens send from there is nobody's of staff: a session that has ended is forgotten, and no more. */
    private static final Set<String> FOR_CITIZENS = Set.of("lapor", "lacak");

    /** Where whoever must set up an authenticator first can do that, or leave. */
    private static final List<String> BEFORE_A_SECOND_FACTOR = List.of("/masuk/", "/keluar/", "/bahasa/", "/api/v1/session/",
            "/api/v1/me/", Assets.FOLDER);

    private final Directory directory;
    private final SecondFactorPolicy policy;

    SignInSecurity(Directory directory, SecondFactorPolicy policy) {
        this.directory = directory;
        this.policy = policy;
    }

    /** Whether a request shows anything that could make it somebody's. */
    static Mono<MatchResult> showsSomething(ServerWebExchange exchange) {
        return isByKey(exchange) || SessionCookie.read(exchange).isPresent() ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean isByKey(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null;
    }

    private static boolean changesSomething(ServerWebExchange exchange) {
        return !SAFE.contains(exchange.getRequest().getMethod());
    }

    private static boolean needsNoSession(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() == HttpMethod.POST
                && WITHOUT_SESSION.contains(exchange.getRequest().getPath().value());
    }

    private static boolean isForCitizens(ServerWebExchange exchange) {
        String[] parts = exchange.getRequest().getPath().value().split("/", 3);
        return parts.length > 1 && FOR_CITIZENS.contains(parts[1]);
    }

    /**
     * Finds out whose request it is. A key that is not valid is refused. A session that has ended makes a question nobody's;
     * to change something in its name is refused, for its sender believes to be somebody.
     */
    AuthenticationWebFilter authentication() {
        ReactiveAuthenticationManager judged = Mono::just;
        AuthenticationWebFilter filter = new AuthenticationWebFilter(judged);
        filter.setServerAuthenticationConverter(exchange -> visitor(exchange).cast(Authentication.class));
        filter.setAuthenticationSuccessHandler(this::passOn);
        return filter;
    }

    private Mono<? extends Authentication> visitor(ServerWebExchange exchange) {
        return Mono.defer(() -> isByKey(exchange) ? byKey(exchange) : bySession(exchange));
    }

    private Mono<Visitor> byKey(ServerWebExchange exchange) {
        String sent = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return Mono.justOrEmpty(sent).filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> directory.byKey(text.substring(BEARER.length()).strip()))
                .flatMap(now -> now.map(actor -> new Visitor(actor, null, now, directory.lately(now))))
                .switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.KEY_INVALID)));
    }

    private Mono<Visitor> bySession(ServerWebExchange exchange) {
        return owner(exchange).map(actor -> visitor(actor, SessionCookie.read(exchange).orElseThrow()))
                .switchIfEmpty(Mono.defer(() -> {
                    if (!needsNoSession(exchange)) {
                        SessionCookie.clear(exchange);
                        if (changesSomething(exchange) && !isForCitizens(exchange)
                                && !exchange.getRequest().getPath().value().equals("/keluar")) {
                            return Mono.error(Refusal.of(SignInRule.SESSION_ENDED));
                        }
                    }
                    return Mono.empty();
                }));
    }

    private Visitor visitor(Actor actor, String token) {
        Mono<Actor> now = directory.listening(token);
        return new Visitor(actor, token, now, directory.lately(now));
    }

    /** As whom a session's owner acts in this request: found out once, however often it is asked. */
    @SuppressWarnings("unchecked")
    private Mono<Actor> owner(ServerWebExchange exchange) {
        return (Mono<Actor>) exchange.getAttributes().computeIfAbsent(OWNER, _ -> SessionCookie.read(exchange)
                .map(directory::bySession).orElse(Mono.empty()).cache());
    }

    /** Everything behind takes the actor from the exchange, and tells no more once that is not the actor any more. */
    private Mono<Void> passOn(WebFilterExchange filter, Authentication found) {
        Visitor visitor = (Visitor) found;
        ServerWebExchange exchange = filter.getExchange();
        return mustSetUpFirst(visitor, exchange).flatMap(must -> must ? sendToSetUp(exchange) : passOn(visitor, filter));
    }

    private Mono<Boolean> mustSetUpFirst(Visitor visitor, ServerWebExchange exchange) {
        String path = RequestPath.of(exchange.getRequest()) + "/";
        return !policy.required() || visitor.sessionToken().isEmpty()
                || BEFORE_A_SECOND_FACTOR.stream().anyMatch(path::startsWith) ? Mono.just(false)
                : directory.find(SessionApi.account(visitor)).map(policy::isLacking).defaultIfEmpty(false);
    }

    private static Mono<Void> sendToSetUp(ServerWebExchange exchange) {
        if (changesSomething(exchange) || RequestPath.of(exchange.getRequest()).startsWith("/api/")) {
            return Mono.error(Refusal.of(SignInRule.SECOND_FACTOR_FIRST));
        }
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create("/masuk"));
        return exchange.getResponse().setComplete();
    }

    private Mono<Void> passOn(Visitor visitor, WebFilterExchange filter) {
        ServerWebExchange exchange = filter.getExchange();
        exchange.getAttributes().put(Actor.class.getName(), visitor.actor());
        exchange.getAttributes().put(Visitor.class.getName(), visitor);
        return filter.getChain().filter(exchange.mutate().response(
                new StreamOfVisitor(exchange.getResponse(), visitor, directory.endings())).build());
    }

    /** Browsers send the cookie along with what other sites make them send; nothing else of what is shown here. */
    ServerWebExchangeMatcher needsCsrfToken() {
        return exchange -> changesSomething(exchange) && !isByKey(exchange) && !needsNoSession(exchange)
                && !isUploadFromHere(exchange)
                ? owner(exchange).flatMap(_ -> MatchResult.match()).switchIfEmpty(MatchResult.notMatch())
                : MatchResult.notMatch();
    }

    /**
     * A page's form with a file in it: a token in it could be read only by laying the file down somewhere. It is taken only if the
     * browser says that this very site made it send it, which no other site can make it say.
     */
    private static boolean isUploadFromHere(ServerWebExchange exchange) {
        MediaType type = exchange.getRequest().getHeaders().getContentType();
        return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type) && Site.of(exchange.getRequest()) == Site.OWN
                && !RequestPath.of(exchange.getRequest()).startsWith("/api/");
    }

    /** The token follows from the session's, so that there is nothing to keep. */
    static final class SessionCsrfTokens implements ServerCsrfTokenRepository {

        @Override
        public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
            return loadToken(exchange);
        }

        @Override
        public Mono<Void> saveToken(ServerWebExchange exchange, CsrfToken token) {
            return Mono.empty();
        }

        @Override
        public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
            return Mono.justOrEmpty(SessionCookie.read(exchange).map(token ->
                    new DefaultCsrfToken(CSRF_HEADER, CSRF_PARAMETER, Tokens.csrf(token))));
        }
    }
}
