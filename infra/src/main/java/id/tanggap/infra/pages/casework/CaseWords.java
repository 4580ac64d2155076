package id.tanggap.infra.pages.casework;

import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.DeadlineAnswer;
import id.tanggap.query.complaint.TimelineAnswer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;

/** What pages for staff tell of complaints, in words. */
final class CaseWords {

    /** From this part of the time on somebody should hurry. */
    private static final double SOON = 0.75;

    /**
     * Something that happened.
     *
     * @param who     in which capacity, and by which account where that is told; may be empty
     * @param when    the day, and the time where that is told
     * @param text    what was said; may be empty
     * @param notes   what else is to be known; may be none
     * @param related another complaint that it is about; null if none is
     */
    public record Event(String what, String who, String when, String text, List<String> notes, ComplaintId related) {
    }

    /**
     * Something that is due.
     *
     * @param left how much time there is, in words
     * @param when the last day; may be empty
     * @param used of {@code of}, for a bar; both 0 where there is none
     * @param tone {@code good}, {@code warn} or {@code bad}
     * @param rule what the limit is and where it comes from; may be empty
     */
    public record Due(String what, String who, String left, String when, int used, int of, String tone, String rule) {
    }

    private final Pages pages;
    private final ServerWebExchange exchange;
    private final Map<OfficeId, String> offices;
    private final Map<String, String> people;
    private final ZoneId zone;
    private final LocalDate today;
    private final Locale locale;

    /**
     * @param offices names of those that are spoken of
     * @param people  names of accounts, as far as they are known
     * @param zone    of the days that are told
     */
    CaseWords(Pages pages, ServerWebExchange exchange, Map<OfficeId, String> offices, Map<String, String> people, ZoneId zone,
              Instant now) {
        this.pages = pages;
        this.exchange = exchange;
        this.offices = offices;
        this.people = people;
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
        this.locale = Language.of(exchange).locale();
    }

    List<Due> dues(ComplaintAnswer complaint) {
        return complaint.deadlines().stream().map(deadline -> due(complaint, deadline)).toList();
    }

    /** The one that somebody of staff has to keep now. */
    Optional<Due> next(ComplaintAnswer complaint) {
        return complaint.deadlines().stream().filter(deadline -> switch (deadline.what()) {
            case VERIFICATION, RESPONSE -> true;
            case COMPLETION, REPLY, REVERSAL, APPEAL, WHETHER_SOLVED -> false;
        }).findFirst().map(deadline -> due(complaint, deadline));
    }

    private Due due(ComplaintAnswer complaint, DeadlineAnswer deadline) {
        double share = share(complaint, deadline);
        String tone = switch (deadline.state()) {
            case LATE -> "bad";
            case STANDING_STILL, NOT_COMPUTABLE -> "warn";
            case RUNNING -> share >= SOON ? "warn" : "good";
        };
        boolean bar = share >= 0 && deadline.party() != Deadline.Party.REPORTER;
        return new Due(deadline.whatText().in(locale), who(deadline.party(), complaint), left(complaint, deadline),
                deadline.lastDay().map(day -> say("casework.due.by", day(day))).orElse(""),
                bar ? (int) Math.round(100 * Math.min(1, share)) : 0, bar ? 100 : 0, tone,
                deadline.standard().map(standard -> say("casework.due.rule", limit(deadline.limit()), standard.regulation()))
                        .orElseGet(() -> limit(deadline.limit())));
    }

    /** How much of the time is used, by what its reader is told; negative where that cannot be said. */
    private double share(ComplaintAnswer complaint, DeadlineAnswer deadline) {
        if (deadline.used().isPresent()) {
            return Math.max(0, deadline.used().get() / deadline.limit().amount());
        }
        return deadline.lastDay().map(last -> {
            long all = Math.max(1, ChronoUnit.DAYS.between(complaint.submittedOn(), last) + 1);
            return Math.clamp((double) ChronoUnit.DAYS.between(complaint.submittedOn(), today) / all, 0, 1);
        }).orElse(-1.0);
    }

