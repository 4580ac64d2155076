package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that happened to a complaint, as one reader may see it.
 *
 * @param by in which capacity it was done
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TimelineAnswer(TimelineEntry.Fact what, Text whatText, LocalDate on, ComplaintStatus status, Optional<OfficeId> officeId,
                      Optional<Instant> at, Optional<String> text, Optional<Integer> response,
                      Optional<ComplaintId> related, Optional<ClosureReason> closure,
                      Optional<TimelineEntry.Escalation> escalation, Optional<Limit> limit,
                      Optional<LegalGroundAnswer> legalGround, Optional<Correspondent> from, Optional<Role> by,
                      Optional<Actor> actor, Optional<Instant> recordedAt, Optional<Long> position) {

    /**
     * A timeline as one reader may see it: what is meant for others is left out, and so is what happened between this
     * complaint and one that is hidden from the reader.
     */
    static List<TimelineAnswer> of(List<TimelineEntry> timeline, Sight sight, Set<ComplaintId> hidden, ZoneId zone) {
        return timeline.stream().filter(entry -> sight.isAmong(entry.audience()))
                .filter(entry -> entry.related().filter(hidden::contains).isEmpty())
                .map(entry -> of(entry, sight, zone)).toList();
    }

    private static TimelineAnswer of(TimelineEntry e, Sight sight, ZoneId zone) {
        boolean told = sight.isInvolved();
        boolean exactly = told && (sight.whoIsKnown() || !e.leadsToReporter());
        boolean staff = exactly && sight.isStaff();
        return new TimelineAnswer(e.what(), e.from().map(from -> e.what().text().with(Map.of("from", from.text())))
                .orElse(e.what().text()), LocalDate.ofInstant(e.occurredAt(), zone), e.status(), e.office(),
                when(exactly, e.occurredAt()), told ? e.text().flatMap(Shreddable::value) : Optional.empty(),
                told ? e.response() : Optional.empty(), told ? e.related() : Optional.empty(), e.closure(), e.escalation(),
                told ? e.limit() : Optional.empty(), e.ground().map(LegalGroundAnswer::of), e.from(),
                when(told, e.actor().role()), when(staff, e.actor()), when(staff, e.recordedAt()),
                when(staff, e.position()));
    }

    private static <T> Optional<T> when(boolean shown, T value) {
        return shown ? Optional.of(value) : Optional.empty();
    }
}
