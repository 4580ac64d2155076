package id.tanggap.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Where an event comes from.
 *
 * @param actor         who did it
 * @param occurredAt    when it happened: equal to {@code recordedAt} except for imports and assisted filing, where it is
 *                      earlier. The law's clock counts from here. Microseconds, UTC.
 * @param recordedAt    when the platform decided it; never earlier than {@code occurredAt}. Microseconds, UTC.
 * @param correlationId ties everything that one request caused together; opaque, never personal
 */
public record Provenance(Actor actor, Instant occurredAt, Instant recordedAt, String correlationId) {

    public Provenance {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(correlationId, "correlationId");
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }

    public static Provenance now(Actor actor, Instant now, String correlationId) {
        return new Provenance(actor, now, now, correlationId);
    }

    /** The same request, as far as somebody else acts in it. */
    public Provenance by(Actor other) {
        return new Provenance(other, occurredAt, recordedAt, correlationId);
    }

    /** The same request, about something that happened earlier. */
    public Provenance occurred(Instant at) {
        return new Provenance(actor, at, recordedAt, correlationId);
    }
}
