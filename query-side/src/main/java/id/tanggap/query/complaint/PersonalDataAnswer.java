package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Sight;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is held about the reporter of one complaint.
 *
 * @param complaint what was submitted, who submitted it, responses and evaluation
 * @param timeline  what happened, with all that was said: messages, requests and decisions on them included
 * @param internal  texts that the office wrote for itself and that may speak of the reporter; only once the complaint has
 *                  ended, because a draft that the reporter could read would be no draft
 * @param consent   to having it submitted at an assisted desk, if it was
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PersonalDataAnswer(ComplaintId id, ComplaintAnswer complaint, List<TimelineAnswer> timeline,
                          List<InternalText> internal, Optional<ConsentAnswer> consent) {

    /**
     * How somebody agreed to have it submitted for them.
     *
     * @param wording which statement they agreed to, by the name of its version
     * @param by      who agreed in the reporter's place, if somebody did
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ConsentAnswer(Consent.Manner manner, Text mannerText, String wording, Optional<String> by,
                                Optional<String> witness) {
    }

    /** @param by in which capacity it was written */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record InternalText(TimelineEntry.Fact what, Text whatText, LocalDate on, Instant at, Role by, Optional<String> text) {
    }

    static PersonalDataAnswer of(ComplaintView c, ComplaintAnswer complaint, List<TimelineEntry> timeline, Sight reporter,
                                 Set<ComplaintId> hidden, ZoneId zone) {
        return new PersonalDataAnswer(c.id(), complaint, TimelineAnswer.of(timeline, reporter, hidden, zone),
                timeline.stream().filter(entry -> c.status().ended() && !reporter.isAmong(entry.audience()))
                        .flatMap(entry -> entry.text().stream().map(text -> new InternalText(entry.what(),
                                entry.what().text(), LocalDate.ofInstant(entry.occurredAt(), zone), entry.occurredAt(),
                                entry.actor().role(), text.value()))).toList(),
                c.consent().map(agreed -> new ConsentAnswer(agreed.manner(), agreed.manner().text(), agreed.wording(),
                        agreed.by().flatMap(Shreddable::value), agreed.witness().flatMap(Shreddable::value))));
    }
}
