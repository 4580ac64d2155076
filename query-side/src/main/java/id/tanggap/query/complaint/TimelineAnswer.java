package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** One thing that happened to a complaint, as one reader may see it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TimelineAnswer(TimelineEntry.Fact what, Text whatText, LocalDate on, ComplaintStatus status, Optional<OfficeId> officeId,
                      Optional<Instant> at, Optional<String> text, Optional<Integer> response,
                      Optional<ComplaintId> related, Optional<ClosureReason> closure,
                      Optional<TimelineEntry.Escalation> escalation, Optional<Limit> limit, Optional<Actor> actor, Optional<Instant> recordedAt,
                      Optional<Long> position) {

    /** A timeline as one reader may see it: what is a matter of the office's own is left out for others. */
    static List<TimelineAnswer> of(List<TimelineEntry> timeline, ComplaintAnswer.Part part, ZoneId zone) {
        return timeline.stream().filter(entry -> part.isStaff() || !entry.what().internal())
                .map(entry -> of(entry, part, zone)).toList();
    }

    private static TimelineAnswer of(TimelineEntry e, ComplaintAnswer.Part part, ZoneId zone) {
        boolean told = part != ComplaintAnswer.Part.PUBLIC;
        boolean staff = part.isStaff();
        return new TimelineAnswer(e.what(), e.what().text(), LocalDate.ofInstant(e.occurredAt(), zone), e.status(), e.office(),
                when(told, e.occurredAt()), told ? e.text().flatMap(Shreddable::value) : Optional.empty(),
                told ? e.response() : Optional.empty(), told ? e.related() : Optional.empty(), e.closure(), e.escalation(),
                told ? e.limit() : Optional.empty(), when(staff, e.actor()),
                when(staff, e.recordedAt()), when(staff, e.position()));
    }

    private static <T> Optional<T> when(boolean shown, T value) {
        return shown ? Optional.of(value) : Optional.empty();
    }
}
