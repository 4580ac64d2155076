package id.tanggap.infra.json;

import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the kernel's single-value types look in JSON: as their value, so that clients never see our wrapping. */
public class TanggapModule extends SimpleModule {

    public TanggapModule() {
        super("tanggap");
        text(ComplaintId.class, ComplaintId::of, ComplaintId::toString);
        text(AttachmentId.class, AttachmentId::of, AttachmentId::toString);
        text(OfficeId.class, OfficeId::of, OfficeId::toString);
        text(ImportId.class, ImportId::of, ImportId::toString);
        text(InspectionId.class, InspectionId::of, InspectionId::toString);
        text(CalendarId.class, CalendarId::of, CalendarId::toString);
        text(AccountName.class, AccountName::of, AccountName::toString);
        text(KeyId.class, KeyId::of, KeyId::toString);
        text(PersonId.class, text -> new PersonId(UUID.fromString(text)), PersonId::toString);
        text(TrackingCode.class, TrackingCode::new, TrackingCode::value);
        text(SecretHash.class, SecretHash::new, SecretHash::value);
        text(Category.class, Category::new, Category::value);
    }

    private <T> void text(Class<T> type, Function<String, T> read, Function<T, String> write) {
        addSerializer(type, new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(write.apply(value));
            }
        });
        addDeserializer(type, new StdDeserializer<>(type) {
            /** Else it is looked for again at every value that is read by itself. */
            @Override
            public boolean isCachable() {
                return true;
            }

            @Override
            @SuppressWarnings("unchecked")
            public T deserialize(JsonParser json, DeserializationContext context) {
                String text = json.getValueAsString();
                if (text == null) {
                    return (T) context.handleUnexpectedToken(type, json);
                }
                try {
                    return read.apply(text);
                } catch (IllegalArgumentException e) {
                    return (T) context.handleWeirdStringValue(type, text, "%s", e.getMessage());
                }
            }
        });
    }
}
