package id.tanggap.command.law;

import id.tanggap.command.StreamConditions;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.clock.WorkingCalendar;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The law straight from its events, as of now. A command looks into the index of the few streams that its answers are made
 * of, once for each, and reads on only where one has moved.
 *
 * <p>A decision that asks for the law does not rest on these streams: what they may still change concerns days that have
 * not begun. A decision about a calendar does rest on the calendars that it looked at: a year that is being declared there
 * would make days begun that were not.
 */
public final class RecordedLaws implements Law, Calendars {

    /** @param sequences of the last event of each stream that the law has */
    private record Known(RecordedLaw law, Map<String, Long> sequences) {

        long sequence(String stream) {
            return sequences.getOrDefault(stream, -1L);
        }
    }

    /** Key of the root unit of work's resource: the streams that the present command has looked at. */
    private static final String LOOKED_AT = RecordedLaws.class.getName();

    private final EventStore events;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    /** @param zone whose days count where no office's do */
    public RecordedLaws(EventStore events, ZoneId zone) {
        this.events = events;
        this.known = new Known(RecordedLaw.nothing(zone), Map.of());
    }

    @Override
    public Optional<Calendar> find(CalendarId id) {
        Known now = upTo(id.stream());
        StreamConditions.restOn(id.stream(), now.sequence(id.stream()));
        return now.law().calendar(id);
    }

    @Override
    public List<Turn> turns(OfficeId office, Instant from, Optional<Instant> to) {
        OfficeTerms terms = once(office.toString()).law().office(office).orElse(null);
        Set<CalendarId> calendars = new HashSet<>();
        if (terms != null) {
            calendars.addAll(terms.later().values());
        }
        calendars.add(terms == null ? RecordedLaw.GENERAL : terms.calendar().orElse(RecordedLaw.GENERAL));
        calendars.forEach(this::upToAll);
        return known.law().turns(office, from, to);
    }

    @Override
    public WorkingCalendar general() {
        upToAll(RecordedLaw.GENERAL);
        return known.law().general();
    }

    @Override
    public ServiceStandard standard(OfficeId office, Classification classification, Instant submitted) {
        once(RulebookEvent.STREAM);
        return once(office.toString()).law().standard(office, classification, submitted);
    }

    @Override
    public Procedure procedure(Instant submitted) {
        return once(RulebookEvent.STREAM).law().procedure(submitted);
    }

    /** A calendar and those that it is laid over. */
    private void upToAll(CalendarId id) {
        Optional<CalendarId> next = Optional.of(id);
        while (next.isPresent()) {
            CalendarId calendar = next.get();
            next = once(calendar.stream()).law().calendar(calendar).flatMap(Calendar::over);
        }
    }

    /** The law with all that this stream said when the present command first asked; a decision asks for the same repeatedly. */
    private Known once(String stream) {
        boolean first = !CurrentUnitOfWork.isStarted() || CurrentUnitOfWork.get().root()
                .<Set<String>>getOrComputeResource(LOOKED_AT, _ -> new HashSet<>()).add(stream);
        return first ? upTo(stream) : known;
    }

    /** The law with all that this stream says by now. */
    private Known upTo(String stream) {
        long last = events.lastSequenceNumberFor(stream).orElse(-1L);
        Known before = known;
        if (before.sequence(stream) >= last) {
            return before;
        }
        reading.lock();
        try {
            return known.sequence(stream) >= last ? known : readOn(stream);
        } finally {
            reading.unlock();
        }
    }

    private Known readOn(String stream) {
        Known before = known;
        RecordedLaw law = before.law();
        var history = events.readEvents(stream, before.sequence(stream) + 1);
        while (history.hasNext()) {
            if (history.next().getPayload() instanceof DomainEvent event) {
                law = law.with(event);
            }
        }
        // nothing is kept of a stream that is about something else, say a complaint
        if (law != before.law() || before.sequence(stream) >= 0) {
            Map<String, Long> sequences = new HashMap<>(before.sequences());
            sequences.put(stream, Math.max(before.sequence(stream), history.getLastSequenceNumber()));
            known = new Known(law, sequences);
        }
        return known;
    }
}
