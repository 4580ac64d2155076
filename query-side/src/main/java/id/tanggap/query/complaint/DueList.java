package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The complaints by the moment at which time alone brings something about. Only tells where to look: what really is due,
 * and whether it was recorded already, is for the complaint to decide. What it costs hangs on how many are due, not on how
 * many there are.
 */
public interface DueList {

    /** Something is due at a complaint; {@code number} tells those of one moment apart. */
    record Entry(Instant due, long number, ComplaintId complaint) {
    }

    /** The earliest first, at most {@code limit}; goes on after an entry. */
    Mono<List<Entry>> upTo(Instant now, Optional<Entry> after, int limit);
}
