package id.tanggap.command.account;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
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
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import reactor.core.publisher.Mono;

/**
 * What administrators do with accounts, from what they say to what they are to hand on: the one way for the API and for pages. Forms
 * are to be found valid before. What is answered holds: whoever is no longer allowed in is out already.
 *
 * <p>Everything fails with a {@link Refusal} that names the rule.
 */
public final class ManagingAccounts {

    private final Commands commands;
    private final Credentials credentials;
    private final Identifiers identifiers;
    private final Newcomers newcomers;

    public ManagingAccounts(Commands commands, Credentials credentials, Identifiers identifiers, Newcomers newcomers) {
        this.commands = commands;
        this.credentials = credentials;
        this.identifiers = identifiers;
        this.newcomers = newcomers;
    }

    public record IdentityForm(@NotBlank @Size(max = 500) @PlainText String issuer,
                               @NotBlank @Size(max = 255) @PlainText String subject) {
    }

    /** @param signIn what is usual for the role without: keys for machines, passwords for people */
    public record Opening(@NotNull AccountName account, @NotNull Role role, OfficeId officeId,
                          @NotBlank @Size(max = 200) @PlainText String name, SignInMethod signIn, @Valid IdentityForm identity) {
    }

    public record NewRole(@NotNull Role role, OfficeId officeId) {
    }

    public record KeyForm(@NotBlank @Size(max = 100) @PlainText String label) {
    }

    /**
     * What an administrator hands to the owner of an account.
     *
     * @param invitation with which a password is chosen, once; empty where none is needed
     */
    public record Invited(Receipt receipt, Optional<Credentials.Invitation> invitation) {
    }

    /** @param key shown this once */
    public record Issued(Receipt receipt, KeyId id, String key) {
    }

    public Mono<Invited> open(Opening form, Sender sender) {
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
                        : Mono.just(new Invited(receipt, Optional.empty())));
    }

    public Mono<Receipt> changeRole(AccountName account, NewRole form, Sender sender) {
        return send(new AccountCommand.ChangeRole(account, form.role(), Optional.ofNullable(form.officeId()),
                sender.provenance()), sender.requestOnState(form));
    }

    public Mono<Receipt> deactivate(AccountName account, Sender sender) {
        return send(new AccountCommand.Deactivate(account, sender.provenance()), sender.requestOnState(""));
    }

    public Mono<Receipt> reactivate(AccountName account, Sender sender) {
        return send(new AccountCommand.Reactivate(account, sender.provenance()), sender.requestOnState(""));
    }

    /** The password that there was stays valid until another one is chosen. */
    public Mono<Invited> resetPassword(AccountName account, Sender sender) {
        return send(new AccountCommand.RequestPasswordReset(account, sender.provenance()), sender.requestOnState(""))
                .flatMap(receipt -> invited(account, receipt));
    }

    /** Its owner signs in with the password alone from then on, or sets up another one. Ends the account's sessions. */
    public Mono<Receipt> takeSecondFactor(AccountName account, Sender sender) {
        return send(new AccountCommand.TakeSecondFactor(account, sender.provenance()), sender.requestOnState(""));
    }

    public Mono<Issued> issueKey(AccountName account, KeyForm form, Sender sender) {
        Request request = sender.requestOnState(form);
        KeyId id = new KeyId(identifiers.uuid(request.idempotency()));
        return send(new AccountCommand.IssueKey(account, id, form.label().strip(), sender.provenance()), request)
                .flatMap(receipt -> credentials.issue(account, id).map(key -> new Issued(receipt, id, key)));
    }

    public Mono<Receipt> revokeKey(AccountName account, KeyId key, Sender sender) {
        return send(new AccountCommand.RevokeKey(account, key, sender.provenance()), sender.requestOnState(""));
    }

    private Mono<Invited> invited(AccountName account, Receipt receipt) {
        return credentials.invite(account).map(invitation -> new Invited(receipt, Optional.of(invitation)));
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
