package id.tanggap.infra.views;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.inspection.InspectionView;
import id.tanggap.query.intake.ImportView;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.projection.Views;
import id.tanggap.query.scorecard.BacklogKey;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.ScorecardCell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a batch of events changes. Events change maps in memory; the store is written once per batch and changed row, which
 * is what makes replays fast. What one event put can be taken back as a whole.
 */
final class Batch implements Views {

    private final ViewsStore store;
    private final RecentViews recent;
    private final Set<String> waiting;

    /** What another thread still writes, or null: what it changed is not yet found in the store. */
    private Batch before;
    private final Runnable beforeIsWritten;

    /** Those that were asked for too: they are now what they were then. */
    private final Map<ComplaintId, Changes.Complaint> complaints = new HashMap<>();
    private List<Changes.Complaint> changed = List.of();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<Long> erased = new ArrayList<>();
    private final Map<OfficeId, OfficeView> offices = new HashMap<>();
    private final Map<InspectionId, InspectionView> inspections = new HashMap<>();
    private final Map<ImportId, ImportView> imports = new HashMap<>();
    private final List<Changes.Line> refusedLines = new ArrayList<>();
    private final Map<ScorecardCell.Key, ScorecardCell> cells = new HashMap<>();
    private final List<Counted> counted = new ArrayList<>();
    private final Map<BacklogKey, Integer> backlog = new HashMap<>();

    private final LawView lawBefore;
    private LawView law;
    /** The first moment from which on what is due must be counted anew; null if nothing must. */
    private Instant lawMovedFrom;

    private final Deque<Runnable> takingBack = new ArrayDeque<>();

    /**
     * @param waiting streams whose events wait as dead letters
     * @param law     as the store has it
     */
    Batch(ViewsStore store, RecentViews recent, Set<String> waiting, LawView law) {
        this(store, recent, waiting, law, null, () -> { });
    }

    private Batch(ViewsStore store, RecentViews recent, Set<String> waiting, LawView law, Batch before,
                  Runnable beforeIsWritten) {
        this.store = store;
        this.recent = recent;
        this.waiting = waiting;
        this.lawBefore = law;
        this.law = law;
        this.before = before;
        this.beforeIsWritten = beforeIsWritten;
    }

    /**
     * The batch that goes on while this one, which takes no more events, is written by another thread.
     *
     * @param isWritten waits until this one is written
     */
    Batch next(Runnable isWritten) {
        return new Batch(store, recent, waiting, law, this, isWritten);
    }

    /** From here on everything belongs to the next event. */
    void nextEvent() {
        takingBack.clear();
    }

    /** Undoes what was put since {@link #nextEvent()}. */
    void takeBack() {
        while (!takingBack.isEmpty()) {
            takingBack.pop().run();
        }
    }

    @Override
    public Optional<ComplaintView> complaint(ComplaintId id) {
        Changes.Complaint mine = complaints.get(id);
        if (mine != null) {
            return Optional.of(mine.now());
        }
        ComplaintView known = knownBefore(recent.complaints().get(id), batch -> {
            Changes.Complaint theirs = batch.complaints.get(id);
            return theirs == null ? null : theirs.now();
        });
        Optional<ComplaintView> found = known != null ? Optional.of(known) : read(() -> store.complaint(id));
        found.ifPresent(view -> complaints.put(id, new Changes.Complaint(view, view)));
        return found;
    }

    /**
     * An office whose registration waits as a dead letter is not the same as none: what is about it must wait too, or it
     * would be counted on the days of another zone.
     */
    @Override
    public Optional<OfficeView> office(OfficeId id) {
        Optional<OfficeView> office = find(batch -> batch.offices, recent.offices(), id, () -> store.office(id));
        if (office.isEmpty() && waiting.contains(id.toString())) {
            throw new IllegalStateException("the office's registration waits itself");
        }
        return office;
    }

    @Override
    public Optional<InspectionView> inspection(InspectionId id) {
        return find(batch -> batch.inspections, Map.of(), id, () -> store.inspection(id));
    }

    @Override
    public Optional<ImportView> imported(ImportId id) {
        return find(batch -> batch.imports, Map.of(), id, () -> store.imported(id));
    }

