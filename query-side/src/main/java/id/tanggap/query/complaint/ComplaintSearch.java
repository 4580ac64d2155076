package id.tanggap.query.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.projection.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Finds complaints by the words in them. Never blocks the caller's thread.
 *
 * <p>What it finds is where to look: whether the reader may see it, and whether it still says so, is for who shows it to
 * ask once more.
 */
public interface ComplaintSearch {

    /**
     * What somebody looks for.
     *
     * @throws Refusal {@link id.tanggap.kernel.RequestRule#PARAMETER_INVALID} if it is too long, or holds no word that tells
     *                 one complaint from another
     */
    Question question(String text);

    /**
     * Complaints of which the reader may read that they say all that is looked for, those that say it most closely first,
     * among those the newest first. A complaint's place among the others does not depend on them.
     *
     * @param after goes on after this place, if the reader may know of the complaint there; otherwise finds nothing
     * @return fails with a refusal of {@link SearchRule} if it cannot be answered now
     */
    Mono<List<Hit>> find(Question question, Actor reader, Complaints.Filter filter, Optional<Place> after, int limit);

    /** How far what can be found has come. */
    Progress progress();

    /** What somebody looks for. */
    interface Question {

        /**
         * How closely these texts, taken together, say all of it, and where.
         *
         * @return empty if a word is in none of them
         */
        Optional<Found> in(Map<Highlight.Field, String> texts);
    }

    /** @param highlights one for each text in which any of it stands */
    record Found(Closeness closeness, List<Highlight> highlights) {
    }

    /** A complaint that was found. */
    record Hit(ComplaintId id, Place place) {
    }

    /** @param number the complaint's */
    record Place(Closeness closeness, long number) {
    }
}
