package id.tanggap.infra.json;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Moments as microseconds since 1970: a complaint has a dozen of them. What is finer than that is written as text. */
final class InstantsAsNumbers extends SimpleModule {

    InstantsAsNumbers() {
        super("tanggap-instants-as-numbers");
        addSerializer(new StdSerializer<Instant>(Instant.class) {
            @Override
            public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
                if (instant.getNano() % 1_000 == 0) {
                    json.writeNumber(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
                } else {
                    json.writeString(instant.toString());
                }
            }
        });
        addDeserializer(Instant.class, new StdDeserializer<Instant>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser json, DeserializationContext context) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    return Instant.EPOCH.plus(json.getLongValue(), ChronoUnit.MICROS);
                }
                return json.currentToken() == JsonToken.VALUE_STRING ? Instant.parse(json.getString())
                        : (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
        });
    }
}
