package id.tanggap.infra.keys;

import id.tanggap.infra.json.Json;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Sha256;
import id.tanggap.kernel.Shreddable;
import id.tanggap.query.person.Keyring.TamperedWith;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value as it is stored: JSON, sealed under its subject's key for one place, which is a field of one event. What was
 * sealed for one place cannot be opened in another, so values cannot be exchanged for each other unnoticed.
 */
final class SealedValue implements Shreddable.Box {

    private static final JsonMapper VALUES = Json.stored(JsonMapper.builder()).build();
    private static final int PLACE = 16;
    private static final byte[] PURPOSE = "tanggap/personal/v1".getBytes(StandardCharsets.US_ASCII);

    private final String box;

    /**
     * The first time that somebody asks where this was sealed, the event answers, and is let go: it is larger than what is
     * kept of it in memory, by the hundred thousand while read models are made. Threads may ask at once.
     */
    private volatile Place place;

    private sealed interface Place {
    }

    private record Field(Event event, String name) implements Place {
    }

    private record Known(byte[] bytes) implements Place {
    }

    private SealedValue(String box, Place place) {
        this.box = box;
        this.place = place;
    }

    /** The event that values are sealed for. While one is read, what it is turns out last. */
    static final class Event {

        private String name;
        private DomainEvent event;

        /** @param name its logical name */
        void is(String name, DomainEvent event) {
            this.name = name;
            this.event = event;
        }

        /** What tells a field of this event from every other place where the same person's data stands. */
        private byte[] place(String field) {
            Instant at = event.provenance().recordedAt();
            String place = name + '\n' + field + '\n' + at.getEpochSecond() + '\n' + at.getNano() + '\n'
                    + event.provenance().correlationId();
            return Arrays.copyOf(Sha256.of(place), PLACE);
        }
    }

    /** A value on its way into an event. */
    static SealedValue seal(Object value, PersonId subject, PersonKey key, Event event, String field) {
        byte[] place = event.place(field);
        byte[] box = key.seal(VALUES.writeValueAsBytes(value), associated(subject, place));
        return new SealedValue(Base64.getUrlEncoder().withoutPadding().encodeToString(box), new Known(place));
    }

    /** A value as it stands in a field of an event. */
    static SealedValue in(Event event, String field, String box) {
        return new SealedValue(box, new Field(event, field));
    }

    /** A value that has left its event, but not forgotten its place there. */
    static SealedValue from(byte[] place, String box) {
        return new SealedValue(box, new Known(place));
    }

    String box() {
        return box;
    }

    byte[] place() {
        return switch (place) {
            case Known known -> known.bytes();
            case Field field -> {
                byte[] bytes = field.event().place(field.name());
                place = new Known(bytes);
                yield bytes;
            }
        };
    }

    /** @throws TamperedWith if this is not what was sealed about this person for this place */
    <T> T open(PersonId subject, PersonKey key, Class<T> type) {
        try {
            return VALUES.readValue(key.open(Base64.getUrlDecoder().decode(box), associated(subject, place())), type);
        } catch (IllegalArgumentException _) {
            throw new TamperedWith("a sealed value is no Base64");
        } catch (JacksonException _) {
            // not the cause: it would quote the value
            throw new TamperedWith("a sealed value is no " + type.getSimpleName());
        }
    }

    private static byte[] associated(PersonId subject, byte[] place) {
        return ByteBuffer.allocate(PURPOSE.length + 16 + place.length).put(PURPOSE)
                .putLong(subject.value().getMostSignificantBits()).putLong(subject.value().getLeastSignificantBits())
                .put(place).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedValue that && box.equals(that.box) && Arrays.equals(place(), that.place());
    }

    @Override
    public int hashCode() {
        return Objects.hash(box, Arrays.hashCode(place()));
    }
}
