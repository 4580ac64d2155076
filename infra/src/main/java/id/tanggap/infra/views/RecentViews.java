package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the projections touched lately, so that they need not read it again. Belongs to the thread that applies events. */
final class RecentViews {

    private static final int COMPLAINTS = 10_000;

    /**
     * A complaint takes some three kilobytes; while a set is being made a third of the memory may go into them. More of them
     * would spare no reading, and cost twice: the collector copies them, and has less room for everything else.
     */
    private static final int BYTES_PER_COMPLAINT = 9_500;

    private final Map<ComplaintId, ComplaintView> complaints;
    private final Map<OfficeId, OfficeView> offices = bounded(2_000);
    private final Map<ScorecardCell.Key, ScorecardCell> cells = bounded(5_000);

    private final boolean sinceTheFirstEvent;
    private final Map<Series, Period> latest = new HashMap<>();

    /** An office's cells of one class, the days or the months. */
    private record Series(OfficeId office, Classification classification, boolean days) {

        static Series of(ScorecardCell.Key key) {
            return new Series(key.office(), key.classification(), key.period().isDay());
        }
    }

    private RecentViews(int complaints, boolean sinceTheFirstEvent) {
        this.complaints = bounded(complaints);
        this.sinceTheFirstEvent = sinceTheFirstEvent;
    }

    static RecentViews none() {
        return new RecentViews(COMPLAINTS, false);
    }

    /** For making a set from the first event on: what is not here has to be read back. */
    static RecentViews noneButManyToCome() {
        return new RecentViews((int) Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_COMPLAINT, COMPLAINTS, 400_000),
                true);
    }

    Map<ComplaintId, ComplaintView> complaints() {
        return complaints;
    }

    Map<OfficeId, OfficeView> offices() {
        return offices;
    }

    Map<ScorecardCell.Key, ScorecardCell> cells() {
        return cells;
    }

    /**
     * Whether it is certain that nothing was counted in a cell yet: time goes on, and one that is later than all others
     * need not be looked for.
     */
    boolean isNew(ScorecardCell.Key key) {
        if (!sinceTheFirstEvent) {
            return false;
        }
        Period before = latest.get(Series.of(key));
        return before == null || before.compareTo(key.period()) < 0;
    }

    void keep(Map<ComplaintId, ComplaintView> ofComplaints, Map<OfficeId, OfficeView> ofOffices,
              Map<ScorecardCell.Key, ScorecardCell> ofCells) {
        complaints.putAll(ofComplaints);
        offices.putAll(ofOffices);
        cells.putAll(ofCells);
        if (sinceTheFirstEvent) {
            ofCells.keySet().forEach(key -> latest.merge(Series.of(key), key.period(),
                    (one, other) -> one.compareTo(other) < 0 ? other : one));
        }
    }

    void forget() {
        complaints.clear();
        offices.clear();
        cells.clear();
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
