package id.tanggap.infra.intake;

import id.tanggap.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Local times of a source as instants. An hour that clocks skipped never was: such a line is refused. An hour that came
 * twice is taken as the first, unless a case would then be closed before it was created and the second makes sense of it.
 */
final class SourceTimes {

    private SourceTimes() {
    }

    static Instant created(LocalDateTime local, ZoneId zone, String column) {
        return local.toInstant(offsets(local, zone, column).getFirst());
    }

    static Instant closed(LocalDateTime local, ZoneId zone, Instant created, String column) {
        List<ZoneOffset> offsets = offsets(local, zone, column);
        Instant first = local.toInstant(offsets.getFirst());
        Instant last = local.toInstant(offsets.getLast());
        return first.isBefore(created) && !last.isBefore(created) ? last : first;
    }

    /** The earlier one first. */
    private static List<ZoneOffset> offsets(LocalDateTime local, ZoneId zone, String column) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw Refusal.of(LineRule.TIME_NOT_ON_THE_CLOCK, column, Map.of("zone", zone.getId()));
        }
        return offsets;
    }
}
