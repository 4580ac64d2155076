package id.tanggap.benchmark;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.TrackingCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Events to be appended, each of which begins a stream: complaints as they are submitted. */
final class SubmissionEvents implements AutoCloseable {

    private final People people;
    private final PersonId subject;
    private final NamedEventSerializer serializer;

    SubmissionEvents(Path keys) {
        this.people = People.in(keys);
        // one for all: how fast keys are made is no matter of the engine's
        this.subject = people.next();
        this.serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
    }

    NamedEventSerializer serializer() {
        return serializer;
    }

    DomainEventMessage<?> submission() {
        int number = ThreadLocalRandom.current().nextInt(1_000_000);
        String id = newId();
        return new GenericDomainEventMessage<>("ComplaintAggregate", id, 0, new ComplaintEvent.Submitted(
                new ComplaintId(UUID.fromString(id)), new TrackingCode("TGP-7K3Q-9F2M-4XCD"),
                new SecretHash("0123456789abcdef".repeat(4)), Identity.ANONYMOUS, Optional.empty(),
                Shreddable.of(subject, "Jalan berlubang di depan pasar " + number),
                Shreddable.of(subject, Requests.narrative(number)), new Category(Requests.category(number)),
                Optional.empty(), Optional.empty(), Channel.WEB, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(),
                Provenance.now(Actor.PUBLIC, Instant.now(), id)), MetaData.emptyInstance());
    }

    static String newId() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }

    @Override
    public void close() {
        people.close();
    }
}
