package id.tanggap.command.api;

import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingUnit;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** A {@link Limit} as clients send it. */
public record LimitForm(@NotNull WorkingUnit unit, @NotNull @Min(1) @Max(10_000) Integer amount) {

    /** Of a form that was found valid. */
    public Limit limit() {
        return new Limit(unit, amount);
    }
}
