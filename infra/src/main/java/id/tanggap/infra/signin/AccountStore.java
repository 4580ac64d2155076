package id.tanggap.infra.signin;

import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What outlives a restart: the directory of accounts with the position up to which it follows the events, and what
 * accounts' owners sign in with. Each call is durable when it returns; calls wait for that.
 *
 * <p>Where {@linkplain #isShared several nodes} have one store, each follows the events into it. An event that was followed
 * already changes nothing, however late a node comes with it.
 */
public interface AccountStore extends AutoCloseable {

    /** Before the first event. */
    long NOTHING = -1;

    /** Of accounts whose sessions end by being deleted. */
    String ONE_EPOCH = "";

    /**
     * An account as far as signing in needs it.
     *
     * @param identity   hash of who its owner is at an OpenID Connect provider
     * @param password   whether it has one
     * @param factor     whether signing in takes a code of an authenticator too
     * @param epoch      another one whenever all sessions of the account end; the same for ever where they are deleted
     */
    record Row(AccountName account, String role, Optional<String> office, boolean active, String signIn,
               Optional<String> identity, boolean password, boolean factor, String epoch) {
    }

    /**
     * An authenticator.
     *
     * @param seed from which its secret follows, for whoever has the platform's key
     * @param step the last one of which a code was taken
     */
    record FactorRow(String seed, long step) {
    }

    /**
     * @param hash    of its token
     * @param browser in which it began, as {@link Client#browser} tells it; empty if unknown
     * @param epoch   of the account when it began: in another one it is over
     * @param expires when it is over at the latest, and need not be kept any more
     */
    record SessionRow(String hash, AccountName account, Optional<String> browser, Instant started, Instant seen, String epoch,
                      Instant expires) {
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

        /** Forgets the authenticator that was set up before this, and its recovery codes. Ends the account's sessions. */
        record DropFactor(AccountName account) implements Change {
        }

        record AddKey(AccountName account, KeyId key) implements Change {
        }

        record VoidKey(AccountName account, KeyId key) implements Change {
        }
    }

    /** A change, and the position of the event that it follows from. */
    record At(long position, Change change) {
    }

    /** Whether other nodes change it too: then what somebody may do must be asked here and not remembered. */
    boolean isShared();

    Reached reached();

    /** Forgets what follows from events, to be followed anew; passwords and keys' hashes stay, sessions end. */
    void startOver();

    void follow(List<At> changes, Reached reached);

    List<Row> accounts();

    Optional<Row> account(AccountName account);

    /** Those that have neither ended nor expired, as far as is known here; they may be over nevertheless. */
    List<SessionRow> sessions();

    Optional<SessionRow> session(String hash);

    /** Those of one account, under the same reservation. */
    List<SessionRow> sessions(AccountName account);

    /** Those that are valid. */
    List<KeyRow> keys();

    /** A valid one. */
    Optional<KeyRow> key(String hash);

    Optional<String> password(AccountName account);

    /** Lets whoever shows the token choose a password until then. */
    void invite(AccountName account, String tokenHash, Instant expires);

    /** Whether that token was told to the account's owner and is not void by then. */
    boolean isInvited(AccountName account, String tokenHash, Instant now);

    /**
     * Sets the password, voids the invitation and ends all sessions of the account, all at once.
     *
     * @param invitation hash of the token that allows it; empty where nothing but an active account is needed
     * @return whether that was allowed; else nothing has changed
     */
    boolean setPassword(AccountName account, String passwordHash, Optional<String> invitation, Instant now);

    Optional<FactorRow> factor(AccountName account);

    /**
     * Sets up an authenticator in place of what there was, and ends all sessions of the account, all at once.
     *
     * @param recovery hashes of codes that are good once each
     * @param position of the event that tells it
     * @return whether the account is active, and no later event took the authenticator away already; else nothing has changed
     */
    boolean setFactor(AccountName account, FactorRow factor, Set<String> recovery, long position);

    /** Takes a code of a step: true for one caller alone, and only if none of that step or a later one was taken. */
    boolean takeStep(AccountName account, long step);

    /** Takes a recovery code: true for one caller alone. */
    boolean takeRecovery(AccountName account, String hash);

    void open(SessionRow session);

    void seen(String sessionHash, Instant now, Instant expires);

    void end(String sessionHash);

    /** Ends the sessions that began before one moment or were last seen before the other. */
    void endOlder(Instant started, Instant seen);

    /** Keeps a key's hash; whether there is such a valid key. */
    boolean keep(AccountName account, KeyId key, String hash);

    /** Lets whoever shows the token become the first administrator until then. Where nobody shares it, until it is closed. */
    void offer(String tokenHash, Instant expires);

    boolean isOffered(Instant now);

    boolean isOffered(String tokenHash, Instant now);

    /** Voids an offer. Tells one caller alone until when it was valid; empty if it was not. */
    Optional<Instant> takeOffer(String tokenHash, Instant now);

    @Override
    void close();
}
