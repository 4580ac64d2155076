package id.tanggap.infra.signin;

import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What requests are judged by: a copy of the store in memory where nobody else changes it, else the store itself, so that what
 * one node has acknowledged holds on every other. What the {@link Directory} has changed in the store it tells afterwards.
 */
interface Facts {

    /** @param password whether it has one
     *  @param factor   whether it has an authenticator */
    record Entry(Actor actor, boolean active, SignInMethod signIn, Optional<String> identity, boolean password, boolean factor,
                 String epoch) {

        static Entry of(AccountStore.Row row) {
            return new Entry(new Actor(Role.valueOf(row.role()), row.account().value(), row.office().map(OfficeId::of)),
                    row.active(), SignInMethod.valueOf(row.signIn()), row.identity(), row.password(), row.factor(),
                    row.epoch());
        }

        AccountName account() {
            return AccountName.of(actor.id());
        }

        Entry acting(Actor other) {
            return new Entry(other, active, signIn, identity, password, factor, epoch);
        }

        Entry active(boolean now) {
            return new Entry(actor, now, signIn, identity, password, factor, epoch);
        }

        Entry withPassword() {
            return new Entry(actor, active, signIn, identity, true, factor, epoch);
        }

        Entry withFactor(boolean now) {
            return new Entry(actor, active, signIn, identity, password, now, epoch);
        }

        boolean canSignIn() {
            return active && (signIn == SignInMethod.OPENID_CONNECT || signIn == SignInMethod.PASSWORD && password);
        }
    }

    /** Somebody who signed in. */
    final class Session {

        final String hash;
        final AccountName account;
        final Optional<String> browser;
        final Instant started;
        final String epoch;
        volatile Instant seen;
        /** The last moment at which it was seen that the store knows of. */
        volatile Instant stored;

        Session(AccountStore.SessionRow row) {
            this.hash = row.hash();
            this.account = row.account();
            this.browser = row.browser();
            this.started = row.started();
            this.epoch = row.epoch();
            this.seen = row.seen();
            this.stored = row.seen();
        }
    }

    Optional<Entry> account(AccountName account);

    Collection<Entry> accounts();

    /** @param hash of its token; the session may be over */
    Optional<Session> session(String hash);

    /** Some of them may be over. */
    Collection<Session> sessions(AccountName account);

    /** Whose valid key that is. */
    Optional<AccountName> key(String hash);

    /** Begins anew from what the store holds. */
    void load();

    void changed(Change change);

    void issued(KeyId id, AccountName account, String hash);

    void passwordSet(AccountName account);

    void factorSet(AccountName account);

    void opened(AccountStore.SessionRow session);

    void ended(String hash);

    /** Forgets sessions that began before one moment or were last seen before the other; whether there were any. */
    boolean endOlder(Instant started, Instant seen);
}
