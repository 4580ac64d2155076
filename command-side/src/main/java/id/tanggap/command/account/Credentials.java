package id.tanggap.command.account;

import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** What accounts' owners get to sign in with. Kept apart from the events, which never hold any of it. */
public interface Credentials {

    /**
     * Lets somebody choose an account's password once.
     *
     * @param token   told to them and to nobody else; only its hash is kept
     * @param expires when it is void
     */
    record Invitation(String token, Instant expires) {
    }

    /** Completes once whoever signs in, or is signed in, is judged by everything up to this position. */
    Mono<Void> judgedBy(long position);

    /** A new invitation; one before it is void. */
    Mono<Invitation> invite(AccountName account);

    /** The key that goes by an id, told this once; one told before under the same id is void. */
    Mono<String> issue(AccountName account, KeyId key);
}
