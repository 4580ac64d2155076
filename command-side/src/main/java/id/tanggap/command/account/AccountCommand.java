package id.tanggap.command.account;

import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.ExternalIdentity;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/** What can be asked of an account. */
public sealed interface AccountCommand {

    AccountName account();

    Provenance provenance();

    record Open(AccountName account, Role role, Optional<OfficeId> office, Shreddable<String> name, SignInMethod signIn,
                Optional<Shreddable<ExternalIdentity>> identity, Provenance provenance) implements AccountCommand {
    }

    /** Asked of an account that exists. */
    sealed interface Change extends AccountCommand {
    }

    record ChangeRole(AccountName account, Role role, Optional<OfficeId> office, Provenance provenance) implements Change {
    }

    record Deactivate(AccountName account, Provenance provenance) implements Change {
    }

    record Reactivate(AccountName account, Provenance provenance) implements Change {
    }

    record RequestPasswordReset(AccountName account, Provenance provenance) implements Change {
    }

    /** By the account's owner, who has shown to be that. */
    sealed interface ByOwner extends Change {
    }

    record SetPassword(AccountName account, Provenance provenance) implements ByOwner {
    }

    record SetSecondFactor(AccountName account, Provenance provenance) implements ByOwner {
    }

    record GiveUpSecondFactor(AccountName account, Provenance provenance) implements ByOwner {
    }

    /** By an administrator: its owner has lost it. */
    record TakeSecondFactor(AccountName account, Provenance provenance) implements Change {
    }

    record IssueKey(AccountName account, KeyId key, String label, Provenance provenance) implements Change {
    }

    record RevokeKey(AccountName account, KeyId key, Provenance provenance) implements Change {
    }

    /** Asks for nothing but the answer that the same request got before. */
    record Recall(AccountName account, Provenance provenance) implements Change {
    }
}
