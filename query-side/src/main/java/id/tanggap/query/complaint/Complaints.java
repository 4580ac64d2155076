package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The complaints as read models keep them. Never blocks the caller's thread. */
public interface Complaints {

    /** Empty if there is none. */
    Mono<ComplaintView> find(ComplaintId id);

    /** Those of these complaints that there are, in this order. */
    default Mono<List<ComplaintView>> find(List<ComplaintId> some) {
        return Flux.fromIterable(some).flatMapSequential(this::find, 8).collectList();
    }

    /** Those of these complaints that there are, in any order. */
    Mono<List<ComplaintView>> numbered(Set<Long> numbers);

    /** All complaints with this code; in practice at most one. */
    Mono<List<ComplaintView>> find(TrackingCode code);

    /** Everything that happened to a complaint, oldest first. */
    Mono<List<TimelineEntry>> timeline(ComplaintView complaint);

    /** The newest complaints first, by the time of submission; at most {@code limit}. */
    Mono<List<ComplaintView>> list(Filter filter, Optional<Cursor> after, int limit);

    /** How many complaints of each category a list with this filter has; none of those that it has none of. */
    Mono<Map<Category, Long>> categories(Filter filter);

    /** Those of these complaints that are withheld. */
    Mono<Set<ComplaintId>> withheld(Set<ComplaintId> some);

    /**
     * What to list; empty means all.
     *
     * @param from  submitted at this moment or later
     * @param until submitted before this moment
     * @param withheldToo  whether the reader sees what is withheld; nobody else finds a gap where it would be
     * @param withheldOnly only what is withheld, for readers who see it
     */
    record Filter(Optional<OfficeId> office, Optional<ComplaintStatus> status,
                  Optional<Classification> classification, Optional<Category> category,
                  Optional<Instant> from, Optional<Instant> until, boolean withheldToo, boolean withheldOnly) {

        public Filter(Optional<OfficeId> office, Optional<ComplaintStatus> status, Optional<Classification> classification,
                      Optional<Category> category, Optional<Instant> from, Optional<Instant> until, boolean withheldToo) {
            this(office, status, classification, category, from, until, withheldToo, false);
        }

        /** Whether the list has this complaint in it. */
        boolean admits(ComplaintView complaint) {
            Instant submitted = complaint.course().submitted();
            return (office.isEmpty() || office.equals(complaint.office()))
                    && status.map(complaint.status()::equals).orElse(true)
                    && (classification.isEmpty() || classification.equals(complaint.classification()))
                    && category.map(complaint.category()::equals).orElse(true)
                    && from.map(moment -> !submitted.isBefore(moment)).orElse(true)
                    && until.map(submitted::isBefore).orElse(true)
                    && (withheldToo || !complaint.secrecy().withheld())
                    && (!withheldOnly || complaint.secrecy().withheld());
        }
    }

    /** Where a list goes on: after the complaint with this number, if the reader may know of it; otherwise nowhere. */
    record Cursor(long number) {

        public static Cursor after(ComplaintView last) {
            return new Cursor(last.number());
        }
    }
}
