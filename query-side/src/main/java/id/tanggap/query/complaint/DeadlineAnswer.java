package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingDuration;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A limit as one reader may see it.
 *
 * @param lastDay     the last day that is in time, where it is counted
 * @param missingYear whose holidays are not known yet: no day can be named before they are
 * @param used        of the limit, in its unit; with {@code left} it makes up the limit
 * @param left        negative when it is late
 * @param dueAt       from this moment on it is late
 * @param standard    what the office's limit comes from
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeadlineAnswer(Deadline.Kind what, Text whatText, Deadline.Party party, Limit limit, State state, Text stateText,
                      Optional<LocalDate> lastDay, Optional<Integer> missingYear, Optional<Double> used,
                      Optional<Double> left, Optional<Instant> from, Optional<Instant> dueAt,
                      Optional<ServiceStandard> standard) {

    /** How it stands. */
    public enum State {

        RUNNING("berjalan", "running"),
        STANDING_STILL("berhenti", "standing still"),
        LATE("terlambat", "late"),
        /** Counting leads into a year whose holidays are not known yet. */
        NOT_COMPUTABLE("belum dapat dihitung", "not computable yet");

        private final Text text;

        State(String id, String en) {
            this.text = new Text(id, en);
        }

        public Text text() {
            return text;
        }
    }

    /** In its unit, to four decimals: a few seconds of a day. */
    static double readable(WorkingDuration duration) {
        return rounded(duration.inUnits());
    }

    private static double rounded(double units) {
        return Math.round(units * 10_000) / 10_000.0;
    }

    /** @param told whether the reader may know times, rather than days */
    static DeadlineAnswer of(Deadline deadline, Optional<ServiceStandard> standard, boolean told, Instant now) {
        State state = switch (deadline.due()) {
            case Due.At(Instant at) -> now.isBefore(at) ? State.RUNNING : State.LATE;
            case Due.Paused _ -> State.STANDING_STILL;
            case Due.Unknown _ -> State.NOT_COMPUTABLE;
        };
        Optional<Instant> due = deadline.due() instanceof Due.At(Instant at) ? Optional.of(at) : Optional.empty();
        return new DeadlineAnswer(deadline.kind(), deadline.kind().text(), deadline.kind().party(), deadline.limit(), state,
                state.text(), due.map(at -> LocalDate.ofInstant(at.minusSeconds(1), deadline.zone())),
                deadline.due() instanceof Due.Unknown(int year, _) ? Optional.of(year) : Optional.empty(),
                told ? deadline.used().map(DeadlineAnswer::readable) : Optional.empty(),
                told ? deadline.used().map(used -> rounded(deadline.limit().amount() - readable(used))) : Optional.empty(),
                told ? Optional.of(deadline.from()) : Optional.empty(), told ? due : Optional.empty(), standard);
    }
}
