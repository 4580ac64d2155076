package id.tanggap.infra.pages.follow;

import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.DeadlineAnswer;
import id.tanggap.query.complaint.TimelineAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.server.ServerWebExchange;

/** What a page tells of a complaint, in words. */
final class Story {

    /**
     * Something that happened.
     *
     * @param text  what was said; may be empty
     * @param notes what else is to be known; may be none
     */
    public record Event(String what, String day, String text, List<String> notes, boolean last) {
    }

    /**
     * Something that is due.
     *
     * @param tone {@code good}, {@code warn} or {@code bad}
     */
    public record Due(String what, String who, String when, String state, String tone) {
    }

    private final Pages pages;
    private final ServerWebExchange exchange;
    private final Map<OfficeId, String> names;
    private final Locale locale;

    /** @param names of the offices that it speaks of */
    Story(Pages pages, ServerWebExchange exchange, Map<OfficeId, String> names) {
        this.pages = pages;
        this.exchange = exchange;
        this.names = names;
        this.locale = Language.of(exchange).locale();
    }

    List<Due> dues(ComplaintAnswer complaint) {
        // nothing is due of what has ended, however long a clock has stood still
        return complaint.status().ended() ? List.of() : complaint.deadlines().stream().map(deadline -> new Due(what(deadline, complaint),
                who(deadline.party(), complaint), when(deadline), deadline.stateText().in(locale), switch (deadline.state()) {
                    case RUNNING -> "good";
                    case STANDING_STILL, NOT_COMPUTABLE -> "warn";
                    case LATE -> "bad";
                })).toList();
    }

    /** What accuses officials is checked by the inspectorate, as long as it keeps it. */
    private String what(DeadlineAnswer deadline, ComplaintAnswer complaint) {
        return deadline.party() == Deadline.Party.COORDINATOR && complaint.withheld().isPresent()
                ? say("follow.due.inspectorate") : deadline.whatText().in(locale);
    }

    private String who(Deadline.Party party, ComplaintAnswer complaint) {
        return switch (party) {
            case OFFICE -> complaint.officeId().map(this::name).orElseGet(() -> say("follow.party.OFFICE"));
            case COORDINATOR -> say("follow.party." + (complaint.withheld().isPresent() ? "INSPECTORATE" : "COORDINATOR"));
            case REPORTER -> say("follow.party.REPORTER");
        };
    }

    private String when(DeadlineAnswer deadline) {
        return deadline.lastDay().map(day -> say("follow.due.by", pages.day(exchange, day)))
                .orElseGet(() -> deadline.missingYear().map(year -> say("follow.due.unknown", String.valueOf(year)))
                        .orElseGet(() -> say("follow.due.paused")));
    }

    List<Event> events(List<TimelineAnswer> timeline) {
        List<Event> events = new ArrayList<>();
        for (int i = timeline.size() - 1; i >= 0; i--) {
            TimelineAnswer entry = timeline.get(i);
            events.add(new Event(entry.whatText().in(locale), pages.day(exchange, entry.on()), entry.text().orElse(""),
                    notes(entry), i == timeline.size() - 1));
        }
        return events;
    }

    private List<String> notes(TimelineAnswer entry) {
        List<Optional<String>> notes = List.of(entry.officeId().map(this::name),
                entry.closure().map(closure -> say("follow.closure." + closure)),
                entry.escalation().map(told -> say("follow.escalation", told.percent(),
                        say("follow.addressee." + told.addressee()))),
                entry.limit().map(limit -> say("follow.limit." + limit.unit(), limit.amount())));
        return notes.stream().flatMap(Optional::stream).collect(Collectors.toList());
    }

    private String name(OfficeId office) {
        return names.getOrDefault(office, say("follow.party.OFFICE"));
    }

    private String say(String key, Object... values) {
        return pages.say(exchange, key, values);
    }
}
