package id.tanggap.query.scorecard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.office.OfficeView;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * Adds up cells to scorecards. Reads no complaint: what it costs is bounded, whatever number of them is behind the cells.
 * An office's cells are added up once for all who ask for the same days, until one of them changes.
 */
public final class ReadingScorecards {

    private static final int MOST_KEPT = 1_000;

    private final Scorecards scorecards;
    private final Clock clock;
    private final Cache<Asked, AddedUp> addedUp =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_KEPT).build();

    private record Asked(OfficeId office, LocalDate from, LocalDate to) {
    }

    /** A scorecard as the office sees it and as the public does, and all that it follows from. */
    private record AddedUp(List<ScorecardCell> cells, Map<BacklogKey, Long> open, LocalDate today, Scorecard scorecard,
                           Scorecard forThePublic) {

        /** The same objects, not only equal ones: that is looked at much faster, and none of them ever changes. */
        boolean follows(List<ScorecardCell> fromCells, Map<BacklogKey, Long> fromOpen, LocalDate at) {
            return open == fromOpen && today.equals(at) && cells.size() == fromCells.size()
                    && IntStream.range(0, cells.size()).allMatch(i -> cells.get(i) == fromCells.get(i));
        }
    }

    public ReadingScorecards(Scorecards scorecards, Clock clock) {
        this.scorecards = scorecards;
        this.clock = clock;
    }

    /** With all counts, also small ones. */
    public Mono<Scorecard> of(OfficeView office, LocalDate from, LocalDate to) {
        return addedUp(office, from, to).map(AddedUp::scorecard);
    }

    /** As {@link Scorecard#forThePublic()} tells it. */
    public Mono<Scorecard> forThePublic(OfficeView office, LocalDate from, LocalDate to) {
        return addedUp(office, from, to).map(AddedUp::forThePublic);
    }

    /** With all counts for those who may see them; for everybody else as the public sees it. */
    Mono<Scorecard> of(OfficeView office, LocalDate from, LocalDate to, Actor actor) {
        return seesInFull(actor, office) ? of(office, from, to) : forThePublic(office, from, to);
    }

    /**
     * With all counts, for those who may see them.
     *
     * @throws Refusal if this reader may not
     */
    public Mono<Scorecard> inFull(OfficeView office, LocalDate from, LocalDate to, Reader reader) {
        requireInFull(reader.actor(), office);
        return of(office, from, to);
    }

    /**
     * The twelve months that end with the present one, with all counts, for those who may see them.
     *
     * @throws Refusal if this reader may not
     */
    public Mono<Trend> trendInFull(OfficeView office, Reader reader) {
        requireInFull(reader.actor(), office);
        YearMonth last = YearMonth.from(today(office));
        return scorecards.cells(office.id(), Trend.until(last)).map(cells -> Trend.of(last, cells));
    }

    /** The twelve months that end with the present one, as the public may see them. */
    public Mono<Trend> trendForThePublic(OfficeView office) {
        YearMonth last = YearMonth.from(today(office));
        return scorecards.cells(office.id(), Trend.until(last)).map(cells -> Trend.forThePublic(last, cells));
    }

    /** Whether somebody sees an office's small counts too. */
    static boolean seesInFull(Actor actor, OfficeView office) {
        return actor.belongsTo(office.id()) || actor.role() == Role.INSPECTOR || actor.role() == Role.COORDINATOR;
    }

    static void requireInFull(Actor actor, OfficeView office) {
        if (!seesInFull(actor, office)) {
            throw Refusal.of(ScorecardRule.FIGURES_IN_FULL_ARE_THE_OFFICES);
        }
    }

    private Mono<AddedUp> addedUp(OfficeView office, LocalDate from, LocalDate to) {
        return Mono.zip(scorecards.cells(office.id(), Period.covering(from, to)), scorecards.backlog(office.id()))
                .map(found -> addedUp(new Asked(office.id(), from, to), found.getT1(), found.getT2(), today(office)));
    }

    private AddedUp addedUp(Asked asked, List<ScorecardCell> cells, Map<BacklogKey, Long> open, LocalDate today) {
        AddedUp before = addedUp.getIfPresent(asked);
        if (before != null && before.follows(cells, open, today)) {
            return before;
        }
        Scorecard scorecard = Scorecard.of(asked.office(), asked.from(), asked.to(), cells, open, today);
        AddedUp now = new AddedUp(cells, open, today, scorecard, scorecard.forThePublic());
        addedUp.put(asked, now);
        return now;
    }

    /** How it would have done under another limit. */
    Mono<Rejudgement> rejudged(OfficeView office, LocalDate from, LocalDate to, int workingDays) {
        return scorecards.cells(office.id(), Period.covering(from, to))
                .map(cells -> Rejudgement.of(office.id(), from, to, workingDays, cells));
    }

    /** One for each office, in their order. */
    public Mono<List<Scorecard>> of(List<OfficeView> offices, LocalDate from, LocalDate to) {
        return Mono.zip(scorecards.cells(Period.covering(from, to)), scorecards.backlog()).map(found -> {
            Map<OfficeId, List<ScorecardCell>> cells = new HashMap<>();
            found.getT1().forEach(cell -> cells.computeIfAbsent(cell.key().office(), _ -> new ArrayList<>()).add(cell));
            Map<OfficeId, Map<BacklogKey, Long>> open = new HashMap<>();
            found.getT2().forEach((key, count) ->
                    open.computeIfAbsent(key.office(), _ -> new HashMap<>()).put(key, count));
            return offices.stream().map(office -> Scorecard.of(office.id(), from, to,
                    cells.getOrDefault(office.id(), List.of()), open.getOrDefault(office.id(), Map.of()),
                    today(office))).toList();
        });
    }

    private LocalDate today(OfficeView office) {
        return LocalDate.ofInstant(clock.instant(), office.zone());
    }
}
