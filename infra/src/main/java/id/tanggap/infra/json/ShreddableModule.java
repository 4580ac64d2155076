package id.tanggap.infra.json;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How personal data is stored: {@code {"subject": person, "value": …}}, without {@code value} once erased. For events and
 * read models only; answers to people carry plain values or nothing.
 */
public class ShreddableModule extends SimpleModule {

    private static final String SUBJECT = "subject";
    private static final String VALUE = "value";

    public ShreddableModule() {
        super("tanggap-shreddable");
        addSerializer(new Writing());
        addDeserializer(Shreddable.class, new Reading(null, null));
    }

    private static final class Writing extends StdSerializer<Shreddable<?>> {

        Writing() {
            super(Shreddable.class);
        }

        @Override
        public void serialize(Shreddable<?> shreddable, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty(SUBJECT, shreddable.subject().toString());
            if (shreddable.value().isPresent()) {
                json.writeName(VALUE);
                context.writeValue(json, shreddable.value().get());
            }
            json.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Reading extends ValueDeserializer<Shreddable> {

        private final ValueDeserializer<Object> subjects;
        private final ValueDeserializer<Object> values;

        /** Looked up once: for every value it would be a tenth of the time that an event takes. */
        Reading(ValueDeserializer<Object> subjects, ValueDeserializer<Object> values) {
            this.subjects = subjects;
            this.values = values;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType shreddable = context.getContextualType();
            if (shreddable == null && property != null) {
                shreddable = property.getType();
            }
            return new Reading(context.findContextualValueDeserializer(context.constructType(PersonId.class), property),
                    context.findContextualValueDeserializer(shreddable == null ? context.constructType(Object.class)
                            : shreddable.containedTypeOrUnknown(0), property));
        }

        @Override
        public Shreddable deserialize(JsonParser json, DeserializationContext context) {
            PersonId subject = null;
            Object value = null;
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return (Shreddable) context.handleUnexpectedToken(Shreddable.class, json);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case SUBJECT -> subject = (PersonId) read(subjects, json, context);
                    case VALUE -> value = read(values, json, context);
                    default -> json.skipChildren();
                }
            }
            return value == null ? Shreddable.erased(subject) : Shreddable.of(subject, value);
        }

        private static Object read(ValueDeserializer<Object> deserializer, JsonParser json, DeserializationContext context) {
            return json.currentToken() == JsonToken.VALUE_NULL ? deserializer.getNullValue(context)
                    : deserializer.deserialize(json, context);
        }
    }
}
