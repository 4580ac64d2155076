package id.tanggap.infra.eventstore;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

import java.nio.charset.StandardCharsets;

/** Stores byte arrays as they are, and of metadata one entry: it starts in no time, unlike a JSON mapper. */
final class BytesSerializer implements Serializer {

    private final Converter converter = new ChainingConverter();

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expectedRepresentation) {
        byte[] bytes = object instanceof MetaData metadata
                ? String.valueOf(metadata.get("place")).getBytes(StandardCharsets.US_ASCII)
                : (byte[]) object;
        return new SimpleSerializedObject<>(expectedRepresentation.cast(bytes), expectedRepresentation, typeForClass(byte[].class));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expectedRepresentation) {
        return expectedRepresentation == byte[].class;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> serializedObject) {
        return (T) serializedObject.getData();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return byte[].class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        return new SimpleSerializedType("bytes", null);
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
