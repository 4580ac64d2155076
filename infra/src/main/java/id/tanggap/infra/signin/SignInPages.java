package id.tanggap.infra.signin;

import id.tanggap.command.api.Sender;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.Way;
import id.tanggap.infra.web.edge.QrCode;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in and out, and choosing and changing a password, for people with a browser. */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class SignInPages {

    private static final String SIGN_IN = "signin/sign-in";
    private static final String PASSWORD = "signin/password";
    private static final String CHANGE = "signin/change";
    private static final String FIRST = "signin/first";
    private static final String CODE = "signin/code";
    private static final String FACTOR = "signin/factor";
    private static final String RECOVERY = "signin/recovery";

    private static final String HERE = "/masuk";

    /** In the place of a session: all but this one. */
    private static final String OTHERS = "lainnya";

    /** Where somebody can sign in elsewhere. */
    record Provider(String name, String path) {
    }

    private final SigningIn signingIn;
    private final Directory directory;
    private final FirstAdministrator first;
    private final List<Provider> providers;
    private final Pages pages;
    private final Offices offices;
    private final ZoneId zone;
    private final SecondFactorPolicy policy;

    /** @param zone in whose time moments are told */
    SignInPages(SigningIn signingIn, Directory directory, FirstAdministrator first, List<Provider> providers, Pages pages,
                Offices offices, ZoneId zone, SecondFactorPolicy policy) {
        this.signingIn = signingIn;
        this.directory = directory;
        this.first = first;
        this.providers = providers;
        this.pages = pages;
        this.offices = offices;
        this.zone = zone;
        this.policy = policy;
    }

    /**
     * For whoever is signed in, the page of their own account.
     *
     * @param wanted the page that wanted somebody to sign in, to come back to
     * @param did    what was just done, to say that it was
     */
    @GetMapping(HERE)
    Mono<ResponseEntity<String>> signInPage(@RequestParam(name = "ke", defaultValue = "") String wanted,
                                            @RequestParam(name = "baru", defaultValue = "") String did,
                                            ServerWebExchange exchange) {
        return show(page(SIGN_IN, exchange).map(page -> page.with("wanted", Page.isLocal(wanted) ? wanted : ""))
                .map(page -> switch (did) {
                    case "sesi" -> page.with("did", pages.say(exchange, "sessions.ended"));
                    case "faktor" -> page.with("did", pages.say(exchange, "factor.removed"));
                    case "sandi" -> page.with("did", pages.say(exchange, "change.done"));
                    default -> page;
                }), exchange);
    }

    @PostMapping(HERE)
    Mono<ResponseEntity<String>> signIn(ServerWebExchange exchange) {
        return take(exchange, SIGN_IN, form -> signingIn
                .signIn(form.text("account"), form.text("password"), Client.of(exchange)).flatMap(step -> switch (step) {
                    case SigningIn.Step.In in -> begun(in.token(), form, exchange);
                    case SigningIn.Step.CodeNeeded needed -> show(codePage(form, needed.ticket(), exchange), exchange);
                }));
    }

    /** Goes where the form wants, or where somebody of this role begins. */
    private Mono<ResponseEntity<String>> begun(String token, Pages.Form form, ServerWebExchange exchange) {
        SessionCookie.write(exchange, token);
        return directory.bySession(token).map(Actor::role).map(SignInPages::beginning).defaultIfEmpty(HERE)
                .map(first -> Page.seeOther(Page.isLocal(form.text("ke")) ? form.text("ke") : first));
    }

    /** The answer to the form with the password, so that what shows that it was right stands in no address. */
    private Mono<Page> codePage(Pages.Form form, String ticket, ServerWebExchange exchange) {
        return page(CODE, form, exchange).map(page -> page.with("ticket", ticket));
    }

    @PostMapping(HERE + "/kode")
    Mono<ResponseEntity<String>> signInByCode(ServerWebExchange exchange) {
        return take(exchange, form -> codePage(form, form.text("ticket"), exchange), form -> signingIn
                .signInByCode(form.text("account"), form.text("ticket"), form.text("code"), Client.of(exchange))
                .flatMap(token -> begun(token, form, exchange)));
    }

    @GetMapping(HERE + "/faktor")
    Mono<ResponseEntity<String>> secondFactorPage(ServerWebExchange exchange) {
        return show(Mono.defer(() -> factorPage("", exchange)), exchange);
    }

    /** @param seed of the offer that was shown before; empty for a new one */
    private Mono<Page> factorPage(String seed, ServerWebExchange exchange) {
        AccountName account = SessionApi.owner(exchange);
        Page page = Page.of(FACTOR).with("account", account.value());
        return directory.find(account).flatMap(entry -> entry.factor() ? Mono.just(page.with("offer", null))
                : signingIn.offerSecondFactor(account, seed).map(offer -> page.with("offer", offer)
                        .with("qr", QrCode.svg(offer.uri(), pages.say(exchange, "factor.qr")))));
    }

    /** The recovery codes are the answer to the form itself, so that they stand in no address and are shown once. */
    @PostMapping(HERE + "/faktor")
    Mono<ResponseEntity<String>> setSecondFactor(ServerWebExchange exchange, Sender sender) {
        return take(exchange, form -> factorPage(form.text("seed"), exchange), form -> signingIn.setSecondFactor(
                        SessionApi.owner(exchange), form.text("password"), form.text("seed"), form.text("code"),
                        Client.of(exchange), sender).flatMap(set -> {
                            SessionCookie.write(exchange, set.session());
                            return show(Mono.just(Page.of(RECOVERY).with("codes", set.recoveryCodes())), exchange);
                        }));
    }

    @PostMapping(HERE + "/faktor/lepas")
    Mono<ResponseEntity<String>> giveUpSecondFactor(ServerWebExchange exchange, Sender sender) {
        return take(exchange, _ -> factorPage("", exchange), form -> signingIn.giveUpSecondFactor(
                        SessionApi.owner(exchange), form.text("password"), form.text("code"),
                        Client.of(exchange), sender)
                .map(token -> begunAnew(token, "faktor", exchange)));
    }

    @GetMapping(HERE + "/sandi")
    Mono<ResponseEntity<String>> changePage(ServerWebExchange exchange) {
        return show(Mono.defer(() -> ownPage(CHANGE, exchange)), exchange);
    }

    @PostMapping(HERE + "/sandi")
    Mono<ResponseEntity<String>> change(ServerWebExchange exchange, Sender sender) {
        return take(exchange, _ -> ownPage(CHANGE, exchange), form -> signingIn.change(
                        SessionApi.owner(exchange), form.text("current"), form.text("password"),
                        Client.of(exchange), sender)
                .map(token -> begunAnew(token, "sandi", exchange)));
    }

    /** To their own page, in the session that takes the place of those that ended. @param did what is said to be done */
    private static ResponseEntity<String> begunAnew(String token, String did, ServerWebExchange exchange) {
        SessionCookie.write(exchange, token);
        return Page.seeOther(HERE + "?baru=" + did);
    }

    /** Of somebody who is signed in, and not with a key. */
    private Mono<Page> ownPage(String template, ServerWebExchange exchange) {
        AccountName account = SessionApi.owner(exchange);
        return directory.find(account).map(entry -> Page.of(template).with("account", account.value())
                .with("byPassword", entry.signIn() == SignInMethod.PASSWORD).with("least", Passwords.LEAST));
    }

    /** Where somebody who signed in begins. */
    static String beginning(Role role) {
        return Way.first(role).map(Way::path).orElse(HERE);
    }

    /** Where somebody comes back from an identity provider who has no account here. */
    @GetMapping(OpenIdConnect.REFUSED)
    Mono<ResponseEntity<String>> refusedPage(ServerWebExchange exchange) {
        return refused(SIGN_IN, SignInRule.UNKNOWN_AT_THIS_PLATFORM, SignInRule.UNKNOWN_AT_THIS_PLATFORM.text(), exchange);
    }

    @GetMapping(OpenIdConnect.FAILED)
    Mono<ResponseEntity<String>> failedPage(ServerWebExchange exchange) {
        return refused(SIGN_IN, SignInRule.IDENTITY_PROVIDER_FAILED, SignInRule.IDENTITY_PROVIDER_FAILED.text(), exchange);
    }

    @PostMapping(HERE + "/sesi")
    Mono<ResponseEntity<String>> endSessions(ServerWebExchange exchange) {
        return take(exchange, SIGN_IN, form -> {
            Visitor visitor = SessionApi.visitor(exchange);
            AccountName account = SessionApi.account(visitor);
            String token = SessionApi.session(visitor);
            return (form.text("sesi").equals(OTHERS) ? directory.endOthers(account, token)
                    : directory.endOne(account, form.text("sesi"), token)).thenReturn(Page.seeOther(HERE + "?baru=sesi"));
        });
    }

    @PostMapping("/keluar")
    Mono<ResponseEntity<String>> signOut(ServerWebExchange exchange) {
        OwnSite.require(exchange);
        SessionCookie.clear(exchange);
        // what the assisted desk keeps on a device goes with whoever kept it there
        exchange.getResponse().getHeaders().set("Clear-Site-Data", "\"storage\"");
        return Mono.justOrEmpty(SessionCookie.read(exchange)).flatMap(directory::end)
                .then(Mono.just(Page.seeOther(HERE)));
    }

    @GetMapping("/sandi")
    Mono<ResponseEntity<String>> passwordPage(ServerWebExchange exchange) {
        return show(page(PASSWORD, exchange), exchange);
    }

    @PostMapping("/sandi")
    Mono<ResponseEntity<String>> choosePassword(ServerWebExchange exchange, Sender sender) {
        return take(exchange, PASSWORD, form -> signingIn.choose(form.text("account"), form.text("token").strip(),
                form.text("password"), sender).thenReturn(Page.seeOther(HERE)));
    }

    @GetMapping("/pertama")
    Mono<ResponseEntity<String>> firstAdministratorPage(ServerWebExchange exchange) {
        return show(page(FIRST, exchange), exchange);
    }

    @PostMapping("/pertama")
    Mono<ResponseEntity<String>> firstAdministrator(ServerWebExchange exchange, Sender sender) {
        return take(exchange, FIRST, form -> first.accept(form.text("token").strip(), accountName(form.text("account")),
                form.text("name").strip(), form.text("password"), sender).thenReturn(Page.seeOther(HERE)));
    }

    private static AccountName accountName(String text) {
        if (!Actor.ACCOUNT.matcher(text).matches()) {
            throw Refusal.of(RequestRule.FIELD_INVALID, "/account", Map.of("expected", new Text(
                    "nama akun dari 1 sampai 64 karakter a-z 0-9 . _ -", "an account name of 1 to 64 of a-z 0-9 . _ -")));
        }
        return AccountName.of(text);
    }

    /** Where it leads if it is taken; the page again, with what is wrong, if not. */
    private Mono<ResponseEntity<String>> take(ServerWebExchange exchange, String template,
                                              Function<Pages.Form, Mono<ResponseEntity<String>>> take) {
        return take(exchange, form -> page(template, form, exchange), take);
    }

    /** @param again makes the page once more */
    private Mono<ResponseEntity<String>> take(ServerWebExchange exchange, Function<Pages.Form, Mono<Page>> again,
                                              Function<Pages.Form, Mono<ResponseEntity<String>>> take) {
        return Pages.form(exchange).flatMap(form -> Mono.defer(() -> {
            OwnSite.require(exchange);
            return take.apply(form);
        }).onErrorResume(Refusal.class, refusal -> {
            refusal.retryAfter().ifPresent(wait -> exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER,
                    Long.toString(wait.plusNanos(999_999_999).toSeconds())));
            return show(again.apply(form).map(page -> refused(page, refusal.rule(), refusal.text(), exchange)), exchange);
        }));
    }

    private Mono<Page> page(String template, Pages.Form form, ServerWebExchange exchange) {
        return page(template, exchange).map(page -> page.with("account", form.text("account"))
                .with("wanted", Page.isLocal(form.text("ke")) ? form.text("ke") : ""));
    }

    private Mono<ResponseEntity<String>> refused(String template, Rule rule, Text text, ServerWebExchange exchange) {
        return show(page(template, exchange).map(page -> refused(page, rule, text, exchange)), exchange);
    }

    private static Page refused(Page page, Rule rule, Text text, ServerWebExchange exchange) {
        return page.refused(rule).with("problem", text.in(Language.of(exchange).locale()));
    }

    private Mono<ResponseEntity<String>> show(Mono<Page> page, ServerWebExchange exchange) {
        return page.flatMap(shown -> pages.show(shown, exchange));
    }

    private Mono<Page> page(String template, ServerWebExchange exchange) {
        return first.isOffered().flatMap(offered -> {
            Visitor visitor = exchange.getAttribute(Visitor.class.getName());
            Page page = Page.of(template).with("providers", providers).with("offered", offered)
                    .with("least", Passwords.LEAST).with("account", "").with("wanted", "");
            return visitor == null ? Mono.just(page) : withSessions(page, visitor, exchange)
                    .map(one -> one.with("signedIn", SessionApi.SignedIn.of(visitor.actor(), visitor.sessionToken())))
                    .zipWith(office(visitor.actor()), (one, office) -> one.with("office", office));
        });
    }

    /** What the office of whoever is signed in is called; its id as long as that cannot be read, nothing if they have none. */
    private Mono<String> office(Actor actor) {
        return Mono.justOrEmpty(actor.office()).flatMap(id -> offices.find(id).map(OfficeView::name)
                .onErrorComplete().defaultIfEmpty(id.toString())).defaultIfEmpty("");
    }

    /** One of somebody's sessions, in words. @param browser empty if unknown */
    public record SessionRow(String id, String browser, String started, String seen, String ends, boolean current) {
    }

    private Mono<Page> withSessions(Page page, Visitor visitor, ServerWebExchange exchange) {
        AccountName account = SessionApi.account(visitor);
        return Mono.justOrEmpty(visitor.sessionToken()).flatMap(token -> Mono.zip(directory.sessions(account, token),
                        directory.signedInLately(token), directory.find(account)))
                .map(all -> page.with("sessions", all.getT1().stream().map(one -> row(one, exchange)).toList())
                        .with("lately", all.getT2()).with("byPassword", all.getT3().signIn() == SignInMethod.PASSWORD)
                        .with("factor", all.getT3().factor()).with("factorFirst", policy.isLacking(all.getT3())))
                .defaultIfEmpty(page);
    }

    private SessionRow row(Directory.OneSession session, ServerWebExchange exchange) {
        return new SessionRow(session.id(), session.browser().orElse(""), pages.moment(exchange, session.started(), zone),
                pages.moment(exchange, session.lastUsed(), zone), pages.moment(exchange, session.ends(), zone), session.current());
    }
}
