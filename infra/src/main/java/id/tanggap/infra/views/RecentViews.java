package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.ScorecardCell;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the projections touched lately, so that they need not read it again. Belongs to the thread that applies events. */
record RecentViews(Map<ComplaintId, ComplaintView> complaints, Map<OfficeId, OfficeView> offices,
                   Map<ScorecardCell.Key, ScorecardCell> cells) {

    static RecentViews none() {
        return new RecentViews(bounded(10_000), bounded(2_000), bounded(5_000));
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
