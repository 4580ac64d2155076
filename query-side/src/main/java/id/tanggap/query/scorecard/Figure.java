package id.tanggap.query.scorecard;

/**
 * A figure behind which somebody can look: which complaints were counted in it. The order is that of storage: append only.
 * Those that are named like a {@link Tally.Measure} count what it counts.
 */
public enum Figure {
    RECEIVED, TRANSFERRED_OUT, TRANSFERRED_BACK, RETURNED, INTERIM_RESPONSES, FINAL_RESPONSES, WITHIN_LIMIT, LATE, REOPENED,
    ESCALATED_TO_OFFICER, ESCALATED_TO_OFFICE_HEAD, ESCALATED_TO_SUPERVISING_OFFICE, ESCALATED_TO_INSPECTORATE,
    CLOSED_BY_REPORTER, CLOSED_WITHOUT_REPLY, CLOSED_ON_APPEAL, CONFIRMED_SOLVED, REPORTED_UNSOLVED, APPEALED,
    SENT_BACK_ON_APPEAL, SATISFACTION_1, SATISFACTION_2, SATISFACTION_3, SATISFACTION_4, ELEMENTS_EVALUATED,
    /** Complaints that an office answered for the first time, be it for the time being. */
    FIRST_RESPONSES,
    /** Complaints that were closed by a response that was accepted, upheld or stood, and were not taken up again since. */
    RESOLVED;

    /** Whether a duration is counted with each. */
    public boolean isTimed() {
        return this == FIRST_RESPONSES || this == RESOLVED;
    }
}
