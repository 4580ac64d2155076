package id.tanggap.infra.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in and out, and what somebody who is signed in does with their own account. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionApi {

    private final SigningIn signingIn;
    private final Directory directory;
    private final ReadingAccounts accounts;
    private final FirstAdministrator first;

    SessionApi(SigningIn signingIn, Directory directory, ReadingAccounts accounts, FirstAdministrator first) {
        this.signingIn = signingIn;
        this.directory = directory;
        this.accounts = accounts;
        this.first = first;
    }

    /** @param code of an authenticator, or a recovery code, where the account has one */
    record SignIn(@NotNull @Size(max = 1000) String account, @NotNull @Size(max = 1000) String password,
                  @Size(max = 200) String code) {

        /** What is logged by accident is no password. */
        @Override
        public String toString() {
            return "SignIn[" + account + "]";
        }
    }

    record Choice(@NotNull @Size(max = 64) String account, @NotNull @Size(max = 200) String token,
                  @NotNull @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "Choice[" + account + "]";
        }
    }

    record Change(@NotNull @Size(max = 1000) String current, @NotNull @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** @param csrf for the header {@code X-CSRF-TOKEN} of whatever changes something; absent for whoever came with a key */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SignedIn(String account, Role role, Optional<OfficeId> officeId, Optional<String> csrf) {

        static SignedIn of(Actor actor, Optional<String> sessionToken) {
            return new SignedIn(actor.id(), actor.role(), actor.office(), sessionToken.map(Tokens::csrf));
        }
    }

    /** @param name what people call the account's owner */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Me(String account, Role role, Optional<OfficeId> officeId, Optional<String> name) {
    }

    @PostMapping("/session")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> signIn(@Valid @RequestBody SignIn form, Sender sender, ServerWebExchange exchange) {
        OwnSite.require(exchange);
        return signingIn.signIn(form.account(), form.password(), Objects.requireNonNullElse(form.code(), ""),
                        Client.of(exchange))
                .flatMap(token -> begun(token, exchange));
    }

    private Mono<SignedIn> begun(String token, ServerWebExchange exchange) {
        return directory.bySession(token).switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.SIGN_IN_REFUSED)))
                .map(actor -> {
                    SessionCookie.write(exchange, token);
                    return SignedIn.of(actor, Optional.of(token));
                });
    }

    @GetMapping("/session")
    SignedIn session(Reader reader, ServerWebExchange exchange) {
        reader.allowing();
        Visitor visitor = visitor(exchange);
        return SignedIn.of(visitor.actor(), visitor.sessionToken());
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(ServerWebExchange exchange) {
        SessionCookie.clear(exchange);
        return Mono.justOrEmpty(visitor(exchange).sessionToken()).flatMap(directory::end);
    }

    @GetMapping("/me")
    Mono<Me> me(Reader reader, ServerWebExchange exchange) {
        reader.allowing();
        Actor actor = visitor(exchange).actor();
        return accounts.views(List.of(AccountName.of(actor.id()))).map(found -> new Me(actor.id(), actor.role(),
                actor.office(), found.stream().findFirst().flatMap(ReadingAccounts.AccountView::name)));
    }

    record Sessions(List<Directory.OneSession> sessions) {
    }

    /** Of the account that is signed in, the latest first. */
    @GetMapping("/me/sessions")
    Mono<Sessions> sessions(Reader reader, ServerWebExchange exchange) {
        reader.allowing();
        Visitor visitor = visitor(exchange);
        return directory.sessions(account(visitor), session(visitor))
                .map(Sessions::new);
    }

    /** Ends one of them. Asked within ten minutes of signing in, if it is another one. */
    @DeleteMapping("/me/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endSession(@PathVariable String session, ServerWebExchange exchange) {
        Visitor visitor = visitor(exchange);
        return directory.endOne(account(visitor), session, session(visitor));
    }

    /** Ends all but the one that this is asked in. Asked within ten minutes of signing in. */
    @DeleteMapping("/me/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOtherSessions(ServerWebExchange exchange) {
        Visitor visitor = visitor(exchange);
        return directory.endOthers(account(visitor), session(visitor));
    }

    static AccountName account(Visitor visitor) {
        return AccountName.of(visitor.actor().id());
    }

    /** @throws Refusal if they came with a key */
    static String session(Visitor visitor) {
        return visitor.sessionToken().orElseThrow(() -> Refusal.of(SignInRule.KEYS_HAVE_NO_SESSIONS));
    }

    @PostMapping("/me/password")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> changePassword(@Valid @RequestBody Change form, Sender sender, ServerWebExchange exchange) {
        return signingIn.change(account(visitor(exchange)), form.current(), form.password(),
                Client.of(exchange), sender).flatMap(token -> begun(token, exchange));
    }

    record Setting(@NotNull @Size(max = 1000) String current, @NotNull @Size(max = 200) String seed,
                   @NotNull @Size(max = 200) String code) {

        @Override
        public String toString() {
            return "Setting[]";
        }
    }

    record GivingUp(@NotNull @Size(max = 1000) String current, @NotNull @Size(max = 200) String code) {

        @Override
        public String toString() {
            return "GivingUp[]";
        }
    }

    /** @param recoveryCodes told this once */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Secured(String account, Role role, Optional<OfficeId> officeId, Optional<String> csrf, List<String> recoveryCodes) {

        static Secured of(SignedIn signedIn, List<String> recoveryCodes) {
            return new Secured(signedIn.account(), signedIn.role(), signedIn.officeId(), signedIn.csrf(), recoveryCodes);
        }
    }

    /** What an authenticator app is to be set up with. Nothing changes by it. */
    @PostMapping("/me/second-factor/preparation")
    Mono<SecondFactors.Offer> prepareSecondFactor(ServerWebExchange exchange) {
        return signingIn.offerSecondFactor(owner(exchange), "");
    }

    @PostMapping("/me/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Secured> setSecondFactor(@Valid @RequestBody Setting form, Sender sender, ServerWebExchange exchange) {
        return signingIn.setSecondFactor(owner(exchange), form.current(), form.seed(), form.code(), Client.of(exchange),
                        sender)
                .flatMap(set -> begun(set.session(), exchange).map(signedIn -> Secured.of(signedIn, set.recoveryCodes())));
    }

    @PostMapping("/me/second-factor/removal")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> giveUpSecondFactor(@Valid @RequestBody GivingUp form, Sender sender, ServerWebExchange exchange) {
        return signingIn.giveUpSecondFactor(owner(exchange), form.current(), form.code(), Client.of(exchange), sender)
                .flatMap(token -> begun(token, exchange));
    }

    /** @throws Refusal if nobody is signed in, or with a key */
    static AccountName owner(ServerWebExchange exchange) {
        Visitor visitor = visitor(exchange);
        session(visitor);
        return account(visitor);
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> choosePassword(@Valid @RequestBody Choice form, Sender sender, ServerWebExchange exchange) {
        OwnSite.require(exchange);
        return signingIn.choose(form.account(), form.token(), form.password(), sender);
    }

    record First(@NotNull @Size(max = 200) String token, @NotNull AccountName account,
                 @NotBlank @Size(max = 200) @PlainText String name, @NotNull @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "First[" + account + "]";
        }
    }

    record Made(AccountName account) {
    }

    @PostMapping("/first-administrator")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> makeFirstAdministrator(@Valid @RequestBody First form, Sender sender, ServerWebExchange exchange) {
        OwnSite.require(exchange);
        return first.accept(form.token().strip(), form.account(), form.name().strip(), form.password(), sender)
                .map(Made::new);
    }

    /** @throws Refusal if nobody is signed in */
    static Visitor visitor(ServerWebExchange exchange) {
        Visitor visitor = exchange.getAttribute(Visitor.class.getName());
        if (visitor == null) {
            throw Refusal.of(SignInRule.NOT_SIGNED_IN);
        }
        return visitor;
    }
}
