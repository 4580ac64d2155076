package id.tanggap.infra.keys;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;

/**
 * How personal data is written into events: {@code {"subject": person, "sealed": box}}, sealed under the person's key while
 * the event is written and left sealed when it is read. An event in which it stands readable, or which was erased while it
 * was on its way, is not written.
 */
public final class Sealing {

    private static final String SUBJECT = "subject";
    private static final String SEALED = "sealed";
    private static final SerializedString SUBJECT_ENCODED = new SerializedString(SUBJECT);
    private static final SerializedString SEALED_ENCODED = new SerializedString(SEALED);
    private static final ScopedValue<SealedValue.Event> EVENT = ScopedValue.newInstance();

    private final People people;

    public Sealing(People people) {
        this.people = people;
    }

    public JacksonModule module() {
        return new InEvents();
    }

    /** @param name the event's logical name */
    public <T> T writing(String name, DomainEvent event, Supplier<T> write) {
        SealedValue.Event place = new SealedValue.Event();
        place.is(name, event);
        return ScopedValue.where(EVENT, place).call(write::get);
    }

    /** @param name the event's logical name */
    public <T> T reading(String name, Supplier<T> read) {
        SealedValue.Event place = new SealedValue.Event();
        T value = ScopedValue.where(EVENT, place).call(read::get);
        if (value instanceof DomainEvent event) {
            place.is(name, event);
        }
        return value;
    }

    private final class InEvents extends ShreddableModule {

        InEvents() {
            super("tanggap-shreddable-in-events");
        }

        @Override
        void write(Shreddable<?> data, JsonGenerator json) {
            Object value = data.value().orElseThrow(() ->
                    new IllegalStateException("what goes into an event must be at hand: " + data));
            PersonId subject = data.subject();
            String box = SealedValue.seal(value, subject, people.keyOf(subject), EVENT.get(),
                    json.streamWriteContext().pathAsPointer().toString()).box();
            json.writeStartObject();
            json.writeName(SUBJECT_ENCODED);
            json.writeString(subject.toString());
            json.writeName(SEALED_ENCODED);
            json.writeString(box);
            json.writeEndObject();
        }

        @Override
        Shreddable<?> read(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return (Shreddable<?>) context.handleUnexpectedToken(Shreddable.class, json);
            }
            String field = json.streamReadContext().getParent().pathAsPointer().toString();
            PersonId subject = null;
            String box = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case SUBJECT -> subject = subject(json, context);
                    case SEALED -> box = text(json, context);
                    default -> context.handleUnknownProperty(json, null, Shreddable.class, name);
                }
            }
            return Shreddable.sealed(subject, SealedValue.in(EVENT.get(), field, box));
        }
    }
}
