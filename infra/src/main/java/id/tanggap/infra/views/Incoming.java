package id.tanggap.infra.views;

import id.tanggap.kernel.DomainEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * An event on its way into the read models.
 *
 * @param id       of the event, unique over all histories
 * @param stream   the aggregate it belongs to
 * @param sequence in that stream
 * @param type     what it is called
 * @param event    reads it, which may fail
 */
record Incoming(String id, long position, String stream, long sequence, String type, Supplier<DomainEvent> event) {

    static <M extends TrackedEventMessage<?> & DomainEventMessage<?>> Incoming of(M message) {
        return new Incoming(message.getIdentifier(), message.trackingToken().position().orElseThrow(),
                message.getAggregateIdentifier(), message.getSequenceNumber(), nameOf(message),
                () -> (DomainEvent) message.getPayload());
    }

    /** An event whose name nobody knows (any more) goes by that name. */
    private static String nameOf(TrackedEventMessage<?> message) {
        return message.getPayloadType() == UnknownSerializedType.class
                ? ((UnknownSerializedType) message.getPayload()).serializedType().getName()
                : message.getPayloadType().getSimpleName();
    }
}
