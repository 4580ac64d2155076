package id.tanggap.infra.signin;

import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What outlives a restart: the directory of accounts with the position up to which it follows the events, and what
 * accounts' owners sign in with. Each call is one durable transaction. Calls wait for the disk; one thread at a time.
 */
public interface AccountStore extends AutoCloseable {

    /** Before the first event. */
    long NOTHING = -1;

    /**
     * An account as far as signing in needs it.
     *
     * @param identity   hash of who its owner is at an OpenID Connect provider
     * @param password   whether it has one
     */
    record Row(AccountName account, String role, Optional<String> office, boolean active, String signIn,
               Optional<String> identity, boolean password) {
    }

    /** @param hash of its token */
    record SessionRow(String hash, AccountName account, Instant started, Instant seen) {
    }

    /** @param hash of the key, absent while none was told */
    record KeyRow(KeyId key, AccountName account, String hash) {
    }

    /** @param event identifier of the event at that position, which tells one history from another */
    record Reached(long position, Optional<String> event) {
    }

    /** What an event means for what is kept. */
    sealed interface Change {

        AccountName account();

        /** @param event that opened it */
        record Put(AccountName account, String event, String role, Optional<String> office, String signIn,
                   Optional<String> identity) implements Change {
        }

        /** Acts otherwise from now on. Ends its sessions. */
        record Act(AccountName account, String role, Optional<String> office) implements Change {
        }

        /** Ends its sessions, and voids its keys and invitation. */
        record Close(AccountName account) implements Change {
        }

        record Reopen(AccountName account) implements Change {
        }

        record AddKey(AccountName account, KeyId key) implements Change {
        }

        record VoidKey(AccountName account, KeyId key) implements Change {
        }
    }

    Reached reached();

    /** Forgets what follows from events, to be followed anew; passwords and keys' hashes stay, sessions end. */
    void startOver();

    void follow(List<Change> changes, Reached reached);

    List<Row> accounts();

    List<SessionRow> sessions();

    /** Those that are valid. */
    List<KeyRow> keys();

    Optional<String> password(AccountName account);

    /** Lets whoever shows the token choose a password until then. */
    void invite(AccountName account, String tokenHash, Instant expires);

    /** Whether that token was told to the account's owner and is not void by then. */
    boolean isInvited(AccountName account, String tokenHash, Instant now);

    /** Sets the password, voids the invitation and ends all sessions of the account. */
    void setPassword(AccountName account, String passwordHash);

    void open(SessionRow session);

    void seen(String sessionHash, Instant now);

    void end(String sessionHash);

    /** Ends the sessions that began before one moment or were last seen before the other. */
    void endOlder(Instant started, Instant seen);

    /** Keeps a key's hash; whether there is such a valid key. */
    boolean keep(AccountName account, KeyId key, String hash);

    @Override
    void close();
}
