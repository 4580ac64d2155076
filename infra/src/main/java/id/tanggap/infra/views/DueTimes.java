package id.tanggap.infra.views;

import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.query.complaint.ComplaintView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When something is due at a complaint, by time alone or by staff, as read models keep it. */
public final class DueTimes {

    /** Later than anything: nobody looks for it, but what is counted anew is. */
    private static final Long NOT_COMPUTABLE = Long.MAX_VALUE;

    private DueTimes() {
    }

    /** In microseconds since 1970; null if somebody must act first. */
    public static Long of(ComplaintView complaint, RecordedLaw law) {
        if (!law.isInForce()) {
            return NOT_COMPUTABLE;
        }
        return new Clocks(complaint.course(), law).next().map(step -> switch (step.due()) {
            case Due.At(Instant at) -> (Long) Codes.micros(at);
            case Due.Unknown _ -> NOT_COMPUTABLE;
            case Due.Paused _ -> null;
        }).orElse(null);
    }

    /** The last day on which staff do in time what they must do next, in days since 1970; null if they must do nothing. */
    public static Long owed(ComplaintView complaint, RecordedLaw law) {
        if (!law.isInForce()) {
            return switch (complaint.status()) {
                case SUBMITTED, FORWARDED -> NOT_COMPUTABLE;
                case RETURNED, RESPONDED, APPEALED, CLOSED, REJECTED, WITHDRAWN, MERGED -> null;
            };
        }
        return new Clocks(complaint.course(), law).duty().map(clock -> switch (clock.due()) {
            case Due.At(Instant at) -> (Long) lastDay(at, clock.turns().getLast().calendar().zone());
            case Due.Unknown _ -> NOT_COMPUTABLE;
            case Due.Paused _ -> null;
        }).orElse(null);
    }

    private static long lastDay(Instant due, ZoneId zone) {
        return LocalDate.ofInstant(due.minusSeconds(1), zone).toEpochDay();
    }

    /** No day that is owed, and was counted otherwise from a moment on, lies before this one, whatever the zone. */
    public static long earliestDay(Instant from) {
        return LocalDate.ofInstant(from, ZoneOffset.UTC).toEpochDay() - 2;
    }
}
