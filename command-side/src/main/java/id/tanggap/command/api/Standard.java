package id.tanggap.command.api;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.ServiceStandard;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * A {@link ServiceStandard} as clients send it.
 *
 * @param article optional
 */
public record Standard(@NotNull Classification classification, @NotNull @Valid LimitForm limit,
                       @NotBlank @Size(max = 200) @PlainText String regulation, @Size(max = 200) @PlainText String article,
                       @NotNull LocalDate effectiveFrom) {

    /** Of a form that was found valid. */
    public ServiceStandard standard() {
        return new ServiceStandard(classification, limit.limit(), regulation.strip(), article == null ? "" : article.strip(),
                effectiveFrom);
    }
}
