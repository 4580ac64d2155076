package id.tanggap.infra.keys;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How sealed values are written and read; what differs from one kind of file to the other is left open. */
abstract class ShreddableModule extends SimpleModule {

    ShreddableModule(String name) {
        super(name);
        addSerializer(new Writing());
        addDeserializer(Shreddable.class, new Reading());
    }

    abstract void write(Shreddable<?> data, JsonGenerator json);

    abstract Shreddable<?> read(JsonParser json, DeserializationContext context);

    private final class Writing extends StdSerializer<Shreddable<?>> {

        Writing() {
            super(Shreddable.class);
        }

        @Override
        public void serialize(Shreddable<?> data, JsonGenerator json, SerializationContext context) {
            write(data, json);
        }
    }

    @SuppressWarnings("rawtypes")
    private final class Reading extends ValueDeserializer<Shreddable> {

        @Override
        public Shreddable deserialize(JsonParser json, DeserializationContext context) {
            return read(json, context);
        }
    }

    static PersonId subject(JsonParser json, DeserializationContext context) {
        return context.readValue(json, PersonId.class);
    }

    static String text(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            context.handleUnexpectedToken(String.class, json);
        }
        return json.getString();
    }
}
