package id.tanggap.infra.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.infra.json.TanggapModule;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Shreddable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** What events say, as JSON in which personal data is sealed unless it was asked for. */
final class AuditJson {

    private static final String SEALED = "[sealed]";
    private static final String ERASED = "[erased]";

    /** Told beside the payload. */
    @JsonIgnoreProperties("provenance")
    private interface WithoutProvenance {
    }

    /** Whether a value was shown while something was written. */
    private static final class Shown {
        private boolean any;
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new TanggapModule(), new SimpleModule("tanggap-audit").addSerializer(new Sealing()))
            .addMixIn(DomainEvent.class, WithoutProvenance.class)
            .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT,
                    JsonInclude.Include.NON_ABSENT))
            .build();

    private AuditJson() {
    }

    /** @param personal whether it shows personal data */
    record Payload(String json, boolean personal) {
    }

    /** @param personal whether personal data is to be shown, as far as it was not erased */
    static Payload of(DomainEvent event, boolean personal) {
        Shown shown = new Shown();
        String json = JSON.writer().withAttribute(Shown.class, personal ? shown : null).writeValueAsString(event);
        return new Payload(json, shown.any);
    }

    private static final class Sealing extends StdSerializer<Shreddable<?>> {

        Sealing() {
            super(Shreddable.class);
        }

        @Override
        public void serialize(Shreddable<?> shreddable, JsonGenerator json, SerializationContext context) {
            Shown shown = (Shown) context.getAttribute(Shown.class);
            if (shreddable.value().isEmpty()) {
                json.writeString(ERASED);
            } else if (shown == null) {
                json.writeString(SEALED);
            } else {
                shown.any = true;
                context.writeValue(json, shreddable.value().get());
            }
        }
    }
}
