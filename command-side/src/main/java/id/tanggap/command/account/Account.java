package id.tanggap.command.account;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An account.
 *
 * @param name what people call its owner
 * @param keys those that are valid, with what they are for, the oldest first
 */
public record Account(AccountName id, Role role, Optional<OfficeId> office, Shreddable<String> name, SignInMethod signIn,
                      boolean active, Map<KeyId, Shreddable<String>> keys) {

    static Account begin(AccountEvent.Opened e) {
        return new Account(e.account(), e.role(), e.office(), e.name(), e.signIn(), true, Map.of());
    }

    Account evolve(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Opened _ -> throw new IllegalStateException("opened twice: " + id);
            case AccountEvent.RoleChanged e -> new Account(id, e.role(), e.office(), name, signIn, active, keys);
            case AccountEvent.Deactivated _ -> new Account(id, role, office, name, signIn, false, Map.of());
            case AccountEvent.Reactivated _ -> new Account(id, role, office, name, signIn, true, keys);
            case AccountEvent.PasswordResetRequested _, AccountEvent.PasswordSet _, AccountEvent.SecondFactorSet _,
                    AccountEvent.SecondFactorRemoved _ -> this;
            case AccountEvent.KeyIssued e -> {
                Map<KeyId, Shreddable<String>> more = new LinkedHashMap<>(keys);
                more.put(e.key(), e.label());
                yield new Account(id, role, office, name, signIn, active, more);
            }
            case AccountEvent.KeyRevoked e -> {
                Map<KeyId, Shreddable<String>> fewer = new LinkedHashMap<>(keys);
                fewer.remove(e.key());
                yield new Account(id, role, office, name, signIn, active, fewer);
            }
        };
    }

    /** The person under whom everything personal about the account's owner is kept. */
    PersonId person() {
        return name.subject();
    }

    /** As whom its owner acts. */
    public Actor actor() {
        return new Actor(role, id.value(), office);
    }

    boolean isActiveAdministrator() {
        return active && role == Role.ADMINISTRATOR;
    }
}
