package id.tanggap.infra.signin;

import id.tanggap.command.Receipt;
import id.tanggap.command.account.ManagingAccounts;
import id.tanggap.command.api.Sender;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.signin.ReadingAccounts.AccountView;
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Accounts, for administrators. What is shown once, a code to choose a password with or a machine's key, is the answer to the form
 * itself, so that it stands in no address and nowhere else; who sends the same form again gets another one, and the first is void.
 */
@ForRole(TanggapProperties.Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class AccountPages {

    private static final String PATH = "/akun";

    /** Of the form for a new account, by those of the API. */
    private static final Map<String, String> FIELDS = Map.of("/officeId", "office", "/role", "role", "/signIn", "method",
            "/identity", "issuer");

    private final Pages pages;
    private final ReadingAccounts accounts;
    private final ManagingAccounts managing;
    private final Offices offices;
    private final Validator validator;
    private final ZoneId zone;

    /** @param zone in whose time moments are told */
    AccountPages(Pages pages, ReadingAccounts accounts, ManagingAccounts managing, Offices offices, Validator validator, ZoneId zone) {
        this.pages = pages;
        this.accounts = accounts;
        this.managing = managing;
        this.offices = offices;
        this.validator = validator;
        this.zone = zone;
    }

    /** What can be done with an account. */
    enum Step {

        ROLE("peran"), PASSWORD("sandi"), FACTOR("faktor"), KEY("kunci"), REVOKE("cabut"),
        DEACTIVATE("nonaktifkan"), REACTIVATE("aktifkan");

        private final String path;

        Step(String path) {
            this.path = path;
        }

        static Optional<Step> of(String path) {
            return Arrays.stream(values()).filter(step -> step.path.equals(path)).findFirst();
        }

        public String path() {
            return path;
        }

        /** Of messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is offered beside the keys, so that nobody tries in vain. Whether it may be done is decided where it is done. */
        static Set<Step> offered(AccountView account, String reader) {
            if (account.account().value().equals(reader)) {
                return EnumSet.noneOf(Step.class);
            }
            if (!account.status().equals("ACTIVE")) {
                return EnumSet.of(REACTIVATE);
            }
            return switch (account.signIn()) {
                case KEY -> EnumSet.of(KEY, DEACTIVATE);
                case PASSWORD -> account.secondFactor() ? EnumSet.of(ROLE, PASSWORD, FACTOR, DEACTIVATE)
                        : EnumSet.of(ROLE, PASSWORD, DEACTIVATE);
                case OPENID_CONNECT -> EnumSet.of(ROLE, DEACTIVATE);
            };
        }
    }

    private static String path(AccountName account) {
        return PATH + "/" + account;
    }

    /** One of a list. @param tag what keeps its owner from signing in; empty if nothing does */
    public record Row(String link, String account, String about, String tag) {
    }

    /** @param label empty once it was erased */
    public record Key(String id, String label) {
    }

    @GetMapping(PATH)
    Mono<ResponseEntity<String>> all(Reader reader, ServerWebExchange exchange) {
        return Mono.zip(Mono.defer(() -> accounts.all(reader)), offices.all(), (listed, all) -> {
            Map<OfficeId, String> names = OfficeView.names(all);
            return Page.of("accounts/all").with("rows", listed.accounts().stream().map(account -> new Row(path(account.account()),
                            account.account().value(), account.name().map(name -> name + ", ").orElse("") + about(account, names, exchange),
                            tag(account, exchange))).toList())
                    .with("next", listed.next().map(next -> PATH + "?after=" + next).orElse(null))
                    .with("first", reader.text("after").isPresent());
        }).flatMap(page -> pages.show(page, exchange));
    }

    private String about(AccountView account, Map<OfficeId, String> names, ServerWebExchange exchange) {
        return role(account.role(), exchange) + account.officeId().map(names::get).map(office -> ", " + office).orElse("");
    }

    private String role(Role role, ServerWebExchange exchange) {
        return pages.known(exchange, "role." + role).orElse(role.name());
    }

    private String tag(AccountView account, ServerWebExchange exchange) {
        return !account.status().equals("ACTIVE") ? pages.say(exchange, "account.inactive")
                : account.canSignIn() ? "" : pages.say(exchange, "account.cannot." + account.signIn());
    }

    @GetMapping("/akun-baru")
    Mono<ResponseEntity<String>> opening(Reader reader, ServerWebExchange exchange) {
        return opening(Map.of(), reader, exchange).flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> opening(Map<String, String> typed, Reader reader, ServerWebExchange exchange) {
        // refuses whoever does not manage accounts
        return Mono.fromRunnable(() -> ReadingAccounts.requireAdministrator(reader)).then(offices.all()).map(all -> Page.of("accounts/new")
                .with("typed", typed).with("roles", roles(true, exchange)).with("offices", Choice.active(all))
                .with("methods", List.of(new Choice("", pages.say(exchange, "account.method.usual"), ""),
                        new Choice(SignInMethod.OPENID_CONNECT.name(), "OpenID Connect", "")))
                .with("key", UUID.randomUUID().toString()));
    }

    private List<Choice> roles(boolean machinesToo, ServerWebExchange exchange) {
        return Arrays.stream(Role.values()).filter(role -> role.isStaff() && role != Role.SYSTEM)
                .filter(role -> machinesToo || role != Role.API_CLIENT)
                .map(role -> new Choice(role.name(), role(role, exchange), "")).toList();
    }

    @PostMapping(PATH)
    Mono<ResponseEntity<String>> open(Sender sender, Reader reader, ServerWebExchange exchange) {
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = opening(form.fields().toSingleValueMap(), reader, exchange);
            Optional<AccountName> name = Choice.taken(form.text("account"), AccountName::of);
            ManagingAccounts.Opening opening = new ManagingAccounts.Opening(name.orElse(null),
                    Choice.taken(Role.class, form.text("role")).orElse(null), Choice.taken(form.text("office"), OfficeId::of).orElse(null),
                    form.text("name"), Choice.taken(SignInMethod.class, form.text("method")).orElse(null), identity(form));
            Mistakes mistakes = name.isPresent() ? Mistakes.NONE : Mistakes.in("account", pages.say(exchange, "account.name.wrong"));
            mistakes = opening.role() == null ? mistakes.and("role", pages.say(exchange, "account.role.missing")) : mistakes;
            mistakes = mistakes(mistakes, opening, property -> property.substring(property.lastIndexOf('.') + 1), exchange);
            if (!mistakes.isEmpty()) {
                Mistakes wrong = mistakes;
                return again.flatMap(page -> pages.show(page.with(wrong), exchange));
            }
            return Mono.defer(() -> managing.open(opening, sender.saying("Idempotency-Key", form.text("key"))))
                    .flatMap(invited -> invited(opening.account(), invited, exchange))
                    .onErrorResume(Refusal.class, refusal -> again.flatMap(page -> pages.show(page.refused(refusal, FIELDS, exchange),
                            exchange)));
        });
    }

    private static ManagingAccounts.IdentityForm identity(Pages.Form form) {
        return form.said("issuer").isEmpty() && form.said("subject").isEmpty() ? null
                : new ManagingAccounts.IdentityForm(form.text("issuer"), form.text("subject"));
    }

    private Mono<ResponseEntity<String>> invited(AccountName account, ManagingAccounts.Invited invited, ServerWebExchange exchange) {
        return invited.invitation().map(invitation -> pages.show(handed(account, exchange).with("token", invitation.token())
                        .with("expires", pages.moment(exchange, invitation.expires(), zone)), exchange))
                .orElseGet(() -> Mono.just(Page.seeOther(path(account) + "?baru=akun")));
    }

    private Page handed(AccountName account, ServerWebExchange exchange) {
        return Page.of("accounts/handed").with("account", account.value()).with("token", null).with("secret", null)
                .with("heading", pages.say(exchange, "account.handed"));
    }

    private Mistakes mistakes(Mistakes before, Object form, Function<String, String> fields, ServerWebExchange exchange) {
        Mistakes mistakes = before;
        for (ConstraintViolation<Object> violation : validator.validate(form)) {
            mistakes = mistakes.and(fields.apply(violation.getPropertyPath().toString()), Violations.text(violation).in(locale(exchange)));
        }
        return mistakes;
    }

    /** @param did what was just done, to say that it was */
    @GetMapping(PATH + "/{account}")
    Mono<ResponseEntity<String>> one(@PathVariable AccountName account, @RequestParam(name = "baru", defaultValue = "") String did,
                                     Reader reader, ServerWebExchange exchange) {
        Optional<String> done = did.equals("akun") ? Optional.of("new") : Step.of(did).map(Step::key);
        return page(account, reader, exchange).map(page -> done.map(key -> page.with("did", pages.say(exchange, "account.did." + key)))
                .orElse(page)).flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> page(AccountName name, Reader reader, ServerWebExchange exchange) {
        return Mono.zip(Mono.defer(() -> accounts.one(name, reader)), offices.all(), (account, all) -> Page.of("accounts/one")
                .with("account", account).with("about", about(account, OfficeView.names(all), exchange)).with("tag", tag(account, exchange))
                .with("name", account.name().orElseGet(() -> pages.say(exchange, "account.erased")))
                .with("own", account.account().value().equals(reader.actor().id()))
                .with("method", pages.say(exchange, "account.signs." + account.signIn()))
                .with("keys", account.keys().stream().map(key -> new Key(key.id().toString(), key.label().orElse(""))).toList())
                .with("steps", Step.offered(account, reader.actor().id())).with("roles", roles(false, exchange))
                .with("offices", Choice.active(all)).with("office", account.officeId().map(OfficeId::toString).orElse(""))
                .with("key", UUID.randomUUID().toString()).with("typed", Map.of()).with("tried", ""));
    }

    @PostMapping(PATH + "/{account}/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable AccountName account, @PathVariable String path, Sender sender, Reader reader,
                                     ServerWebExchange exchange) {
        Step step = Step.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = page(account, reader, exchange).map(page ->
                    page.with("typed", form.fields().toSingleValueMap()).with("tried", step.name()));
            Mistakes mistakes = mistakes(step, form, exchange);
            if (!mistakes.isEmpty()) {
                return again.flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> send(step, account, form, form.onState(sender), exchange))
                    .onErrorResume(Refusal.class, refusal -> again.flatMap(page -> pages.show(page.refused(refusal,
                            Map.of("/officeId", "peran-office", "/role", "peran-role"), exchange), exchange)));
        });
    }

    private Mistakes mistakes(Step step, Pages.Form form, ServerWebExchange exchange) {
        return switch (step) {
            case ROLE -> Choice.taken(Role.class, form.text("peran-role")).isPresent() ? Mistakes.NONE
                    : Mistakes.in("peran-role", pages.say(exchange, "account.role.missing"));
            case KEY -> mistakes(Mistakes.NONE, new ManagingAccounts.KeyForm(form.text("kunci-label")), _ -> "kunci-label", exchange);
            case PASSWORD, FACTOR, REVOKE, DEACTIVATE, REACTIVATE -> Mistakes.NONE;
        };
    }

    private Mono<ResponseEntity<String>> send(Step step, AccountName account, Pages.Form form, Sender sender, ServerWebExchange exchange) {
        return switch (step) {
            case ROLE -> done(step, account, managing.changeRole(account, new ManagingAccounts.NewRole(
                    Choice.taken(Role.class, form.text("peran-role")).orElseThrow(),
                    Choice.taken(form.text("peran-office"), OfficeId::of).orElse(null)), sender));
            case PASSWORD -> managing.resetPassword(account, sender).flatMap(invited -> invited(account, invited, exchange));
            case FACTOR -> done(step, account, managing.takeSecondFactor(account, sender));
            case KEY -> managing.issueKey(account, new ManagingAccounts.KeyForm(form.text("kunci-label")), sender).flatMap(issued ->
                    pages.show(handed(account, exchange).with("secret", issued.key()).with("label", form.text("kunci-label").strip()),
                            exchange));
            case REVOKE -> done(step, account, managing.revokeKey(account, Choice.taken(form.text("cabut-key"), KeyId::of)
                    .orElseThrow(() -> Refusal.of(NotFound.KEY_NOT_FOUND)), sender));
            case DEACTIVATE -> done(step, account, managing.deactivate(account, sender));
            case REACTIVATE -> done(step, account, managing.reactivate(account, sender));
        };
    }

    private static Mono<ResponseEntity<String>> done(Step step, AccountName account, Mono<Receipt> receipt) {
        return receipt.thenReturn(Page.seeOther(path(account) + "?baru=" + step.path()));
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }
}
