package id.tanggap.infra.eventstore;

import java.util.function.UnaryOperator;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the shapes of old events to those of today, one revision at a time. What is stored is never changed. */
public final class Upcasters {

    private Upcasters() {
    }

    /** All of them, earlier revisions first. */
    public static EventUpcasterChain chain() {
        return new EventUpcasterChain(
                new FromRevision(1, "office.service-standard-set", Upcasters::limitWithItsUnit),
                // no calendar was chosen: the general one counts
                new FromRevision(1, "office.registered", UnaryOperator.identity()),
                new FromRevision(1, "import.started", Upcasters::weekendsOnly),
                new FromRevision(1, "complaint.submitted", Upcasters::accusingNobody),
                // no consent was recorded
                new FromRevision(2, "complaint.submitted", UnaryOperator.identity()));
    }

    /** A standard was so many working days, and the article was part of the regulation's name. */
    private static JsonNode limitWithItsUnit(JsonNode event) {
        ObjectNode standard = (ObjectNode) event.get("standard");
        int workingDays = standard.remove("workingDays").intValue();
        standard.putObject("limit").put("unit", "DAYS").put("amount", workingDays);
        standard.put("article", "");
        return event;
    }

    /** Imported offices are bound by no legal limit; nothing else could be said. */
    private static JsonNode weekendsOnly(JsonNode event) {
        return ((ObjectNode) event).put("calendar", "weekends-only");
    }

    /** Nobody could say so. */
    private static JsonNode accusingNobody(JsonNode event) {
        return ((ObjectNode) event).put("oversight", false);
    }

    /** One event from one revision to the next. */
    private static final class FromRevision extends SingleEventUpcaster {

        private final SimpleSerializedType from;
        private final SimpleSerializedType to;
        private final UnaryOperator<JsonNode> change;

        FromRevision(int revision, String event, UnaryOperator<JsonNode> change) {
            this.from = new SimpleSerializedType(event, Integer.toString(revision));
            this.to = new SimpleSerializedType(event, Integer.toString(revision + 1));
            this.change = change;
        }

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(from);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(to, JsonNode.class, change::apply);
        }
    }
}
