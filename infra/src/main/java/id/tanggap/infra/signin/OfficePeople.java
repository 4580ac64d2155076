package id.tanggap.infra.signin;

import id.tanggap.infra.pages.casework.Colleagues;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.office.OfficeId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who has an active account at an office, by the directory of accounts. */
final class OfficePeople implements Colleagues {

    private final Directory directory;
    private final ReadingAccounts accounts;

    OfficePeople(Directory directory, ReadingAccounts accounts) {
        this.directory = directory;
        this.accounts = accounts;
    }

    @Override
    public Mono<List<Colleague>> of(OfficeId office) {
        return directory.all().map(all -> here(all, office)).flatMap(accounts::views).map(views -> views.stream()
                .map(view -> new Colleague(view.account().value(), view.role(), view.name().orElse(view.account().value())))
                .sorted(Comparator.comparing(Colleague::name)).toList());
    }

    private static List<AccountName> here(Collection<Facts.Entry> all, OfficeId office) {
        return all.stream().filter(entry -> entry.active() && entry.actor().belongsTo(office)).map(Facts.Entry::account).toList();
    }
}
