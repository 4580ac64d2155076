package id.tanggap.infra.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.infra.signin.ReadingAccounts.AccountView;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What administrators see of accounts. */
@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
class AccountViewsApi {

    private final ReadingAccounts accounts;

    AccountViewsApi(ReadingAccounts accounts) {
        this.accounts = accounts;
    }

    /** @param next pass it as {@code after} to go on; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AccountsAnswer(List<AccountView> accounts, Optional<AccountName> next) {
    }

    @GetMapping
    Mono<AccountsAnswer> all(Reader reader) {
        return accounts.all(reader).map(listed -> new AccountsAnswer(listed.accounts(), listed.next()));
    }

    @GetMapping("/{account}")
    Mono<ResponseEntity<AccountView>> one(@PathVariable AccountName account, Reader reader) {
        return accounts.one(account, reader.allowing())
                .map(found -> ResponseEntity.ok().eTag("\"" + found.sequence() + "\"").body(found));
    }
}
