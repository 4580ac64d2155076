package id.tanggap.kernel.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The clock of one limit.
 * <ul>
 * <li>The day of the event is not counted: a limit in working days runs from the first moment of the next working day of
 * the office that was responsible then, in its zone, and is due at the end (24:00) of its N-th working day. A limit in
 * working hours runs in working hours, from the event itself.
 * <li>The clock stands still during pauses, exactly from their beginning to their end, and for nothing else. A transfer
 * does not stop it; from then on the calendar of the new office counts.
 * <li>Used and left always make up the limit; left is negative when it is late.
 * </ul>
 *
 * @param event  what the limit runs from: a submission, a forwarding, a response
 * @param turns  who was responsible, the first one from the event or earlier on, in order
 * @param pauses in any order
 */
public record LegalClock(Limit limit, Instant event, List<Turn> turns, List<Pause> pauses) {

    /** @throws IllegalArgumentException if nobody was responsible at the event, or turns are not in order */
    public LegalClock {
        Objects.requireNonNull(limit, "limit");
        turns = List.copyOf(turns);
        pauses = List.copyOf(pauses);
        if (turns.isEmpty() || turns.getFirst().from().isAfter(event)) {
            throw new IllegalArgumentException("somebody is responsible from the event on");
        }
        for (int i = 1; i < turns.size(); i++) {
            if (turns.get(i).from().isBefore(turns.get(i - 1).from())) {
                throw new IllegalArgumentException("turns are in order");
            }
        }
    }

    /** Time that counts from here on, as far as it is working time. */
    public Instant start() {
        WorkingCalendar first = turns.getFirst().calendar();
        for (Turn turn : turns) {
            if (!turn.from().isAfter(event)) {
                first = turn.calendar();
            }
        }
        return WorkingTime.start(first, event, limit.unit());
    }

    /**
     * Working time from the start to now, outside pauses.
     *
     * @throws CalendarYearMissing if a year in between is not known
     */
    public WorkingDuration used(Instant now) {
        return shares(now).total();
    }

    /**
     * What is left of the limit; negative when it is late.
     *
     * @throws CalendarYearMissing if a year in between is not known
     */
    public WorkingDuration left(Instant now) {
        return limit.duration().minus(used(now));
    }

    /** What each turn had of the used time. */
    public OfficeShares shares(Instant now) {
        Instant start = start();
        List<OfficeShares.Share> shares = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Instant end = i + 1 < turns.size() ? earlier(turns.get(i + 1).from(), now) : now;
            shares.add(new OfficeShares.Share(turns.get(i).office(), WorkingTime.elapsed(turns.get(i).calendar(),
                    later(turns.get(i).from(), start), end, pauses, limit.unit())));
        }
        return new OfficeShares(limit.unit(), shares);
    }

    /** When nothing is left, as things stand. */
    public Due due() {
        return reaches(limit.duration());
    }

    /** When a share of the limit is used up, as things stand; shares above 100 % too. */
    public Due reaches(int percent) {
        return reaches(limit.share(percent));
    }

    private Due reaches(WorkingDuration amount) {
        long start = start().getEpochSecond();
        WorkingDuration rest = amount;
        for (int i = 0; i < turns.size(); i++) {
            long from = Math.max(turns.get(i).from().getEpochSecond(), start);
            long to = i + 1 < turns.size() ? turns.get(i + 1).from().getEpochSecond() : Long.MAX_VALUE;
            if (from >= to) {
                continue;
            }
            WorkingCalendar calendar = turns.get(i).calendar();
            Optional<Due> due = WorkingTime.reaching(calendar, from, to, rest, pauses);
            if (due.isPresent()) {
                return due.get();
            }
            rest = rest.minus(WorkingTime.elapsed(calendar, Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), pauses,
                    limit.unit()));
        }
        throw new IllegalStateException("the last turn has no end");
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
