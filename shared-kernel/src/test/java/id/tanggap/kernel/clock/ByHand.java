package id.tanggap.kernel.clock;

import id.tanggap.kernel.clock.Histories.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts by watching the clock on the wall minute by minute, with nothing of the engine in it. Slow. A time that will be
 * shown a second time, because clocks are about to be put back, has not passed yet; a time that is skipped passes in the
 * minute that skips it.
 */
final class ByHand {

    private final Facts facts;
    private final List<Pause> pauses;
    private final WorkingUnit unit;

    ByHand(Facts facts, List<Pause> pauses, WorkingUnit unit) {
        this.facts = facts;
        this.pauses = pauses;
        this.unit = unit;
    }

    long elapsed(Instant from, Instant to) {
        long seconds = 0;
        for (long minute = from.getEpochSecond(); minute < to.getEpochSecond(); minute += 60) {
            seconds += in(minute);
        }
        return seconds;
    }

    /** The first whole minute at which the amount is reached; nothing if that takes too long to watch. */
    OptionalLong reaching(Instant from, long amount, int days) {
        long seconds = 0;
        long end = from.getEpochSecond() + days * 86_400L;
        for (long minute = from.getEpochSecond(); minute < end; minute += 60) {
            seconds += in(minute);
            if (seconds >= amount) {
                return OptionalLong.of(minute + 60);
            }
        }
        return OptionalLong.empty();
    }

    private long in(long minute) {
        if (pauses.stream().anyMatch(pause -> pause.from().getEpochSecond() <= minute
                && pause.to().map(to -> minute < to.getEpochSecond()).orElse(true))) {
            return 0;
        }
        long counted = 0;
        long last = passed(minute + 60);
        for (long shown = passed(minute); shown < last; shown++) {
            counted += counts(shown) ? 60 : 0;
        }
        return counted;
    }

    private boolean counts(long shown) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(shown, 1_440L));
        long second = Math.floorMod(shown, 1_440L) * 60;
        List<Hours> hours = facts.on(date);
        return switch (unit) {
            case DAYS -> !hours.isEmpty();
            case HOURS -> hours.stream().anyMatch(one -> one.from().toSecondOfDay() <= second
                    && (one.to().toSecondOfDay() == 0 || second < one.to().toSecondOfDay()));
        };
    }

    /** The earliest time that the wall shows from this minute on, in minutes: all before it has passed for good. */
    private long passed(long minute) {
        long earliest = shown(minute);
        for (long later = minute; later <= minute + 7_200; later += 900) {
            if (shown(later) - shown(minute) != (later - minute) / 60) {
                for (long each = minute; each <= minute + 7_200; each += 60) {
                    earliest = Math.min(earliest, shown(each));
                }
                return earliest;
            }
        }
        return earliest;
    }

    private long shown(long second) {
        ZoneOffset offset = facts.zone().getRules().getOffset(Instant.ofEpochSecond(second));
        return Math.floorDiv(second + offset.getTotalSeconds(), 60L);
    }
}
