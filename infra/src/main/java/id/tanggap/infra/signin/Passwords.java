package id.tanggap.infra.signin;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.account.AccountName;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and judges passwords, on a few threads of its own with a short queue before them: a hash is meant to cost tens of
 * milliseconds and 19 MiB, and a thousand at once would cost everybody the platform.
 */
final class Passwords implements AutoCloseable {

    static final int LEAST = 12;
    static final int MOST = 128;

    /** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. */
    private static final int MEMORY_KIBIBYTES = 19 << 10;
    private static final int PASSES = 2;

    private static final int AT_ONCE = 2;
    private static final int WAITING = 64;

    /** What a password that stands in a list of common ones, or is put together of few words, stays below. */
    private static final double ENTROPY_BITS = 35;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIBIBYTES, PASSES);
    private final Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "passwords", 60, true);

    private final String dummy = ofNoPassword();

    /** Its dictionaries take some megabytes and some time: read when the first password is chosen. */
    private static final class Guessing {
        static final Nbvcxz LIKE_AN_ATTACKER = new Nbvcxz(new ConfigurationBuilder().setLocale(Locale.ENGLISH)
                .setMinimumEntropy(ENTROPY_BITS).createConfiguration());
    }

    /** Looks like a hash, so that an account without one costs as much as any other; but is drawn, not computed. */
    static String ofNoPassword() {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(MEMORY_KIBIBYTES, PASSES, LANES, text.encodeToString(salt),
                text.encodeToString(hash));
    }

    /** @param hash compared with nothing, at the same cost, if there is none */
    Mono<Boolean> fits(String password, Optional<String> hash) {
        return run(() -> argon2.matches(password, hash.orElse(dummy)) && hash.isPresent());
    }

    /**
     * The hash of a password that somebody chose.
     *
     * @return fails with the rule that the password breaks
     */
    Mono<String> chosen(String password, AccountName account) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            return Mono.error(Refusal.of(SignInRule.PASSWORD_TOO_SHORT, "/password", Map.of("least", LEAST)));
        }
        if (length > MOST) {
            return Mono.error(Refusal.of(SignInRule.PASSWORD_TOO_LONG, "/password", Map.of("most", MOST)));
        }
        return run(() -> {
            if (isCommon(password, account)) {
                throw Refusal.of(SignInRule.PASSWORD_TOO_COMMON, "/password", Map.of());
            }
            return argon2.encode(password);
        });
    }

    private static boolean isCommon(String password, AccountName account) {
        // What is not about the account's name and this platform's must be hard to guess by itself.
        String rest = password.toLowerCase(Locale.ROOT).replace(account.value(), "").replace("tanggap", "");
        String judged = rest.length() < password.length() ? rest : password;
        return judged.isEmpty() || !Guessing.LIKE_AN_ATTACKER.estimate(judged).isMinimumEntropyMet();
    }

    private <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(threads).publishOn(Schedulers.parallel())
                .onErrorMap(RejectedExecutionException.class, _ -> Refusal.of(SignInRule.SIGN_IN_BUSY));
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
