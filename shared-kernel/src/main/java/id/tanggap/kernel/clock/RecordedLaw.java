package id.tanggap.kernel.clock;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The law as the events so far have it. Immutable; events of anything else leave it as it is.
 *
 * <p>Working calendars are expensive to lay out. Each is laid out when it is first asked for, and kept from one state to the
 * next until a calendar that it is made of changes.
 */
public final class RecordedLaw implements Law {

    /** By which is counted what concerns no office, and at offices that have chosen no calendar. */
    public static final CalendarId GENERAL = new CalendarId("indonesia");

    private record Placed(CalendarId calendar, ZoneId zone) {
    }

    private final ZoneId zone;
    private final Map<CalendarId, Calendar> calendars;
    private final Rulebook rulebook;
    private final Map<OfficeId, OfficeTerms> offices;
    private final Map<Placed, WorkingCalendar> laidOut;
    private final boolean inForce;

    private RecordedLaw(ZoneId zone, Map<CalendarId, Calendar> calendars, Rulebook rulebook,
                        Map<OfficeId, OfficeTerms> offices, Map<Placed, WorkingCalendar> laidOut) {
        this.zone = zone;
        this.calendars = calendars;
        this.rulebook = rulebook;
        this.offices = offices;
        this.laidOut = laidOut;
        this.inForce = !rulebook.procedures().isEmpty() && Arrays.stream(Classification.values())
                .allMatch(classification -> rulebook.standards().first(classification).isPresent());
    }

    /** Before the first event. @param zone whose days count where no office's do */
    public static RecordedLaw nothing(ZoneId zone) {
        return of(zone, List.of(), Rulebook.EMPTY, Map.of());
    }

    /** As it was kept elsewhere. */
    public static RecordedLaw of(ZoneId zone, Collection<Calendar> calendars, Rulebook rulebook,
                                 Map<OfficeId, OfficeTerms> offices) {
        return new RecordedLaw(zone, calendars.stream().collect(Collectors.toMap(Calendar::id, Function.identity())),
                rulebook, Map.copyOf(offices), new ConcurrentHashMap<>());
    }

    /** The law after an event; this very law if the event is not about it. */
    public RecordedLaw with(DomainEvent event) {
        return switch (event) {
            case CalendarEvent e -> with(e);
            case RulebookEvent e -> new RecordedLaw(zone, calendars, rulebook.evolve(e), offices, laidOut);
            case OfficeEvent e -> with(e);
            default -> this;
        };
    }

    private RecordedLaw with(CalendarEvent event) {
        Map<CalendarId, Calendar> all = new HashMap<>(calendars);
        all.put(event.calendar(), event instanceof CalendarEvent.Registered registered ? Calendar.begin(registered)
                : calendar(event.calendar()).orElseThrow(() ->
                        new IllegalStateException("no registration came before this event")).evolve(event));
        Map<Placed, WorkingCalendar> unchanged = new ConcurrentHashMap<>(laidOut);
        unchanged.keySet().removeIf(placed -> placed.calendar().equals(event.calendar())
                || chain(placed.calendar()).stream().anyMatch(one -> one.id().equals(event.calendar())));
        return new RecordedLaw(zone, all, rulebook, offices, unchanged);
    }

    private RecordedLaw with(OfficeEvent event) {
        OfficeTerms before = offices.get(event.office());
        OfficeTerms after;
        if (event instanceof OfficeEvent.Registered registered) {
            after = OfficeTerms.begin(registered);
        } else if (before == null) {
            throw new IllegalStateException("no registration came before this event");
        } else {
            after = before.evolve(event);
        }
        if (after == before) {
            return this;
        }
        Map<OfficeId, OfficeTerms> all = new HashMap<>(offices);
        all.put(event.office(), after);
        return new RecordedLaw(zone, calendars, rulebook, all, laidOut);
    }

    /** Whose days count where no office's do. */
    public ZoneId zone() {
        return zone;
    }

    public Collection<Calendar> calendars() {
        return calendars.values();
    }

