package id.tanggap.infra.eventstore;

import id.tanggap.infra.json.Json;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.EventName;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Stores events as JSON under their logical names and revisions instead of class names, so that code may move without
 * touching history, with what is personal in them sealed.
 */
public final class NamedEventSerializer extends Jackson3Serializer {

    private final EventTypes types;
    private final Sealing sealing;

    public NamedEventSerializer(EventTypes types, Sealing sealing) {
        super(builder().jsonMapperBuilderCustomizer(json -> Json.stored(json).addModule(sealing.module())));
        this.types = types;
        this.sealing = sealing;
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        return object instanceof DomainEvent event
                ? sealing.writing(nameOf(event), event, () -> super.serialize(event, representation))
                : super.serialize(object, representation);
    }

    private String nameOf(DomainEvent event) {
        return types.nameOf(event.getClass()).map(EventName::value).orElseThrow(() ->
                new IllegalArgumentException(event.getClass() + " has no event name"));
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        return sealing.reading(stored.getType().getName(), () -> super.deserialize(stored));
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
