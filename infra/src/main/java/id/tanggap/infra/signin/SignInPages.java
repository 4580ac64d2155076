package id.tanggap.infra.signin;

import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.account.AccountName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Signing in and out, and choosing a password, for people with a browser; without scripts. */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class SignInPages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** Where somebody can sign in elsewhere. */
    record Provider(String name, String path) {
    }

    private final SigningIn signingIn;
    private final Directory directory;
    private final FirstAdministrator first;
    private final SignInProperties settings;
    private final List<Provider> providers;
    private final ITemplateEngine templates;

    SignInPages(SigningIn signingIn, Directory directory, FirstAdministrator first, SignInProperties settings,
                List<Provider> providers, ITemplateEngine templates) {
        this.templates = templates;
        this.signingIn = signingIn;
        this.directory = directory;
        this.first = first;
        this.settings = settings;
        this.providers = providers;
    }

    @GetMapping("/masuk")
    Mono<ResponseEntity<String>> signInPage(ServerWebExchange exchange) {
        return page("masuk", HttpStatus.OK, null, exchange);
    }

    @PostMapping("/masuk")
    Mono<ResponseEntity<String>> signIn(ServerWebExchange exchange) {
        return form(exchange, "masuk", form -> signingIn.signIn(form.get("account"), form.get("password"),
                        SessionApi.network(exchange), SessionCookie.read(exchange))
                .map(token -> {
                    SessionCookie.write(exchange, token);
                    return "/masuk";
                }));
    }

    /** Where somebody comes back from an identity provider who has no account here. */
    @GetMapping(OpenIdConnect.REFUSED)
    Mono<ResponseEntity<String>> refusedPage(ServerWebExchange exchange) {
        return page("masuk", HttpStatus.FORBIDDEN, SignInRule.UNKNOWN_AT_THIS_PLATFORM.text(), exchange);
    }

    @GetMapping(OpenIdConnect.FAILED)
    Mono<ResponseEntity<String>> failedPage(ServerWebExchange exchange) {
        return page("masuk", HttpStatus.UNAUTHORIZED, SignInRule.IDENTITY_PROVIDER_FAILED.text(), exchange);
    }

    @PostMapping("/keluar")
    Mono<ResponseEntity<String>> signOut(ServerWebExchange exchange) {
        OwnSite.require(exchange);
        SessionCookie.clear(exchange);
        return Mono.justOrEmpty(SessionCookie.read(exchange)).flatMap(directory::end).then(Mono.just(seeOther("/masuk")));
    }

    @GetMapping("/sandi")
    Mono<ResponseEntity<String>> passwordPage(ServerWebExchange exchange) {
        return page("sandi", HttpStatus.OK, null, exchange);
    }

    @PostMapping("/sandi")
    Mono<ResponseEntity<String>> choosePassword(ServerWebExchange exchange, Sender sender) {
        return form(exchange, "sandi", form -> signingIn.choose(form.get("account"), form.get("token").strip(),
                form.get("password"), sender).thenReturn("/masuk"));
    }

    @GetMapping("/pertama")
    Mono<ResponseEntity<String>> firstAdministratorPage(ServerWebExchange exchange) {
        return page("pertama", HttpStatus.OK, null, exchange);
    }

    @PostMapping("/pertama")
    Mono<ResponseEntity<String>> firstAdministrator(ServerWebExchange exchange, Sender sender) {
        return form(exchange, "pertama", form -> first.accept(form.get("token").strip(), accountName(form.get("account")),
                form.get("name").strip(), form.get("password"), sender).thenReturn("/masuk"));
    }

    private static AccountName accountName(String text) {
        if (!Actor.ACCOUNT.matcher(text).matches()) {
            throw Refusal.of(RequestRule.FIELD_INVALID, "/account", Map.of("expected", new Text(
                    "nama akun dari 1 sampai 64 karakter a-z 0-9 . _ -", "an account name of 1 to 64 of a-z 0-9 . _ -")));
        }
        return AccountName.of(text);
    }

    /** Where it leads if it is taken; the page again, with what is wrong, if not. */
    private Mono<ResponseEntity<String>> form(ServerWebExchange exchange, String view, Function<Form, Mono<String>> take) {
        return Mono.defer(() -> {
            OwnSite.require(exchange);
            return exchange.getFormData().flatMap(data -> take.apply(new Form(data)));
        }).map(SignInPages::seeOther).onErrorResume(Refusal.class, refusal -> {
            refusal.retryAfter().ifPresent(wait -> exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER,
                    Long.toString(wait.plusNanos(999_999_999).toSeconds())));
            return page(view, status(refusal.rule().kind()), refusal.text(), exchange);
        });
    }

    private record Form(MultiValueMap<String, String> data) {

        /** Empty if there is no such field. */
        String get(String field) {
            String value = data.getFirst(field);
            return value == null ? "" : value;
        }
    }

    /**
     * Files are read and templates made into text here: not on an event loop. Spring's own views would do it on one, since they
     * look for a session of Spring's first.
     */
    private Mono<ResponseEntity<String>> page(String view, HttpStatus status, Text problem, ServerWebExchange exchange) {
        return first.isOffered().flatMap(offered -> Mono.fromSupplier(() -> {
            Visitor visitor = exchange.getAttribute(Visitor.class.getName());
            Context model = new Context(Locale.of("id"));
            model.setVariable("demo", settings.demo());
            model.setVariable("providers", providers);
            model.setVariable("offered", offered);
            model.setVariable("least", Passwords.LEAST);
            model.setVariable("problem", problem);
            model.setVariable("signedIn", visitor == null ? null
                    : SessionApi.SignedIn.of(visitor.actor(), visitor.sessionToken()));
            return ResponseEntity.status(status).contentType(HTML).body(templates.process(view, model));
        }).subscribeOn(Schedulers.boundedElastic()));
    }

    private static HttpStatus status(Rule.Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_NOW -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MALFORMED, NOT_FOUND, STALE, PRECONDITION_REQUIRED, TOO_LARGE, MISDIRECTED ->
                    HttpStatus.BAD_REQUEST;
        };
    }

    private static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }
}
