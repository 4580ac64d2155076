package id.tanggap.infra.keys;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import java.util.Base64;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;

/**
 * How personal data is written into read models: {@code [person, box, place]}, as sealed as in the event that it comes
 * from, or {@code [person]} once erased. What stands readable is not written.
 */
public final class SealedInViews extends ShreddableModule {

    public SealedInViews() {
        super("tanggap-shreddable-in-views");
    }

    @Override
    void write(Shreddable<?> data, JsonGenerator json) {
        if (data.value().isPresent()) {
            throw new IllegalStateException("what goes into a read model must be sealed: " + data);
        }
        json.writeStartArray();
        json.writeString(data.subject().toString());
        data.box().map(SealedValue.class::cast).ifPresent(sealed -> {
            json.writeString(sealed.box());
            byte[] place = sealed.place();
            json.writeBinary(Base64Variants.MODIFIED_FOR_URL, place, 0, place.length);
        });
        json.writeEndArray();
    }

    @Override
    Shreddable<?> read(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return (Shreddable<?>) context.handleUnexpectedToken(Shreddable.class, json);
        }
        json.nextToken();
        PersonId subject = subject(json, context);
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return Shreddable.erased(subject);
        }
        String box = text(json, context);
        json.nextToken();
        byte[] place = Base64.getUrlDecoder().decode(text(json, context));
        json.nextToken();
        return Shreddable.sealed(subject, SealedValue.from(place, box));
    }
}
