package id.tanggap.command.complaint;

import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingDuration;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One limit, added up stretch by stretch: in each somebody has the complaint and counts by one calendar, and the clock
 * either runs or stands still.
 *
 * @param stretches from the event on without a gap; the last one has no end
 * @param stands    since when it stands still, if it does now
 */
record ClockByHand(Limit limit, Instant from, List<Stretch> stretches, Optional<Instant> stands) {

    static final long NEVER = Long.MAX_VALUE;

    record Stretch(CalendarOnTheWall calendar, Optional<OfficeId> office, long from, long to, boolean runs) {

        long used(long start, long now, WorkingUnit unit) {
            return runs ? calendar.between(Math.max(from, start), Math.min(to, now), unit) : 0;
        }
    }

    /** Hours count at once, days from the next midnight where the complaint was then. */
    private long start() {
        long event = from.getEpochSecond();
        return limit.unit() == WorkingUnit.HOURS ? event : stretches.getFirst().calendar().midnightAfter(event);
    }

    long used(Instant now) {
        return stretches.stream().mapToLong(stretch -> stretch.used(start(), now.getEpochSecond(), limit.unit())).sum();
    }

    /** What each office had of it, the coordinator without a name; who had nothing is left out. */
    Map<Optional<OfficeId>, Long> shares(Instant now) {
        Map<Optional<OfficeId>, Long> shares = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            long used = stretch.used(start(), now.getEpochSecond(), limit.unit());
            if (used > 0) {
                shares.merge(stretch.office(), used, Long::sum);
            }
        }
        return shares;
    }

    Due due() {
        return reaches(100);
    }

    Due reaches(int percent) {
        long start = start();
        long rest = Math.ceilDiv(seconds() * percent, 100);
        for (Stretch stretch : stretches) {
            long from = Math.max(stretch.from(), start);
            if (!stretch.runs() || from >= stretch.to()) {
                continue;
            }
            if (stretch.to() == NEVER || stretch.used(start, stretch.to(), limit.unit()) >= rest) {
                OptionalLong second = stretch.calendar().after(from, rest, limit.unit());
                return second.isPresent() ? new Due.At(Instant.ofEpochSecond(second.getAsLong()))
                        : new Due.Unknown(stretch.calendar().unknownYearAfter(from), stretch.calendar().name());
            }
            rest -= stretch.used(start, stretch.to(), limit.unit());
        }
        return new Due.Paused(stands.orElseThrow());
    }

    Deadline asDeadline(Deadline.Kind kind, Instant now) {
        long used = used(now);
        return new Deadline(kind, from, limit, due(), Optional.of(new WorkingDuration(limit.unit(), used)),
                Optional.of(new WorkingDuration(limit.unit(), seconds() - used)), stretches.getLast().calendar().zone());
    }

    private long seconds() {
        return limit.amount() * (limit.unit() == WorkingUnit.DAYS ? 86_400L : 3_600L);
    }
}
