package id.tanggap.command.complaint;

import id.tanggap.command.api.LimitForm;
import id.tanggap.command.api.PlainText;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
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

/** The JSON bodies that the complaint API takes. */
final class Forms {

    static final int MAX_TEXT = 10_000;

    private Forms() {
    }

    /** @param oversight whether it accuses officials: then it goes to the inspectorate, and no office knows of it before */
    record Submission(@NotBlank @Size(max = 200) @PlainText String title,
                      @NotBlank @Size(max = MAX_TEXT) @PlainText String narrative,
                      @NotBlank @Size(max = Category.MAX_LENGTH) @PlainText String category,
                      OfficeId officeId, @Valid Place location, @NotNull Identity identity, @Valid Person reporter,
                      Channel channel, Instant occurredAt, Boolean oversight) {
    }

    record Place(@DecimalMin("-90") @DecimalMax("90") Double latitude,
                 @DecimalMin("-180") @DecimalMax("180") Double longitude,
                 @Size(max = 500) @PlainText String address) {
    }

    record Person(@NotBlank @Size(max = 200) @PlainText String name,
                  @Email @Size(max = 254) @PlainText String email,
                  @Pattern(regexp = "\\+?\\(?[0-9][0-9 .()-]{4,24}", message = "{tanggap.phone}") String phone) {
    }

    /** @param officeId to forward to; for REFER the office that it accuses, if that can be told */
    record Verification(@NotNull Decision decision, OfficeId officeId, Classification classification,
                        @Size(max = MAX_TEXT) @PlainText String reason) {

        enum Decision { FORWARD, RETURN, REJECT, REFER }
    }

    record Completion(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    record Assignment(@NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}", message = "{tanggap.account}")
                      String officerId) {
    }

    record Transfer(@NotNull OfficeId officeId, @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    record Response(@NotNull Kind kind, @NotBlank @Size(max = MAX_TEXT) @PlainText String text) {

        enum Kind { INTERIM, FINAL }
    }

    record Approval(Decision decision, @Size(max = MAX_TEXT) @PlainText String reason) {

        enum Decision { APPROVE, SEND_BACK }
    }

    record Reply(@NotNull Decision decision, @Size(max = MAX_TEXT) @PlainText String text) {

        enum Decision { ACCEPT, OBJECT }
    }

    /** @param text needed if it is not solved */
    record Solved(@NotNull Boolean solved, @Size(max = MAX_TEXT) @PlainText String text) {
    }

    record Appeal(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    /** @param limit for SEND_BACK: within which the office must answer, from now on */
    record AppealDecision(@NotNull Decision decision, @NotBlank @Size(max = MAX_TEXT) @PlainText String text,
                          @Valid LimitForm limit) {

        enum Decision { UPHOLD, SEND_BACK }
    }

    record Message(@NotBlank @Size(max = MAX_TEXT) @PlainText String text) {
    }

    record RevealRequest(@NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {
    }

    record RevealDecision(@NotNull Decision decision, @NotBlank @Size(max = MAX_TEXT) @PlainText String reason) {

        enum Decision { APPROVE, REFUSE }
    }

    record ErasureRequest(@Size(max = MAX_TEXT) @PlainText String reason) {
    }

    /** @param text for REFUSE: why, beyond the legal ground */
    record ErasureDecision(@NotNull Decision decision, @NotNull LegalGround legalGround,
                           @Size(max = MAX_TEXT) @PlainText String text) {

        enum Decision { GRANT, REFUSE }
    }

    record Withdrawal(@Size(max = MAX_TEXT) @PlainText String reason) {
    }

    record Merge(@NotNull id.tanggap.kernel.complaint.ComplaintId into) {
    }

    record Evaluation(@NotNull @Min(1) @Max(4) Integer satisfaction,
                      Map<ServiceElement, @NotNull @Min(1) @Max(4) Integer> elements,
                      @Size(max = MAX_TEXT) @PlainText String comment) {
    }
}
