package id.tanggap.infra.eventstore;

import id.tanggap.infra.json.Json;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Stores events as JSON under their logical names and revisions instead of class names, so that code may move without
 * touching history, with what is personal in them sealed.
 */
public final class NamedEventSerializer extends Jackson3Serializer {

    private final EventTypes types;
    private final Sealing sealing;

    /** Looked up once for each type of event. */
    private final ClassValue<Known> known = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known(typeForClass(type), getObjectMapper().writerFor(type), getObjectMapper().readerFor(type));
        }
    };

    private record Known(SerializedType type, ObjectWriter writer, ObjectReader reader) {
    }

    public NamedEventSerializer(EventTypes types, Sealing sealing) {
        super(builder().jsonMapperBuilderCustomizer(json -> Json.stored(json).addModule(sealing.module())));
        this.types = types;
        this.sealing = sealing;
    }

    /** As bytes without detours: this is a good part of what an append costs. */
    @Override
    @SuppressWarnings("unchecked") // as representation says
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        if (!(object instanceof DomainEvent event)) {
            return super.serialize(object, representation);
        }
        Known known = this.known.get(event.getClass());
        return sealing.writing(known.type().getName(), event, () -> {
            if (representation != byte[].class) {
                return super.serialize(event, representation);
            }
            try {
                return (SerializedObject<T>) new SimpleSerializedObject<>(known.writer().writeValueAsBytes(event),
                        byte[].class, known.type());
            } catch (JacksonException e) {
                throw new SerializationException("could not write an event", e);
            }
        });
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        return sealing.reading(stored.getType().getName(), () -> super.deserialize(stored));
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return DomainEvent.class.isAssignableFrom(type) ? known.get(type).reader() : super.getReader(type);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the overridden method has it
    public SerializedType typeForClass(Class type) {
        if (type == null) {
            return super.typeForClass(null);
        }
        return types.nameOf(type)
                .<SerializedType>map(name -> new SimpleSerializedType(name.value(), Integer.toString(name.revision())))
                .orElseGet(() -> super.typeForClass(type));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return types.typeOf(type.getName()).orElseGet(() -> super.classForType(type));
    }
}
