package id.tanggap.command.account;

import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from a command about an account: events, or a {@link Refusal}. Pure.
 *
 * <p>Every decision of an administrator rests on that administrator's own account being active as its events are appended,
 * and nobody manages their own account. So whatever several administrators do to each other at once, one that is active
 * always remains.
 */
final class AccountDecision {

    private AccountDecision() {
    }

    static AccountEvent.Opened open(AccountCommand.Open c, Accounts accounts, Offices offices) {
        requireAdministrator(c, accounts);
        requireOffice(c.role(), c.office(), offices);
        if ((c.role() == Role.API_CLIENT) != (c.signIn() == SignInMethod.KEY)) {
            throw Refusal.of(AccountRule.SIGN_IN_OUT_OF_PLACE, "/signIn", Map.of());
        }
        if ((c.signIn() == SignInMethod.OPENID_CONNECT) != c.identity().isPresent()) {
            throw Refusal.of(AccountRule.IDENTITY_NEEDED, "/identity", Map.of());
        }
        return new AccountEvent.Opened(c.account(), c.role(), c.office(), c.name(), c.signIn(), c.identity(),
                c.provenance());
    }

    /**
     * Whether this actor may ask this at all. Comes before anything that tells of the account's state.
     *
     * @param account null if there is none of this name
     */
    static void admit(Account account, AccountCommand.Change command, Accounts accounts) {
        if (command instanceof AccountCommand.ByOwner) {
            if (account == null || !isOwn(command)) {
                throw Refusal.of(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY);
            }
            return;
        }
        requireAdministrator(command, accounts);
        if (account == null) {
            throw Refusal.of(NotFound.ACCOUNT_NOT_FOUND);
        }
        if (isOwn(command)) {
            throw Refusal.of(AccountRule.OWN_ACCOUNT);
        }
    }

    static List<AccountEvent> decide(Account account, AccountCommand.Change command, Accounts accounts, Offices offices) {
        admit(account, command, accounts);
        var provenance = command.provenance();
        return switch (command) {
            case AccountCommand.ChangeRole c -> {
                requireActive(account);
                requireOffice(c.role(), c.office(), offices);
                if ((c.role() == Role.API_CLIENT) != (account.role() == Role.API_CLIENT)) {
                    throw Refusal.of(AccountRule.MACHINES_STAY_MACHINES, "/role", Map.of());
                }
                yield account.role() == c.role() && account.office().equals(c.office()) ? List.of()
                        : List.of(new AccountEvent.RoleChanged(c.account(), c.role(), c.office(), provenance));
            }
            case AccountCommand.Deactivate c -> {
                requireActive(account);
                yield List.of(new AccountEvent.Deactivated(c.account(), provenance));
            }
            case AccountCommand.Reactivate c -> {
                if (account.active()) {
                    throw Refusal.of(AccountRule.ACCOUNT_ACTIVE);
                }
                yield List.of(new AccountEvent.Reactivated(c.account(), provenance));
            }
            case AccountCommand.RequestPasswordReset c -> {
                requirePassword(account);
                yield List.of(new AccountEvent.PasswordResetRequested(c.account(), provenance));
            }
            case AccountCommand.SetPassword c -> {
                requirePassword(account);
                yield List.of(new AccountEvent.PasswordSet(c.account(), provenance));
            }
            case AccountCommand.SetSecondFactor c -> {
                requirePassword(account);
                yield List.of(new AccountEvent.SecondFactorSet(c.account(), provenance));
            }
            case AccountCommand.GiveUpSecondFactor _, AccountCommand.TakeSecondFactor _ -> {
                requirePassword(account);
                yield List.of(new AccountEvent.SecondFactorRemoved(command.account(), provenance));
            }
            case AccountCommand.IssueKey c -> {
                requireActive(account);
                if (account.signIn() != SignInMethod.KEY) {
                    throw Refusal.of(AccountRule.KEYS_FOR_MACHINES_ONLY);
                }
                yield List.of(new AccountEvent.KeyIssued(c.account(), c.key(),
                        Shreddable.of(account.person(), c.label()), provenance));
            }
            case AccountCommand.RevokeKey c -> {
                if (!account.keys().containsKey(c.key())) {
                    throw Refusal.of(NotFound.KEY_NOT_FOUND);
                }
                yield List.of(new AccountEvent.KeyRevoked(c.account(), c.key(), provenance));
            }
            case AccountCommand.Recall _ -> throw Refusal.of(AccountRule.ACCOUNT_EXISTS);
        };
    }

    private static boolean isOwn(AccountCommand command) {
        return command.provenance().actor().id().equals(command.account().value());
    }

    /** Not by what the request says: by the account as it is when this decision's events are appended. */
    private static void requireAdministrator(AccountCommand command, Accounts accounts) {
        Actor actor = command.provenance().actor();
        boolean may = actor.equals(Actor.SYSTEM) || actor.role() == Role.ADMINISTRATOR
                && accounts.find(AccountName.of(actor.id())).filter(Account::isActiveAdministrator).isPresent();
        if (!may) {
            throw Refusal.of(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY);
        }
    }

    private static void requireOffice(Role role, Optional<OfficeId> office, Offices offices) {
        if (!role.isStaff() || role == Role.SYSTEM) {
            throw Refusal.of(AccountRule.NOT_A_STAFF_ROLE, "/role", Map.of());
        }
        if (role.belongsToAnOffice() != office.isPresent()) {
            throw Refusal.of(role.belongsToAnOffice() ? AccountRule.OFFICE_NEEDED : AccountRule.OFFICE_OUT_OF_PLACE,
                    "/officeId", Map.of());
        }
        office.filter(id -> offices.find(id).filter(Office::takesComplaints).isEmpty()).ifPresent(_ -> {
            throw Refusal.of(AccountRule.OFFICE_UNKNOWN, "/officeId", Map.of());
        });
    }

    private static void requireActive(Account account) {
        if (!account.active()) {
            throw Refusal.of(AccountRule.ACCOUNT_NOT_ACTIVE);
        }
    }

    private static void requirePassword(Account account) {
        requireActive(account);
        if (account.signIn() != SignInMethod.PASSWORD) {
            throw Refusal.of(AccountRule.NO_PASSWORD);
        }
    }
}
