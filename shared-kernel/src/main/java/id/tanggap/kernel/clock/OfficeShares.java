package id.tanggap.kernel.clock;

import id.tanggap.kernel.office.OfficeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of the used working time each office had, turn by turn. They add up to what was used, to the second. */
public record OfficeShares(WorkingUnit unit, List<Share> turns) {

    /**
     * The working time of one turn.
     *
     * @param office empty for the coordinator's
     */
    public record Share(Optional<OfficeId> office, WorkingDuration used) {
    }

    public OfficeShares {
        turns = List.copyOf(turns);
    }

    public WorkingDuration total() {
        return turns.stream().map(Share::used).reduce(WorkingDuration.none(unit), WorkingDuration::plus);
    }

    /** In the order in which the offices first had it. */
    public Map<Optional<OfficeId>, WorkingDuration> byOffice() {
        Map<Optional<OfficeId>, WorkingDuration> sums = new LinkedHashMap<>();
        turns.forEach(share -> sums.merge(share.office(), share.used(), WorkingDuration::plus));
        return sums;
    }
}
