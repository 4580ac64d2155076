package id.tanggap.infra.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.infra.web.edge.ClientNetwork;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
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

    record SignIn(@NotNull @Size(max = 1000) String account, @NotNull @Size(max = 1000) String password) {

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
        return signingIn.signIn(form.account(), form.password(), network(exchange), SessionCookie.read(exchange))
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

    @PostMapping("/me/password")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> changePassword(@Valid @RequestBody Change form, Sender sender, ServerWebExchange exchange) {
        return signingIn.change(AccountName.of(visitor(exchange).actor().id()), form.current(), form.password(),
                network(exchange), sender).flatMap(token -> begun(token, exchange));
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

    static String network(ServerWebExchange exchange) {
        return HexFormat.of().formatHex(ClientNetwork.of(exchange.getRequest()));
    }
}
