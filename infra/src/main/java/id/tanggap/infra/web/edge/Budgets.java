package id.tanggap.infra.web.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who has used how much of which budget. Whoever it is about is known here by a hash under a key that is made at the start
 * and kept nowhere, and is forgotten after ten minutes without a request. Never waits.
 */
final class Budgets {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 200_000;
    private static final String ALGORITHM = "HmacSHA256";

    /** Somebody, as nobody could tell who. */
    record Somebody(long high, long low) {
    }

    /**
     * What became of a request for a share of a budget.
     *
     * @param granted whether there was any left
     * @param quota   what the whole budget is
     * @param left    of it
     * @param delay   before going on, if it was granted; zero as long as no more than half is used
     * @param full    until the budget is whole again
     * @param again   until there is something left again, if it was not granted
     */
    record Share(boolean granted, long quota, long left, Duration delay, Duration full, Duration again) {
    }

    private record Key(Budget budget, Somebody who) {
    }

    private final Map<Budget, Integer> perMinute;
    private final Duration longestWait;
    private final TimeMeter time;
    private final Mac unused;
    private final Cache<Key, Bucket> buckets;

    /** @param time what passes between requests */
    Budgets(LimitSettings settings, TimeMeter time) {
        this.perMinute = new EnumMap<>(Map.of(Budget.SUBMISSIONS, settings.submissions(), Budget.READS, settings.reads(),
                Budget.COMMANDS, settings.commands(), Budget.ATTEMPTS, settings.attempts(),
                Budget.SIGN_IN, settings.signIn(), Budget.WRONG_SECRETS, settings.wrongSecrets(),
                Budget.WRONG_SECRETS_PER_COMPLAINT, settings.wrongSecretsPerComplaint(),
                Budget.ACCEPTED, settings.accepted(), Budget.UPLOADS, settings.uploads()));
        this.longestWait = settings.longestWait();
        this.time = time;
        this.unused = keyed();
        this.buckets = remembering(time).build();
    }

    /** For what is kept as long as a budget is. */
    static Caffeine<Object, Object> remembering(TimeMeter time) {
        return Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(MOST).ticker(time::currentTimeNanos)
                .executor(Runnable::run);
    }

    private static Mac keyed() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    Somebody somebody(byte[] what) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(((Mac) unused.clone()).doFinal(what));
            return new Somebody(hash.getLong(), hash.getLong());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " can be copied", e);
        }
    }

    /** Takes one request's share. */
    Share take(Budget budget, Somebody who) {
        int minute = perMinute.get(budget);
        Key key = new Key(budget, who);
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            bucket = buckets.get(key, _ -> Bucket.builder().withCustomTimePrecision(time).addLimit(Bandwidth.builder()
                    .capacity(2L * minute).refillGreedy(minute, Duration.ofMinutes(1)).build()).build());
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long left = probe.getRemainingTokens();
        Duration delay = left >= minute ? Duration.ZERO : longestWait.multipliedBy(minute - left).dividedBy(minute);
        return new Share(probe.isConsumed(), 2L * minute, left, delay, Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
