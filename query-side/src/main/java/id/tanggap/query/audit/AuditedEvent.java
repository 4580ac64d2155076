package id.tanggap.query.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import id.tanggap.kernel.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as the inspectorate reads it.
 *
 * @param position      in the total order
 * @param stream        what it happened to: a complaint's, an office's or an inspection's id, or another stream's name
 * @param sequence      in that stream
 * @param type          the logical name under which it is stored, such as {@code complaint.submitted}
 * @param revision      the shape in which it is stored
 * @param occurredAt    when it happened
 * @param recordedAt    when it was recorded
 * @param actor         who did it
 * @param correlationId ties together what one request caused
 * @param payload       the rest of what it says, in today's shape, as JSON; personal data reads {@code [sealed]} unless it
 *                      was asked for, and {@code [erased]} once it was erased. Empty if this version cannot read the event;
 *                      then nothing that its payload says is told
 * @param personal      whether personal data is shown
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditedEvent(long position, String stream, long sequence, String type, String revision,
                           Optional<Instant> occurredAt, Instant recordedAt, Optional<Actor> actor,
                           Optional<String> correlationId, @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) String payload,
                           @JsonIgnore boolean personal) {
}
