package id.tanggap.query.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Lists of complaints as a question's parameters ask for them, for the API and for pages: the same names, the same cursors, the
 * same refusals. What staff get to see is on record before. Never blocks the caller's thread.
 */
public final class ListingComplaints {

    private static final Text CURSOR = new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer");

    private final ReadingComplaints complaints;
    private final SearchingComplaints searching;
    private final WorkList work;

    public ListingComplaints(ReadingComplaints complaints, SearchingComplaints searching, WorkList work) {
        this.complaints = complaints;
        this.searching = searching;
        this.work = work;
    }

    /**
     * A page of a list.
     *
     * @param closeness how closely each says what was looked for, in their order; empty if nothing was
     * @param next      the cursor with which it goes on; empty on its last page
     */
    public record Listed(List<ComplaintAnswer> complaints, List<Closeness> closeness, Optional<String> next) {
    }

    /**
     * The newest first, or with {@code q} those that say most closely what is looked for: parameters {@code office},
     * {@code status}, {@code class}, {@code category}, {@code from}, {@code to}, {@code q}, {@code cursor}.
     *
     * @throws Refusal if a parameter cannot be read
     */
    public Mono<Listed> list(Reader reader, int limit) {
        ZoneId zone = complaints.zone();
        Complaints.Filter filter = new Complaints.Filter(
                reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                reader.oneOf("status", ComplaintStatus.class), reader.oneOf("class", Classification.class),
                reader.parameter("category", Category::new, new Text("kategori", "a category")),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                Sight.seesWithheld(reader.actor()));
        return reader.text("q").map(question -> searching.find(question, filter,
                        reader.parameter("cursor", Cursors::afterPlace, CURSOR), limit, reader)
                        .map(found -> new Listed(found.complaints(), found.closeness(), found.next().map(Cursors::after))))
                .orElseGet(() -> complaints.list(filter, reader.parameter("cursor", Cursors::afterComplaint, CURSOR),
                        limit, reader)
                        .map(listed -> new Listed(listed.complaints(), List.of(), listed.next().map(Cursors::after))));
    }

    /**
     * A page of a work list.
     *
     * @param counts how many there are of each share
     * @param next   the cursor with which it goes on; empty on its last page
     */
    public record Owed(List<ComplaintAnswer> complaints, Map<WorkList.Share, Long> counts, Optional<String> next) {
    }

    /**
     * What must be done next, by the last day on which it is done in time: of an office for its own people, of the check for
     * coordinators, and of the check of what is withheld for the inspectorate. Parameters {@code share} and
     * {@code cursor}.
     *
     * @throws Refusal if a parameter cannot be read, or the reader has no such work
     */
    public Mono<Owed> work(Reader reader, int limit) {
        WorkList.Desk desk = desk(reader.actor());
        WorkList.Share share = reader.oneOf("share", WorkList.Share.class).orElse(WorkList.Share.ALL);
        return Mono.zip(work.owed(desk, share, reader.parameter("cursor", Cursors::afterOwed, CURSOR), limit + 1),
                work.counted(desk)).flatMap(found -> {
            List<WorkList.Owed> owed = found.getT1();
            List<WorkList.Owed> page = owed.subList(0, Math.min(limit, owed.size()));
            return complaints.shown(page.stream().map(WorkList.Owed::complaint).toList(), reader).map(answers ->
                    new Owed(answers, found.getT2(), owed.size() > limit
                            ? Optional.of(Cursors.after(page.getLast().place())) : Optional.empty()));
        });
    }

    private static WorkList.Desk desk(Actor actor) {
        return switch (actor.role()) {
            case OFFICER, OFFICE_HEAD -> new WorkList.Desk(actor.office(), false, actor.id());
            case COORDINATOR, INSPECTOR ->
                    new WorkList.Desk(Optional.empty(), actor.role() == Role.INSPECTOR, actor.id());
            case PUBLIC, REPORTER, ADMINISTRATOR, API_CLIENT, SYSTEM ->
                    throw Refusal.of(ReadingRule.WORK_IS_FOR_THOSE_WHO_DO_IT);
        };
    }
}
