package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.Period;
import id.tanggap.query.scorecard.ScorecardCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the projections touched lately, so that they need not read it again. While a set is being made, also what they
 * changed and is not written yet: most events of a complaint come before it is forgotten here, and to write what becomes of
 * it once is enough. Belongs to the thread that applies events.
 */
final class RecentViews {

    private static final int COMPLAINTS = 10_000;

    /**
     * A complaint takes some three kilobytes; while a set is being made a third of the memory may go into them. More of them
     * would spare no reading, and cost twice: the collector copies them, and has less room for everything else.
     */
    private static final int BYTES_PER_COMPLAINT = 9_500;

    private final int most;
    private final Map<ComplaintId, ComplaintView> complaints = new LinkedHashMap<>(16, 0.75f, true);
    /** What the store has of the complaints among them that it has an older view of. */
    private final Map<ComplaintId, ComplaintView> postponed = new HashMap<>();
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
        this.most = complaints;
        this.sinceTheFirstEvent = sinceTheFirstEvent;
    }

    static RecentViews none() {
        return new RecentViews(COMPLAINTS, false);
    }

    /** For making a set from the first event on: what is not here has to be read back. */
    static RecentViews noneButManyToCome() {
        return noneButToCome((int) Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_COMPLAINT, COMPLAINTS, 400_000));
    }

    static RecentViews noneButToCome(int complaints) {
        return new RecentViews(complaints, true);
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

    /**
     * Which complaints to write with a batch. While a set is being made these are new ones, those that are forgotten here,
     * and those of which something was asked, because the decision must find in the store that it is waited for; all others
     * that the batch changed are kept here, {@linkplain #postponed() postponed}.
     *
     * @param changed  by the batch
     * @param timeline entries of the batch
     */
    List<Changes.Complaint> toWrite(List<Changes.Complaint> changed, List<TimelineEntry> timeline) {
        if (!sinceTheFirstEvent) {
            return changed;
        }
        Set<Long> asked = Changes.asked(timeline).stream().map(Changes.Request::complaint).collect(Collectors.toSet());
        List<Changes.Complaint> toWrite = new ArrayList<>();
        for (Changes.Complaint each : changed) {
            if (each.isNew()) {
                toWrite.add(each);
            } else if (asked.contains(each.now().number())) {
                ComplaintView stored = postponed.remove(each.now().id());
                toWrite.add(stored == null ? each : new Changes.Complaint(stored, each.now()));
            } else {
                postponed.putIfAbsent(each.now().id(), each.then());
            }
        }
        toWrite.addAll(keepAndForgetEldest(changed));
        return toWrite;
    }

    /** Forgets complaints that do not fit, once all that changed are kept. @return those of them that were postponed */
    private List<Changes.Complaint> keepAndForgetEldest(List<Changes.Complaint> changed) {
        changed.forEach(each -> complaints.put(each.now().id(), each.now()));
        List<Changes.Complaint> unwritten = new ArrayList<>();
        Iterator<Map.Entry<ComplaintId, ComplaintView>> eldest = complaints.entrySet().iterator();
        while (complaints.size() > most) {
            Map.Entry<ComplaintId, ComplaintView> each = eldest.next();
            ComplaintView then = postponed.remove(each.getKey());
            if (then != null) {
                unwritten.add(new Changes.Complaint(then, each.getValue()));
            }
            eldest.remove();
        }
        return unwritten;
    }

    /** What was changed and is not written yet, by number; from here on it counts as written. */
    List<Changes.Complaint> postponed() {
        List<Changes.Complaint> all = new ArrayList<>(postponed.size());
        postponed.forEach((id, then) -> all.add(new Changes.Complaint(then, complaints.get(id))));
        postponed.clear();
        all.sort(Changes.Complaint.BY_NUMBER);
        return all;
    }

    void keep(List<Changes.Complaint> changed, Map<OfficeId, OfficeView> ofOffices,
              Map<ScorecardCell.Key, ScorecardCell> ofCells) {
        offices.putAll(ofOffices);
        cells.putAll(ofCells);
        if (!sinceTheFirstEvent) {
            keepAndForgetEldest(changed);
        } else {
            ofCells.keySet().forEach(key -> latest.merge(Series.of(key), key.period(),
                    (one, other) -> one.compareTo(other) < 0 ? other : one));
        }
    }

    void forget() {
        complaints.clear();
        postponed.clear();
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
