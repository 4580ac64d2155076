package id.tanggap.query.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Text;
import java.util.Optional;

/**
 * What walking through the whole access record came to.
 *
 * @param rows   how many rows are as they were recorded, counted from the first
 * @param head   hash of the last of them, in hex
 * @param broken the first row that is not; empty if all are
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Integrity(long rows, String head, Optional<Break> broken) {

    /** @param number of the row that was changed, or that should be there and is not */
    public record Break(long number, Text what) {
    }
}
