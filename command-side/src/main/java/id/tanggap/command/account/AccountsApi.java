package id.tanggap.command.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.ExternalIdentity;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What administrators do with accounts. An answer means that it holds: whoever is no longer allowed in is out already.
 */
@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
public class AccountsApi {

    private final Commands commands;
    private final Credentials credentials;
    private final Identifiers identifiers;
    private final Newcomers newcomers;

    public AccountsApi(Commands commands, Credentials credentials, Identifiers identifiers, Newcomers newcomers) {
        this.commands = commands;
        this.credentials = credentials;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
    }

    record IdentityForm(@NotBlank @Size(max = 500) @PlainText String issuer,
                        @NotBlank @Size(max = 255) @PlainText String subject) {
    }

    /** @param signIn what is usual for the role without: keys for machines, passwords for people */
    record Opening(@NotNull AccountName account, @NotNull Role role, OfficeId officeId,
                   @NotBlank @Size(max = 200) @PlainText String name, SignInMethod signIn, @Valid IdentityForm identity) {
    }

    record NewRole(@NotNull Role role, OfficeId officeId) {
    }

    record KeyForm(@NotBlank @Size(max = 100) @PlainText String label) {
    }

    /**
     * What an administrator hands to the owner of an account.
     *
     * @param passwordToken        with which a password is chosen, once; absent where none is needed
     * @param passwordTokenExpires when that is void
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Invited(String id, String status, long sequence, String passwordToken, Instant passwordTokenExpires) {
    }

    /** @param key shown this once */
    record Issued(String id, String status, long sequence, KeyId keyId, String key) {
    }

    @PostMapping
    Mono<ResponseEntity<Invited>> open(@Valid @RequestBody Opening form, Sender sender) {
        Request request = sender.request(form);
        PersonId person = newcomers.next();
        SignInMethod signIn = form.signIn() != null ? form.signIn()
                : form.role() == Role.API_CLIENT ? SignInMethod.KEY : SignInMethod.PASSWORD;
        AccountCommand.Open open = new AccountCommand.Open(form.account(), form.role(), Optional.ofNullable(form.officeId()),
                Shreddable.of(person, form.name().strip()), signIn, Optional.ofNullable(form.identity())
                        .map(i -> Shreddable.of(person, new ExternalIdentity(i.issuer().strip(), i.subject().strip()))),
                sender.provenance());
        return send(open, request)
                .onErrorResume(Commands.AlreadyExists.class,
                        _ -> send(new AccountCommand.Recall(form.account(), sender.provenance()), request))
                .flatMap(receipt -> signIn == SignInMethod.PASSWORD ? invited(form.account(), receipt)
                        : Mono.just(new Invited(form.account().value(), receipt.answer().status(),
                                receipt.answer().sequence(), null, null)).map(answer -> created(receipt).body(answer)));
    }

    @PostMapping("/{account}/role")
    Mono<ResponseEntity<Answers.Recorded>> changeRole(@PathVariable AccountName account,
                                                      @Valid @RequestBody NewRole form, Sender sender) {
        return send(new AccountCommand.ChangeRole(account, form.role(), Optional.ofNullable(form.officeId()),
                sender.provenance()), sender.requestOnState(form)).map(Answers::recorded);
    }

    @PostMapping("/{account}/deactivation")
    Mono<ResponseEntity<Answers.Recorded>> deactivate(@PathVariable AccountName account, Sender sender) {
        return send(new AccountCommand.Deactivate(account, sender.provenance()), sender.requestOnState(""))
                .map(Answers::recorded);
    }

    @PostMapping("/{account}/reactivation")
    Mono<ResponseEntity<Answers.Recorded>> reactivate(@PathVariable AccountName account, Sender sender) {
        return send(new AccountCommand.Reactivate(account, sender.provenance()), sender.requestOnState(""))
                .map(Answers::recorded);
    }

    @PostMapping("/{account}/password-reset")
    Mono<ResponseEntity<Invited>> resetPassword(@PathVariable AccountName account, Sender sender) {
        return send(new AccountCommand.RequestPasswordReset(account, sender.provenance()), sender.requestOnState(""))
                .flatMap(receipt -> invited(account, receipt));
    }

    @PostMapping("/{account}/keys")
    Mono<ResponseEntity<Issued>> issueKey(@PathVariable AccountName account, @Valid @RequestBody KeyForm form,
                                          Sender sender) {
        Request request = sender.requestOnState(form);
        KeyId id = new KeyId(identifiers.uuid(request.idempotency()));
        return send(new AccountCommand.IssueKey(account, id, form.label().strip(), sender.provenance()), request)
                .flatMap(receipt -> credentials.issue(account, id).map(key -> created(receipt).body(new Issued(
                        account.value(), receipt.answer().status(), receipt.answer().sequence(), id, key))));
    }

    @PostMapping("/{account}/keys/{key}/revocation")
    Mono<ResponseEntity<Answers.Recorded>> revokeKey(@PathVariable AccountName account, @PathVariable KeyId key,
                                                     Sender sender) {
        return send(new AccountCommand.RevokeKey(account, key, sender.provenance()), sender.requestOnState(""))
                .map(Answers::recorded);
    }

    private Mono<ResponseEntity<Invited>> invited(AccountName account, Receipt receipt) {
        return credentials.invite(account).map(invitation -> created(receipt).body(new Invited(account.value(),
                receipt.answer().status(), receipt.answer().sequence(), invitation.token(), invitation.expires())));
    }

    private static ResponseEntity.BodyBuilder created(Receipt receipt) {
        return Answers.created(receipt, "/api/v1/accounts/" + receipt.answer().id());
    }

    private Mono<Receipt> send(AccountCommand command, Request request) {
        return commands.send(command, request)
                // which accounts there are is for administrators to know
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(
                        command.provenance().actor().role() == Role.ADMINISTRATOR ? NotFound.ACCOUNT_NOT_FOUND
                                : AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY))
                .flatMap(receipt -> credentials.judgedBy(receipt.position()).thenReturn(receipt));
    }
}
