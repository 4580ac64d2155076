package id.tanggap.query.access;

import id.tanggap.kernel.Actor;
import id.tanggap.query.api.Reader;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody gets to see personal data. Says whose and by which question, never what it was.
 *
 * @param actor         who looks
 * @param question      method and path pattern, such as {@code GET /api/v1/complaints/{id}}
 * @param parts         what of which complaint or inspection is shown, by their ids; in the order shown
 * @param correlationId of the request; opaque
 * @param purpose       what for, in the reader's own words
 */
public record Look(Actor actor, String question, Map<Shown, List<UUID>> parts, String correlationId,
                   Optional<String> purpose) {

    public Look {
        Map<Shown, List<UUID>> copy = new EnumMap<>(Shown.class);
        parts.forEach((part, ids) -> copy.put(part, List.copyOf(ids)));
        parts = Collections.unmodifiableMap(copy);
    }

    static Look by(Reader reader, Map<Shown, List<UUID>> parts) {
        return new Look(reader.actor(), reader.question(), parts, reader.correlationId(), reader.purpose());
    }

    /** All that it was about, each once. */
    public List<UUID> subjects() {
        return parts.values().stream().flatMap(List::stream).distinct().toList();
    }
}
