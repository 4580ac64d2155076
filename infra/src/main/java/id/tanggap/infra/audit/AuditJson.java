package id.tanggap.infra.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.infra.json.TanggapModule;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.query.person.Keyring;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * What events say, as JSON in which personal data is sealed unless it was asked for. Keys of files are never told: files are to
 * be had where it is recorded who has them.
 */
final class AuditJson {

    private static final String SEALED = "[sealed]";
    private static final String ERASED = "[erased]";

    /** It is not what was sealed there: somebody changed or exchanged it, or its key. */
    private static final String TAMPERED_WITH = "[tampered with]";

    /** Told beside the payload. */
    @JsonIgnoreProperties("provenance")
    private interface WithoutProvenance {
    }

    /** What is known, and found out, while one event is written. */
    private static final class Writing {

        private final Optional<Keyring> keys;
        private final boolean personal;
        private final Set<PersonId> people = new HashSet<>();
        private boolean shown;

        private Writing(Optional<Keyring> keys, boolean personal) {
            this.keys = keys;
            this.personal = personal;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new TanggapModule(), new SimpleModule("tanggap-audit").addSerializer(new Sealing(Object.class))
                    .addSerializer(FileKey.class, new ToStringSerializer(FileKey.class)))
            .addMixIn(DomainEvent.class, WithoutProvenance.class)
            .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT,
                    JsonInclude.Include.NON_ABSENT))
            .build();

    private AuditJson() {
    }

    /** @param personal whether it shows personal data */
    record Payload(String json, boolean personal) {
    }

    /** Whose personal data an event holds. */
    static Set<PersonId> people(DomainEvent event) {
        Writing writing = new Writing(Optional.empty(), false);
        write(event, writing);
        return writing.people;
    }

    /** @param personal whether personal data is to be shown, as far as the keys open it */
    static Payload of(DomainEvent event, Keyring keys, boolean personal) {
        Writing writing = new Writing(Optional.of(keys), personal);
        String json = write(event, writing);
        return new Payload(json, writing.shown);
    }

    private static String write(DomainEvent event, Writing writing) {
        return JSON.writer().withAttribute(Writing.class, writing).writeValueAsString(event);
    }

    private static final class Sealing extends StdSerializer<Shreddable<?>> {

        private final Class<?> type;

        /** @param type of the value in it */
        Sealing(Class<?> type) {
            super(Shreddable.class);
            this.type = type;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return property == null ? this : new Sealing(valueType(property.getType()));
        }

        /** Of a field that is such a value, or may have one. */
        private static Class<?> valueType(JavaType field) {
            return field.hasRawClass(Shreddable.class) ? field.containedTypeOrUnknown(0).getRawClass()
                    : field.containedTypeCount() == 0 ? Object.class : valueType(field.containedType(0));
        }

        @Override
        public void serialize(Shreddable<?> data, JsonGenerator json, SerializationContext context) {
            Writing writing = (Writing) context.getAttribute(Writing.class);
            writing.people.add(data.subject());
            if (writing.keys.isEmpty()) {
                json.writeString(SEALED);
                return;
            }
            Optional<?> value;
            try {
                value = open(data, type, writing.keys.get());
            } catch (Keyring.TamperedWith _) {
                json.writeString(TAMPERED_WITH);
                return;
            }
            if (value.isEmpty()) {
                json.writeString(ERASED);
            } else if (writing.personal) {
                writing.shown = true;
                context.writeValue(json, value.get());
            } else {
                json.writeString(SEALED);
            }
        }

        @SuppressWarnings("unchecked") // the type is that of the field it stands in
        private static <T> Optional<T> open(Shreddable<?> data, Class<T> type, Keyring keys) {
            return keys.open((Shreddable<T>) data, type);
        }
    }
}
