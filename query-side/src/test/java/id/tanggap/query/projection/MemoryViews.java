package id.tanggap.query.projection;

import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.ScorecardCell;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The read models in maps. */
public final class MemoryViews implements Views {

    public final Map<ComplaintId, ComplaintView> complaints = new LinkedHashMap<>();
    public final List<TimelineEntry> timeline = new ArrayList<>();
    public final Map<OfficeId, OfficeView> offices = new HashMap<>();
    public final Map<InspectionId, InspectionView> inspections = new HashMap<>();
    public final Map<ImportId, ImportView> imports = new HashMap<>();
    public final List<RefusedLine> refused = new ArrayList<>();
    public final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    public final List<Counted> counted = new ArrayList<>();
    public final Map<BacklogKey, Long> backlog = new HashMap<>();

    public LawView law = LawView.nothing(ZoneId.of("Asia/Jakarta"));

    private final Projections projections = new Projections(ZoneId.of("Asia/Jakarta"));
    private final Map<Object, Long> sequences = new HashMap<>();
    private long position = Progress.NOTHING;

    public static MemoryViews of(List<Recorded> history) {
        MemoryViews views = new MemoryViews();
        history.forEach(e -> views.projections.apply(e.event(), ++views.position, e.sequence(), views));
        return views;
    }

    /** Applies events, numbering those of each stream. */
    public void apply(Object stream, DomainEvent... events) {
        for (DomainEvent event : events) {
            projections.apply(event, ++position, sequences.merge(stream, 0L, (last, _) -> last + 1), this);
        }
    }

    @Override
    public Optional<ComplaintView> complaint(ComplaintId id) {
        return Optional.ofNullable(complaints.get(id));
    }

    @Override
    public void put(ComplaintView complaint) {
        complaints.put(complaint.id(), complaint);
    }

    @Override
    public void add(TimelineEntry entry) {
        timeline.add(entry);
    }

    @Override
    public void eraseTimeline(long complaint) {
        timeline.replaceAll(entry -> entry.complaint() == complaint ? entry.erased() : entry);
    }

    @Override
    public Optional<OfficeView> office(OfficeId id) {
        return Optional.ofNullable(offices.get(id));
    }

    @Override
    public void put(OfficeView office) {
        offices.put(office.id(), office);
    }

    @Override
    public LawView law() {
        return law;
    }

    @Override
    public void put(LawView law, Optional<LocalDate> from) {
        this.law = law;
    }

    @Override
    public Optional<InspectionView> inspection(InspectionId id) {
        return Optional.ofNullable(inspections.get(id));
    }

    @Override
    public void put(InspectionView inspection) {
        inspections.put(inspection.id(), inspection);
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return Optional.ofNullable(imports.get(id));
    }

    @Override
    public void put(ImportView imported) {
        imports.put(imported.id(), imported);
    }

    @Override
    public void add(ImportId imported, RefusedLine line) {
        refused.add(line);
    }

    @Override
    public ScorecardCell cell(ScorecardCell.Key key) {
        return cells.getOrDefault(key, ScorecardCell.empty(key));
    }

    @Override
    public void put(ScorecardCell cell) {
        cells.put(cell.key(), cell);
    }

    @Override
    public void add(Counted each) {
        counted.add(each);
    }

    @Override
    public void addToBacklog(BacklogKey key, int change) {
        backlog.merge(key, (long) change, (a, b) -> a + b == 0 ? null : a + b);
    }
}
