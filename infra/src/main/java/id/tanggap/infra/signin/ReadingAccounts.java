package id.tanggap.infra.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.command.account.Account;
import id.tanggap.command.account.AccountRule;
import id.tanggap.command.account.RecordedAccounts;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What administrators see of accounts: the one way for the API and for pages. Names of people come straight from the events, so that
 * no copy outlives an erasure.
 */
final class ReadingAccounts {

    private final Directory directory;
    private final RecordedAccounts accounts;
    private final PersonalData people;

    ReadingAccounts(Directory directory, RecordedAccounts accounts, PersonalData people) {
        this.directory = directory;
        this.accounts = accounts;
        this.people = people;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record KeyView(KeyId id, Optional<String> label) {
    }

    /**
     * @param name     absent once it was erased
     * @param canSignIn whether its owner could sign in now; not so before a password was chosen
     * @param secondFactor whether signing in takes a code of an authenticator too
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AccountView(AccountName account, Role role, Optional<OfficeId> officeId, Optional<String> name,
                       SignInMethod signIn, String status, boolean canSignIn, boolean secondFactor, List<KeyView> keys,
                       long sequence) {
    }

    /** @param next pass it as {@code after} to go on; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Listed(List<AccountView> accounts, Optional<AccountName> next) {
    }

    /** By name, as the reader's parameters {@code after} and {@code limit} ask for them. */
    Mono<Listed> all(Reader reader) {
        requireAdministrator(reader.allowing("after", "limit"));
        int limit = reader.limit();
        String after = reader.parameter("after", AccountName::of, new Text("nama akun", "an account's name"))
                .map(AccountName::value).orElse("");
        return directory.all().flatMap(all -> {
            List<AccountName> names = all.stream().map(entry -> entry.actor().id())
                    .filter(name -> name.compareTo(after) > 0).sorted().limit(limit + 1L).map(AccountName::of).toList();
            List<AccountName> page = names.subList(0, Math.min(limit, names.size()));
            return views(page).map(found -> new Listed(found, names.size() > limit
                    ? Optional.of(page.getLast()) : Optional.empty()));
        });
    }

    /** @return fails with {@link NotFound#ACCOUNT_NOT_FOUND} if there is none of this name */
    Mono<AccountView> one(AccountName account, Reader reader) {
        requireAdministrator(reader);
        return views(List.of(account)).map(found -> found.stream().findFirst()
                .orElseThrow(() -> Refusal.of(NotFound.ACCOUNT_NOT_FOUND)));
    }

    /** Of those that there are. */
    Mono<List<AccountView>> views(List<AccountName> names) {
        return Mono.fromCallable(() -> names.stream().flatMap(name -> accounts.recorded(name).stream()).toList())
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> people.of(found.stream().map(one -> one.account().name().subject())
                        .collect(Collectors.toSet())).flatMap(keys -> Flux.fromIterable(found).concatMap(one ->
                        directory.find(one.account().id()).map(Optional::of).defaultIfEmpty(Optional.empty())
                                .map(entry -> view(one, entry, keys))).collectList()));
    }

    private static AccountView view(RecordedAccounts.Recorded recorded, Optional<Facts.Entry> entry, Keyring keyring) {
        Account account = recorded.account();
        boolean canSignIn = entry.filter(Facts.Entry::canSignIn).isPresent() || account.active() && !account.keys().isEmpty();
        return new AccountView(account.id(), account.role(), account.office(), keyring.open(account.name(), String.class),
                account.signIn(), account.active() ? "ACTIVE" : "INACTIVE", canSignIn,
                entry.filter(Facts.Entry::factor).isPresent(), account.keys().entrySet().stream()
                        .map(key -> new KeyView(key.getKey(), keyring.open(key.getValue(), String.class))).toList(),
                recorded.sequence());
    }

    static void requireAdministrator(Reader reader) {
        if (reader.actor().role() != Role.ADMINISTRATOR) {
            throw Refusal.of(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY);
        }
    }
}
