package id.tanggap.command.complaint;

import id.tanggap.command.api.LimitForm;
import id.tanggap.command.api.PlainText;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;

/** What people say when they do something with a complaint: the bodies of the API, and what pages make of their forms. */
public final class Forms {

    /** Characters of a text that somebody writes. */
    public static final int MAX_TEXT = 10_000;

    private Forms() {
    }

    /**
     * @param oversight      whether it accuses officials: then it goes to the inspectorate, and no office knows of it before
     * @param classification what kind of submission the reporter takes it for; the coordinator decides
     * @param sameAs         another complaint that the reporter says is about the same matter: the coordinator is told
     * @param consent        needed if the channel is DESK, and only then
     */
    public record Submission(@NotBlank @Size(max = 200) @PlainText String title,
                      @NotBlank @Size(max = MAX_TEXT) @PlainText String narrative,
                      @NotBlank @Size(max = Category.MAX_LENGTH) @PlainText String category,
                      OfficeId officeId, @Valid Place location, @NotNull Identity identity, @Valid Person reporter,
                      Channel channel, Instant occurredAt, Boolean oversight, Classification classification,
                             id.tanggap.kernel.complaint.ComplaintId sameAs, @Valid Agreed consent) {

        /** By the reporter, or by whoever needs nobody's consent. */
        public Submission(String title, String narrative, String category, OfficeId officeId, Place location, Identity identity,
                          Person reporter, Channel channel, Instant occurredAt, Boolean oversight, Classification classification,
                          id.tanggap.kernel.complaint.ComplaintId sameAs) {
            this(title, narrative, category, officeId, location, identity, reporter, channel, occurredAt, oversight,
                    classification, sameAs, null);
        }
    }

    /**
     * That the reporter agreed to have it submitted by the member of staff who does.
     *
     * @param wording which statement they agreed to, by the name of its version
     * @param by      who agreed in the reporter's place; left out if the reporter did
     * @param witness who heard it; needed if it was spoken
     */
    public record Agreed(@NotNull Consent.Manner manner,
                         @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,39}", message = "{tanggap.wording}") String wording,
                         @Size(max = 200) @PlainText String by, @Size(max = 200) @PlainText String witness) {
    }

    public record Place(@DecimalMin("-90") @DecimalMax("90") Double latitude,
                 @DecimalMin("-180") @DecimalMax("180") Double longitude,
                 @Size(max = 500) @PlainText String address) {
    }

    public record Person(@NotBlank @Size(max = 200) @PlainText String name,
                  @Email @Size(max = 254) @PlainText String email,
                  @Pattern(regexp = "\\+?\\(?[0-9][0-9 .()-]{4,24}", message = "{tanggap.phone}") String phone) {
    }

    /** @param officeId to forward to; for REFER the office that it accuses, if that can be told */
    public record Verification(@NotNull Decision decision, OfficeId officeId, Classification classification,
                        @Size(max = MAX_TEXT) @PlainText String reason) {

        public enum Decision { FORWARD, RETURN, REJECT, REFER }
    }

    public record Completion(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    public record Assignment(@NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}", message = "{tanggap.account}")
                      String officerId) {
    }

    public record Transfer(@NotNull OfficeId officeId, @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    public record Response(@NotNull Kind kind, @NotBlank @Size(max = MAX_TEXT) @PlainText String text) {

        public enum Kind { INTERIM, FINAL }
    }

    public record Approval(Decision decision, @Size(max = MAX_TEXT) @PlainText String reason) {

        public enum Decision { APPROVE, SEND_BACK }
    }

    public record Reply(@NotNull Decision decision, @Size(max = MAX_TEXT) @PlainText String text) {

        public enum Decision { ACCEPT, OBJECT }
    }

    /** @param text needed if it is not solved */
    public record Solved(@NotNull Boolean solved, @Size(max = MAX_TEXT) @PlainText String text) {
    }

    public record Appeal(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    /** @param limit for SEND_BACK: within which the office must answer, from now on */
    public record AppealDecision(@NotNull Decision decision, @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
                          @Valid LimitForm limit) {

        public enum Decision { UPHOLD, SEND_BACK }
    }

    public record Message(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    public record RevealRequest(@NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    public record RevealDecision(@NotNull Decision decision, @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {

        public enum Decision { APPROVE, REFUSE }
    }

    public record ErasureRequest(@Size(max = MAX_TEXT) @PlainText String reason) {
    }

    /** @param text for REFUSE: why, beyond the legal ground */
    public record ErasureDecision(@NotNull Decision decision, @NotNull LegalGround legalGround,
                           @Size(max = MAX_TEXT) @PlainText String text) {

        public enum Decision { GRANT, REFUSE }
    }

    public record Withdrawal(@Size(max = MAX_TEXT) @PlainText String reason) {
    }

    public record Merge(@NotNull id.tanggap.kernel.complaint.ComplaintId into) {
    }

    public record Evaluation(@NotNull @Min(1) @Max(4) Integer satisfaction,
                      Map<ServiceElement, @NotNull @Min(1) @Max(4) Integer> elements,
                      @Size(max = MAX_TEXT) @PlainText String comment) {
    }
}