    public Optional<Calendar> calendar(CalendarId id) {
        return Optional.ofNullable(calendars.get(id));
    }

    public Rulebook rulebook() {
        return rulebook;
    }

    public Map<OfficeId, OfficeTerms> offices() {
        return Collections.unmodifiableMap(offices);
    }

    /** Whether anything can be counted by it: there is a procedure, and a standard for every class. False at the very beginning. */
    public boolean isInForce() {
        return inForce;
    }

    /** Empty if it is not known. */
    public Optional<OfficeTerms> office(OfficeId id) {
        return Optional.ofNullable(offices.get(id));
    }

    /** A calendar and those that it is laid over, the most general one first; empty if it is not known. */
    public List<Calendar> chain(CalendarId id) {
        LinkedList<Calendar> chain = new LinkedList<>();
        for (Calendar next = calendars.get(id); next != null; next = next.over().map(calendars::get).orElse(null)) {
            chain.addFirst(next);
        }
        return List.copyOf(chain);
    }

    /** A calendar, with all that it is laid over, in a zone. One that is not known knows no year. */
    public WorkingCalendar calendar(CalendarId id, ZoneId zone) {
        Placed placed = new Placed(id, zone);
        WorkingCalendar known = laidOut.get(placed);
        if (known != null) {
            return known;
        }
        List<Calendar> chain = chain(id);
        return laidOut.computeIfAbsent(placed, _ -> new WorkingCalendar(zone, chain.isEmpty()
                ? List.of(CalendarLayer.empty(id.value())) : Calendar.layers(chain)));
    }

    /** An office that is not known counts as one in the general zone that has chosen no calendar. */
    @Override
    public List<Turn> turns(OfficeId office, Instant from, Optional<Instant> to) {
        OfficeTerms terms = offices.get(office);
        if (terms == null) {
            return List.of(new Turn(office, general(), from));
        }
        CalendarId first = terms.calendar().orElse(GENERAL);
        List<Turn> turns = new ArrayList<>();
        for (Map.Entry<LocalDate, CalendarId> next : terms.later().entrySet()) {
            Instant begins = next.getKey().atStartOfDay(terms.zone()).toInstant();
            if (!begins.isAfter(from)) {
                first = next.getValue();
            } else if (to.isEmpty() || begins.isBefore(to.get())) {
                turns.add(new Turn(office, calendar(next.getValue(), terms.zone()), begins));
            }
        }
        turns.addFirst(new Turn(office, calendar(first, terms.zone()), from));
        return List.copyOf(turns);
    }

    @Override
    public WorkingCalendar general() {
        return calendar(GENERAL, zone);
    }

    /**
     * The office's own where one was in force on the day of the submission, the general one otherwise; where none was in
     * force yet, the first general one.
     *
     * @throws IllegalStateException if the rulebook has no standard for the class
     */
    @Override
    public ServiceStandard standard(OfficeId office, Classification classification, Instant submitted) {
        ZoneId its = office(office).map(OfficeTerms::zone).orElse(zone);
        return standard(Optional.of(office), classification, LocalDate.ofInstant(submitted, its))
                .orElseThrow(() -> new IllegalStateException("no standard is recorded for " + classification));
    }

    /**
     * The same for a submission on a day in the office's zone; empty if no standard is recorded for the class.
     *
     * @param office empty for what binds offices that have no standard of their own
     */
    public Optional<ServiceStandard> standard(Optional<OfficeId> office, Classification classification, LocalDate on) {
        return office.flatMap(this::office).flatMap(terms -> terms.standards().inForce(classification, on))
                .or(() -> rulebook.standards().inForce(classification, on))
                .or(() -> rulebook.standards().first(classification));
    }

    /** @throws IllegalStateException if none is recorded */
    @Override
    public Procedure procedure(Instant submitted) {
        return rulebook.procedure(LocalDate.ofInstant(submitted, zone))
                .orElseThrow(() -> new IllegalStateException("no procedure is recorded"));
    }
}
