package id.tanggap.infra.eventstore;

import id.tanggap.infra.json.Json;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Stores events as JSON under their logical names and revisions instead of class names, so that code may move without
 * touching history.
 */
public final class NamedEventSerializer extends Jackson3Serializer {

    private final EventTypes types;

    public NamedEventSerializer(EventTypes types) {
        super(builder().jsonMapperBuilderCustomizer(Json::stored));
        this.types = types;
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
