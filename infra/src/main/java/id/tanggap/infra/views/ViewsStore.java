package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.scorecard.ScorecardCell;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One set of read models where it is stored, as whoever applies events to it knows it. Used by one thread at a time.
 *
 * <p>Every method throws {@link ViewsUnavailable} if the store cannot be used at present; afterwards it is used again
 * only from {@link #reread()} on.
 */
public interface ViewsStore extends AutoCloseable {

    /**
     * What is durable.
     *
     * @param version  another one whenever anything was written
     * @param position up to which everything is applied; {@link Progress#NOTHING} before the first event
     * @param last     the last event among it; empty before the first
     * @param waiting  streams whose events wait as dead letters
     */
    record State(long version, long position, Optional<Changes.Reached> last, LawView law, Set<String> waiting,
                 int deadLetters) {
    }

    /** Goes back to what is durable, whatever became of the last write. */
    State reread();

    Optional<ComplaintView> complaint(ComplaintId id);

    Optional<OfficeView> office(OfficeId id);

    Optional<InspectionView> inspection(InspectionId id);

    Optional<ImportView> imported(ImportId id);

    Optional<ScorecardCell> cell(ScorecardCell.Key key);

    /**
     * Makes changes durable as a whole when the result is run: if that fails, or the process ends while it goes on,
     * {@link #reread()} finds all of them or none. The store's version is one higher afterwards.
     *
     * <p>For two threads: what needs no store is done before this returns. Unlike everything else this may be called while
     * another thread uses the store.
     *
     * @throws Unwritable if the store refuses what they say, now or when it is run; then it has none of them
     */
    Runnable writing(Changes changes);

    /** How many events are best written together at most, where very many are to be applied; all of it is in memory then. */
    int mostEvents();

    /** The dead letters, by position; at most {@code most}. */
    List<DeadLetter> deadLetters(int most);

    /** Of a set that was made at once: it is durable as a whole afterwards, and can be closed and opened like any other. */
    void complete();

    @Override
    void close();
}
