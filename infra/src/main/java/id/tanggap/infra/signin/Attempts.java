package id.tanggap.infra.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.tanggap.kernel.account.AccountName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Slows guessing down: after some failures, each further one doubles the time until the next attempt, per account (whether
 * it exists or not) and per client network. Nobody is locked out for good; what nobody tries for a while is forgotten, and so
 * is everything at a restart. Addresses are in memory only.
 */
final class Attempts {

    /** @param free     failures that cost nothing
     *  @param longest  the longest wait between two attempts */
    private record Patience(int free, Duration longest) {

        Duration after(int failures) {
            int doubled = Math.clamp(failures - free, 0, 20);
            Duration wait = doubled == 0 ? Duration.ZERO : Duration.ofSeconds(1L << doubled - 1);
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    // Short for an account, so that whoever tries it out keeps its owner waiting for a minute and not for a day; generous for
    // a network, since many people may share one address.
    private static final Patience ACCOUNT = new Patience(5, Duration.ofMinutes(1));
    private static final Patience NETWORK = new Patience(50, Duration.ofMinutes(5));

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST = 100_000;

    private record Failures(int count, Instant notBefore) {
        static final Failures NONE = new Failures(0, Instant.MIN);
    }

    private final Cache<String, Failures> failures =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FORGOTTEN_AFTER).executor(Runnable::run).build();
    private final Clock clock;

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks to try an account. Each attempt counts as a failure from its beginning, so that many at once are no way around.
     *
     * @param network of the client, as text
     * @return how long to wait instead, if it is too early
     */
    Optional<Duration> begin(AccountName account, String network) {
        return take("network " + network, NETWORK).or(() -> take("account " + account, ACCOUNT));
    }

    /** The attempt was neither: what was shown was right, and is not all that has to be shown. Failures before it count on. */
    void undecided(AccountName account, String network) {
        List.of("account " + account, "network " + network).forEach(this::takeBack);
    }

    private void takeBack(String key) {
        failures.asMap().computeIfPresent(key, (_, f) -> new Failures(f.count() - 1, Instant.MIN));
    }

    /** The attempt was no failure. */
    void succeeded(AccountName account, String network) {
        failures.invalidate("account " + account);
        takeBack("network " + network);
    }

    private Optional<Duration> take(String key, Patience patience) {
        Instant now = clock.instant();
        Duration[] wait = {null};
        failures.asMap().compute(key, (_, known) -> {
            Failures before = known == null ? Failures.NONE : known;
            if (now.isBefore(before.notBefore())) {
                wait[0] = Duration.between(now, before.notBefore());
                return before;
            }
            return new Failures(before.count() + 1, now.plus(patience.after(before.count() + 1)));
        });
        return Optional.ofNullable(wait[0]);
    }
}
