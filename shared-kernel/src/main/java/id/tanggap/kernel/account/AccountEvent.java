package id.tanggap.kernel.account;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;

/** What can happen to an account. No event holds a password, a key, or anything that follows from one. */
public sealed interface AccountEvent extends DomainEvent {

    AccountName account();

    /**
     * Somebody may sign in from now on.
     *
     * @param office   of officers and heads
     * @param name     what people call its owner, under a person of its own
     * @param identity who its owner is elsewhere, if that is how to sign in
     */
    @EventName("account.opened")
    record Opened(AccountName account, Role role, Optional<OfficeId> office, Shreddable<String> name, SignInMethod signIn,
                  Optional<Shreddable<ExternalIdentity>> identity, Provenance provenance) implements AccountEvent {
    }

    /** Acts in another role, or for another office, from now on. Whoever was signed in no longer is. */
    @EventName("account.role-changed")
    record RoleChanged(AccountName account, Role role, Optional<OfficeId> office, Provenance provenance)
            implements AccountEvent {
    }

    /** Can no longer sign in. Whoever was signed in no longer is, and its keys are void for ever. */
    @EventName("account.deactivated")
    record Deactivated(AccountName account, Provenance provenance) implements AccountEvent {
    }

    @EventName("account.reactivated")
    record Reactivated(AccountName account, Provenance provenance) implements AccountEvent {
    }

    /** Its owner may choose a new password once; the old one is good until then. */
    @EventName("account.password-reset-requested")
    record PasswordResetRequested(AccountName account, Provenance provenance) implements AccountEvent {
    }

    /** Its owner chose a password. Whoever was signed in with the one before no longer is. */
    @EventName("account.password-set")
    record PasswordSet(AccountName account, Provenance provenance) implements AccountEvent {
    }

    /** Its owner set up an authenticator: from now on signing in takes a code of it too. Whoever was signed in no longer is. */
    @EventName("account.second-factor-set")
    record SecondFactorSet(AccountName account, Provenance provenance) implements AccountEvent {
    }

    /** By its owner, or by an administrator if it was lost. Whoever was signed in no longer is. */
    @EventName("account.second-factor-removed")
    record SecondFactorRemoved(AccountName account, Provenance provenance) implements AccountEvent {
    }

    /** @param label what the key is for */
    @EventName("account.key-issued")
    record KeyIssued(AccountName account, KeyId key, Shreddable<String> label, Provenance provenance)
            implements AccountEvent {
    }

    @EventName("account.key-revoked")
    record KeyRevoked(AccountName account, KeyId key, Provenance provenance) implements AccountEvent {
    }
}
