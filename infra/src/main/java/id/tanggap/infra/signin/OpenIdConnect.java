package id.tanggap.infra.signin;

import id.tanggap.kernel.account.ExternalIdentity;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Signing in at an OpenID Connect provider: the authorization code flow with PKCE. The provider says who somebody is; which
 * account that is, and what it may do, is said here and by nobody else. Its tokens are not kept.
 */
final class OpenIdConnect {

    static final String REFUSED = "/masuk/ditolak";
    static final String FAILED = "/masuk/gagal";

    private static final String BEGINNING = "/oauth2/authorization/";
    private static final List<String> PATHS = List.of(BEGINNING, "/login/oauth2/code/");

    private static final Logger log = LoggerFactory.getLogger(OpenIdConnect.class);

    /** As those of OAuth 2.0, OpenID Connect and Spring Security. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,50}");

    private final ReactiveClientRegistrationRepository registrations;
    private final Directory directory;
    private final SignInProperties settings;
    private final AuthorizationRequests requestsOnTheWay;

    OpenIdConnect(ReactiveClientRegistrationRepository registrations, Directory directory, SignInProperties settings,
                  AuthorizationRequests requestsOnTheWay) {
        this.requestsOnTheWay = requestsOnTheWay;
        this.registrations = registrations;
        this.directory = directory;
        this.settings = settings;
    }

    static boolean isOnTheWay(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return PATHS.stream().anyMatch(path::startsWith);
    }

    List<SignInPages.Provider> providers() {
        return registrations instanceof Iterable<?> all ? StreamSupport.stream(all.spliterator(), false)
                .flatMap(one -> one instanceof ClientRegistration registration ? Stream.of(registration) : Stream.empty())
                .map(one -> new SignInPages.Provider(one.getClientName(), BEGINNING + one.getRegistrationId())).toList()
                : List.of();
    }

    void in(ServerHttpSecurity http) {
        DefaultServerOAuth2AuthorizationRequestResolver requests =
                new DefaultServerOAuth2AuthorizationRequestResolver(registrations);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(login -> login.clientRegistrationRepository(registrations)
                .authorizationRequestResolver(requests)
                .authorizationRequestRepository(requestsOnTheWay)
                .authorizedClientRepository(new NothingKept())
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authenticationSuccessHandler(this::begin)
                .authenticationFailureHandler(OpenIdConnect::failed));
    }

    private Mono<Void> begin(WebFilterExchange filter, Authentication authentication) {
        ServerWebExchange exchange = filter.getExchange();
        return Mono.justOrEmpty(identity(authentication)).flatMap(directory::identified)
                .flatMap(entry -> directory.begin(entry.account(), Optional.empty(), Client.of(exchange))
                        .map(token -> {
                            log.info("{} signed in", entry.account());
                            SessionCookie.write(exchange, token);
                            return SignInPages.beginning(entry.actor().role());
                        })).defaultIfEmpty(REFUSED).flatMap(path -> seeOther(exchange, path));
    }

    /** By the claim that this platform tells people apart by; an address of e-mail only if the provider has verified it. */
    private Optional<ExternalIdentity> identity(Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof OidcUser user) || user.getIssuer() == null
                || settings.oidcClaim().equals("email") && !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Optional.empty();
        }
        return Optional.ofNullable(user.getIdToken().getClaimAsString(settings.oidcClaim()))
                .map(subject -> new ExternalIdentity(user.getIssuer().toString(), subject));
    }

    private static Mono<Void> failed(WebFilterExchange filter, AuthenticationException fault) {
        // The code names the step that failed; the message may quote what the provider said of the person. And the code
        // stands in the address that a browser comes back with: it may be anything, be it lines that look like the log's own.
        log.info("Somebody could not sign in at an OpenID Connect provider: {}",
                fault instanceof OAuth2AuthenticationException known && CODE.matcher(known.getError().getErrorCode()).matches()
                        ? known.getError().getErrorCode() : fault.getClass().getSimpleName());
        return seeOther(filter.getExchange(), FAILED);
    }

    private static Mono<Void> seeOther(ServerWebExchange exchange, String path) {
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(path));
        return exchange.getResponse().setComplete();
    }

    /** Nothing is asked in anybody's name at a provider, so nobody's tokens are needed any more. */
    private static final class NothingKept implements ServerOAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(String registration, Authentication principal,
                                                                               ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
                                               ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> removeAuthorizedClient(String registration, Authentication principal,
                                                 ServerWebExchange exchange) {
            return Mono.empty();
        }
    }
}
