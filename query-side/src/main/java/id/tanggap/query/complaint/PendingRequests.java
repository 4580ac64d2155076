package id.tanggap.query.complaint;

import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What somebody asked about a complaint's reporter and nobody has decided yet. Never blocks the caller's thread. */
public interface PendingRequests {

    /** What was asked for. */
    enum Kind { ERASURE, IDENTITY_REVEAL }

    /** @param asked what the timeline tells of it */
    record Pending(ComplaintView complaint, TimelineEntry asked) {
    }

    /**
     * The longest waiting first; at most {@code limit}.
     *
     * @param withheldToo whether the reader sees what is withheld; nobody else finds a gap where it would be
     * @param after       only those asked after this position
     */
    Mono<List<Pending>> list(Kind kind, boolean withheldToo, Optional<Long> after, int limit);

    /** Which of them an event began, if it began one. */
    static Optional<Kind> begunBy(TimelineEntry entry) {
        return switch (entry.what()) {
            case ERASURE_REQUESTED -> Optional.of(Kind.ERASURE);
            case IDENTITY_REVEAL_REQUESTED -> Optional.of(Kind.IDENTITY_REVEAL);
            default -> Optional.empty();
        };
    }

    /** Whether such a request waits at a complaint. */
    static boolean waits(Kind kind, ComplaintView complaint) {
        return switch (kind) {
            case ERASURE -> complaint.secrecy().erasureAsked();
            case IDENTITY_REVEAL -> complaint.secrecy().reveal().isPresent();
        };
    }
}
