package id.tanggap.command.account;

import id.tanggap.kernel.account.AccountName;
import java.util.Optional;

/** The accounts, as a decision about another one looks at them. */
@FunctionalInterface
public interface Accounts {

    /**
     * An account as of now. A decision made within a command holds only if the account is still the same when its events
     * are appended; if not, the command is decided anew.
     */
    Optional<Account> find(AccountName id);
}