    private <K, V> Optional<V> find(Function<Batch, Map<K, V>> changes, Map<K, V> recent, K key,
                                    Supplier<Optional<V>> stored) {
        V view = known(changes, recent, key);
        return view != null ? Optional.of(view) : read(stored);
    }

    /** What need not be read; null if nothing is known. */
    private <K, V> V known(Function<Batch, Map<K, V>> changes, Map<K, V> recent, K key) {
        V value = changes.apply(this).get(key);
        return value != null ? value : knownBefore(recent.get(key), batch -> changes.apply(batch).get(key));
    }

    /** What the batch before changed is among the recent, unless there was more of it than fits. */
    private <V> V knownBefore(V recent, Function<Batch, V> change) {
        return recent == null && before != null ? change.apply(before) : recent;
    }

    @Override
    public LawView law() {
        return law;
    }

    @Override
    public void put(LawView now, Optional<LocalDate> from) {
        LawView lawBeforeEvent = law;
        Instant movedBeforeEvent = lawMovedFrom;
        takingBack.push(() -> {
            law = lawBeforeEvent;
            lawMovedFrom = movedBeforeEvent;
        });
        law = now;
        // no zone is further east, where a day begins first
        from.map(day -> day.atStartOfDay(ZoneOffset.MAX).toInstant())
                .filter(moment -> lawMovedFrom == null || moment.isBefore(lawMovedFrom))
                .ifPresent(moment -> lawMovedFrom = moment);
    }

    @Override
    public ScorecardCell cell(ScorecardCell.Key key) {
        ScorecardCell cell = known(batch -> batch.cells, recent.cells(), key);
        if (cell != null) {
            return cell;
        }
        return recent.isNew(key) ? ScorecardCell.empty(key)
                : read(() -> store.cell(key)).orElseGet(() -> ScorecardCell.empty(key));
    }

    @Override
    public void put(ComplaintView complaint) {
        Changes.Complaint mine = complaints.get(complaint.id());
        put(complaints, complaint.id(), new Changes.Complaint(mine == null ? null : mine.then(), complaint));
    }

    @Override
    public void put(OfficeView office) {
        put(offices, office.id(), office);
    }

    @Override
    public void put(InspectionView inspection) {
        put(inspections, inspection.id(), inspection);
    }

    @Override
    public void put(ImportView imported) {
        put(imports, imported.id(), imported);
    }

    @Override
    public void put(ScorecardCell cell) {
        put(cells, cell.key(), cell);
    }

    @Override
    public void add(TimelineEntry entry) {
        add(timeline, entry);
    }

    @Override
    public void eraseTimeline(long complaint) {
        add(erased, complaint);
    }

    @Override
    public void add(ImportId imported, RefusedLine line) {
        add(refusedLines, new Changes.Line(imported, line));
    }

    @Override
    public void add(Counted each) {
        add(counted, each);
    }

    @Override
    public void addToBacklog(BacklogKey key, int change) {
        put(backlog, key, backlog.getOrDefault(key, 0) + change);
    }

    private <K, V> void put(Map<K, V> changed, K key, V value) {
        V before = changed.put(key, value);
        takingBack.push(before == null ? () -> changed.remove(key) : () -> changed.put(key, before));
    }

    private <T> void add(List<T> list, T value) {
        list.add(value);
        takingBack.push(list::removeLast);
    }

    private <T> Optional<T> read(Supplier<Optional<T>> stored) {
        beforeIsWritten.run();
        return stored.get();
    }

    /** All of it, in the order of tables: neighbours share pages. Takes no more events. */
    Changes changes() {
        before = null;
        changed = complaints.values().stream().filter(each -> each.now() != each.then()).toList();
        return new Changes(lawBefore, law, Optional.ofNullable(lawMovedFrom),
                recent.toWrite(changed, timeline).stream().sorted(Changes.Complaint.BY_NUMBER).toList(),
                timeline, erased, offices.values(),
                inspections.values().stream().sorted(Comparator.comparingLong(InspectionView::number)).toList(),
                imports.values(), refusedLines, cells.values(), counted,
                backlog.entrySet().stream().filter(entry -> entry.getValue() != 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                List.of(), List.of(), List.of(), Optional.empty());
    }

    /** After the changes are written, or while they are: what was just changed is likely to be needed again. */
    void keep() {
        recent.keep(changed, offices, cells);
    }
}
