package id.tanggap.command.office;

import id.tanggap.kernel.office.OfficeId;
import reactor.core.publisher.Mono;

/** How many complaints an office still has to deal with. */
@FunctionalInterface
public interface OpenComplaints {

    /**
     * The number of complaints that the office has or has answered without their having ended.
     *
     * @param asOf everything up to and including this position is taken into account
     */
    Mono<Long> at(OfficeId office, long asOf);
}
