package id.tanggap.infra.views;

import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.query.complaint.ComplaintView;
import java.time.Instant;

/** When time alone brings something about at a complaint, as read models keep it. */
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
}
