package id.tanggap.kernel.course;

import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.EscalationLadder;

/** What time alone brings about, with nobody doing anything. */
public sealed interface Step {

    /** When. */
    Due due();

    /** A level of the ladder is reached: somebody is told. */
    record Escalate(EscalationLadder.Level level, Due due) implements Step {
    }

    /** The reporter did not complete it: it lapses. */
    record Lapse(Due due) implements Step {
    }

    /** The response stood unanswered: it is closed. */
    record CloseUnanswered(Due due) implements Step {
    }

    /** The reporter is asked whether it is still solved. */
    record AskWhetherSolved(Due due) implements Step {
    }
}
