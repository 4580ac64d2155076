package id.tanggap.command;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.TrackingCode;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * New ids, codes and secrets: random, or derived from the client's idempotency key where it sent one. Derived, they come
 * out the same when the request is sent again, so the store's own refusal to create a thing twice makes creation happen
 * exactly once, and the secret can be told again although only its hash is kept.
 */
public final class Identifiers {

    private final TimeBasedEpochGenerator inOrderOfTime;
    private final SecureRandom random;
    private final PlatformKey key;

    public Identifiers(SecureRandom random, PlatformKey key) {
        this.random = random;
        this.inOrderOfTime = Generators.timeBasedEpochGenerator(random);
        this.key = key;
    }

    /** Version 7 (RFC 9562) when random, so that indexes grow at their end; version 8 when derived. */
    public UUID uuid(Optional<Request.Idempotency> idempotency) {
        return idempotency.map(i -> {
            ByteBuffer bits = ByteBuffer.wrap(derive(i, "id"));
            return new UUID(bits.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L,
                    bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
        }).orElseGet(inOrderOfTime::generate);
    }

    /**
     * As {@link #uuid}, but telling the day at most: who sees only the day on which something was said must not read its
     * second off the id. Of one day they are in no order and none can be guessed from another, but the days follow each
     * other, so that indexes still grow near their end.
     *
     * @param startOfDay in the zone in which days are told
     */
    public UUID ofDay(Instant startOfDay, Optional<Request.Idempotency> idempotency) {
        return idempotency.isPresent() ? uuid(idempotency) : version7(startOfDay.toEpochMilli());
    }

    private UUID version7(long millis) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer bits = ByteBuffer.wrap(bytes);
        return new UUID(millis << 16 | 0x7000L | bits.getLong() & 0xFFFL,
                bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    public TrackingCode trackingCode(Optional<Request.Idempotency> idempotency) {
        return TrackingCode.from(bytes(idempotency, "tracking", 8));
    }

    public ReporterSecret secret(Optional<Request.Idempotency> idempotency) {
        return ReporterSecret.from(bytes(idempotency, "secret", 17));
    }

    private byte[] bytes(Optional<Request.Idempotency> idempotency, String purpose, int count) {
        return idempotency.map(i -> Arrays.copyOf(derive(i, purpose), count)).orElseGet(() -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    private byte[] derive(Request.Idempotency idempotency, String purpose) {
        return key.mac(purpose + "\n" + idempotency.key());
    }
}
