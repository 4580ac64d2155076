package id.tanggap.query.scorecard;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.OfficeView;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Adds up cells to scorecards. Reads no complaint: what it costs is bounded, whatever number of them is behind the cells. */
public final class ReadingScorecards {

    private final Scorecards scorecards;
    private final Clock clock;

    public ReadingScorecards(Scorecards scorecards, Clock clock) {
        this.scorecards = scorecards;
        this.clock = clock;
    }

    public Mono<Scorecard> of(OfficeView office, LocalDate from, LocalDate to) {
        return Mono.zip(scorecards.cells(office.id(), Period.covering(from, to)), scorecards.backlog(office.id()))
                .map(found -> Scorecard.of(office.id(), from, to, found.getT1(), found.getT2(), today(office)));
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
