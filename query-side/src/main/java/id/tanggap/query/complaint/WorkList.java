package id.tanggap.query.complaint;

import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What staff must do next, by the last day on which it is done in time; of one day those first that were submitted first. What
 * cannot be counted, because a year's holidays are not known, comes last. By days and not by moments: an office that does not
 * know who reported is told days only, and neither order nor cursor says more. Never blocks the caller's thread.
 */
public interface WorkList {

    /** Which of it. */
    enum Share {
        ALL,
        /** Of one officer. */
        MINE,
        /** Of no officer yet. */
        UNASSIGNED,
        /** With a draft that waits for a second pair of eyes, whoever's they are. */
        TO_APPROVE
    }

    /**
     * Whose work it is.
     *
     * @param office   that must answer; empty for what waits for its check
     * @param withheld of what waits for its check: what is the inspectorate's, or what is the coordinators'
     * @param officer  the account whose work is asked for by {@link Share#MINE}
     */
    record Desk(Optional<OfficeId> office, boolean withheld, String officer) {
    }

    /** Where the list goes on. @param day in days since 1970 */
    record Place(long day, long number) {
    }

    record Owed(ComplaintView complaint, Place place) {
    }

    /** The earliest first, at most {@code limit}; goes on after a place, be what stood there done meanwhile or not. */
    Mono<List<Owed>> owed(Desk desk, Share share, Optional<Place> after, int limit);

    /** How many there are of each share. What it costs hangs on how many the desk has. */
    Mono<Map<Share, Long>> counted(Desk desk);
}