    private String left(ComplaintAnswer complaint, DeadlineAnswer deadline) {
        return switch (deadline.state()) {
            case STANDING_STILL -> say("casework.left.paused");
            case NOT_COMPUTABLE -> say("casework.left.unknown", String.valueOf(deadline.missingYear().orElse(0)));
            case RUNNING, LATE -> ended(complaint) ? deadline.stateText().in(locale)
                    : deadline.left().map(left -> working(left, deadline.limit().unit()))
                            .orElseGet(() -> deadline.lastDay().map(this::calendar).orElse(""));
        };
    }

    private static boolean ended(ComplaintAnswer complaint) {
        return complaint.status().ended();
    }

    private String working(double left, WorkingUnit unit) {
        if (left <= 0) {
            return say("casework.late." + unit, number(-left));
        }
        return left < 1 ? say("casework.left.less." + unit) : say("casework.left." + unit, number(left));
    }

    private String calendar(LocalDate last) {
        long days = ChronoUnit.DAYS.between(today, last);
        return days < 0 ? say("casework.late.calendar", String.valueOf(-days))
                : days == 0 ? say("casework.left.today") : say("casework.left.calendar", String.valueOf(days));
    }

    /** To one decimal, as people write it; without the formats of the JDK, which are read from files. */
    private String number(double value) {
        String text = BigDecimal.valueOf(value).setScale(1, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
        return locale.getLanguage().equals("id") ? text.replace('.', ',') : text;
    }

    private String limit(Limit limit) {
        return pages.limit(exchange, limit);
    }

    private String who(Deadline.Party party, ComplaintAnswer complaint) {
        return party == Deadline.Party.OFFICE
                ? complaint.officeId().map(this::office).orElseGet(() -> say("casework.party.OFFICE")) : say("casework.party." + party);
    }

    /** The newest first. */
    List<Event> events(List<TimelineAnswer> timeline) {
        List<Event> events = new ArrayList<>();
        for (TimelineAnswer entry : timeline.reversed()) {
            events.add(new Event(entry.whatText().in(locale), actor(entry), moment(entry.on(), entry.at()),
                    entry.text().orElse(""), notes(entry), entry.related().orElse(null)));
        }
        return events;
    }

    private String actor(TimelineAnswer entry) {
        return entry.by().map(role -> entry.actor().filter(_ -> role.isStaff() && role != id.tanggap.kernel.Role.SYSTEM)
                .map(actor -> say("casework.by", say("casework.role." + role), person(actor.id())))
                .orElseGet(() -> say("casework.role." + role))).orElse("");
    }

    private List<String> notes(TimelineAnswer entry) {
        return Stream.<Optional<String>>of(entry.officeId().map(this::office),
                entry.closure().map(closure -> say("casework.closure." + closure)),
                entry.escalation().map(told -> say("follow.escalation", String.valueOf(told.percent()),
                        say("follow.addressee." + told.addressee()))),
                entry.limit().map(limit -> say("follow.limit." + limit.unit(), String.valueOf(limit.amount()))),
                entry.legalGround().map(ground -> ground.text().in(locale)))
                .flatMap(Optional::stream).toList();
    }

    String day(LocalDate day) {
        return pages.day(exchange, day);
    }

    String moment(LocalDate day, Optional<Instant> at) {
        return at.map(instant -> say("casework.moment", day(day), clock(LocalTime.ofInstant(instant, zone))))
                .orElseGet(() -> day(day));
    }

    private String clock(LocalTime time) {
        return String.format(Locale.ROOT, locale.getLanguage().equals("id") ? "%02d.%02d" : "%02d:%02d", time.getHour(),
                time.getMinute());
    }

    String office(OfficeId office) {
        return offices.getOrDefault(office, say("casework.party.OFFICE"));
    }

    String person(String account) {
        return people.getOrDefault(account, account);
    }

    String say(String key, Object... values) {
        return pages.say(exchange, key, values);
    }

    ZoneId zone() {
        return zone;
    }

    Locale locale() {
        return locale;
    }
}
