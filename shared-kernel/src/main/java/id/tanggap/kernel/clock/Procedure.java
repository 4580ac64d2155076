package id.tanggap.kernel.clock;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The limits that bind everybody but the answering office, and who is told when that office's own limit runs out. A
 * complaint keeps the procedure that was in force when it was submitted.
 *
 * @param effectiveFrom  for complaints submitted on this day or later, in the general calendar's zone
 * @param source         regulation and article, or that the platform sets it
 * @param verification   the coordinator's, from the submission
 * @param completion     the reporter's, from the return; then a returned complaint lapses
 * @param reply          the reporter's, from the response; then a response that stands closes the complaint
 * @param reversal       the reporter's, from a lapse or from such a closing, to take it back
 * @param appeal         the reporter's, from the response to an objection or from when the office's limit had passed
 * @param askAfterDays   calendar days from the closing to the question whether it is still solved; 1 to 365
 * @param ladder         who is told at which share of the office's limit
 */
public record Procedure(LocalDate effectiveFrom, String source, Limit verification, Limit completion, Limit reply,
                        Limit reversal, Limit appeal, int askAfterDays, EscalationLadder ladder) {

    /** @throws IllegalArgumentException if no source is named or the question comes on the same day or after a year */
    public Procedure {
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(completion, "completion");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(reversal, "reversal");
        Objects.requireNonNull(appeal, "appeal");
        Objects.requireNonNull(ladder, "ladder");
        if (source.isBlank()) {
            throw new IllegalArgumentException("a procedure names its source");
        }
        if (askAfterDays < 1 || askAfterDays > 365) {
            throw new IllegalArgumentException("the question comes after 1 to 365 days");
        }
    }
}
