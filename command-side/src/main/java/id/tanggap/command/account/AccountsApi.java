package id.tanggap.command.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.Receipt;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import jakarta.validation.Valid;
import java.time.Instant;
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

    private final ManagingAccounts accounts;

    public AccountsApi(ManagingAccounts accounts) {
        this.accounts = accounts;
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
    Mono<ResponseEntity<Invited>> open(@Valid @RequestBody ManagingAccounts.Opening form, Sender sender) {
        return accounts.open(form, sender).map(AccountsApi::invited);
    }

    @PostMapping("/{account}/role")
    Mono<ResponseEntity<Answers.Recorded>> changeRole(@PathVariable AccountName account,
                                                      @Valid @RequestBody ManagingAccounts.NewRole form, Sender sender) {
        return accounts.changeRole(account, form, sender).map(Answers::recorded);
    }

    @PostMapping("/{account}/deactivation")
    Mono<ResponseEntity<Answers.Recorded>> deactivate(@PathVariable AccountName account, Sender sender) {
        return accounts.deactivate(account, sender).map(Answers::recorded);
    }

    @PostMapping("/{account}/reactivation")
    Mono<ResponseEntity<Answers.Recorded>> reactivate(@PathVariable AccountName account, Sender sender) {
        return accounts.reactivate(account, sender).map(Answers::recorded);
    }

    @PostMapping("/{account}/password-reset")
    Mono<ResponseEntity<Invited>> resetPassword(@PathVariable AccountName account, Sender sender) {
        return accounts.resetPassword(account, sender).map(AccountsApi::invited);
    }

    @PostMapping("/{account}/second-factor-removal")
    Mono<ResponseEntity<Answers.Recorded>> takeSecondFactor(@PathVariable AccountName account, Sender sender) {
        return accounts.takeSecondFactor(account, sender).map(Answers::recorded);
    }

    @PostMapping("/{account}/keys")
    Mono<ResponseEntity<Issued>> issueKey(@PathVariable AccountName account,
                                          @Valid @RequestBody ManagingAccounts.KeyForm form, Sender sender) {
        return accounts.issueKey(account, form, sender).map(issued -> created(issued.receipt()).body(new Issued(account.value(),
                issued.receipt().answer().status(), issued.receipt().answer().sequence(), issued.id(), issued.key())));
    }

    @PostMapping("/{account}/keys/{key}/revocation")
    Mono<ResponseEntity<Answers.Recorded>> revokeKey(@PathVariable AccountName account, @PathVariable KeyId key,
                                                     Sender sender) {
        return accounts.revokeKey(account, key, sender).map(Answers::recorded);
    }

    private static ResponseEntity<Invited> invited(ManagingAccounts.Invited invited) {
        Receipt receipt = invited.receipt();
        return created(receipt).body(new Invited(receipt.answer().id(), receipt.answer().status(), receipt.answer().sequence(),
                invited.invitation().map(Credentials.Invitation::token).orElse(null),
                invited.invitation().map(Credentials.Invitation::expires).orElse(null)));
    }

    private static ResponseEntity.BodyBuilder created(Receipt receipt) {
        return Answers.created(receipt, "/api/v1/accounts/" + receipt.answer().id());
    }
}
