package id.tanggap.query.access;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.query.api.Reader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who looked, as an inspector may read it, and nobody else: the one way for the API and for pages. What is asked for stands in the
 * reader's parameters: {@code complaint} or {@code inspection}, {@code actor}, {@code from}, {@code to}, {@code after}. That it is
 * read is on record before. Never blocks the caller's thread.
 */
public final class ReadingAccesses {

    /** So many rows at a time are in memory while all of them are told. */
    private static final int PAGE = 500;
    private static final String[] FILTER = {"complaint", "inspection", "actor", "from", "to", "after"};

    private final AccessRecord accesses;
    private final ZoneId zone;

    /** @param zone of the days in parameters */
    public ReadingAccesses(AccessRecord accesses, ZoneId zone) {
        this.accesses = accesses;
        this.zone = zone;
    }

    /** @param next where the record goes on, as {@code after}; empty on the last page */
    public record AccessPage(List<RecordedLook> looks, Optional<Long> next) {
    }

    /** In their order; at most {@code limit} of them, a parameter too. */
    public Mono<AccessPage> page(Reader reader) {
        reader.allowing("complaint", "inspection", "actor", "from", "to", "after", "limit");
        return page(filter(reader), reader);
    }

    /** Those at one complaint. */
    Mono<AccessPage> page(ComplaintId complaint, Reader reader) {
        reader.allowing("after", "limit");
        return page(new AccessRecord.Filter(Optional.of(complaint.value()), Optional.empty(), Optional.empty(),
                Optional.empty()), reader);
    }

    private Mono<AccessPage> page(AccessRecord.Filter filter, Reader reader) {
        requireInspector(reader);
        int limit = reader.limit();
        return accesses.read(filter, after(reader), limit + 1).map(found -> {
            List<RecordedLook> page = found.stream().limit(limit).toList();
            return new AccessPage(page, found.size() > limit ? Optional.of(page.getLast().number()) : Optional.empty());
        }).flatMap(page -> accesses.showing(page, reader, subjects(filter)));
    }

    /** All of them up to now; as fast as they are taken. */
    public Flux<RecordedLook> all(Reader reader) {
        requireInspector(reader.allowing(FILTER));
        AccessRecord.Filter filter = filter(reader);
        long after = after(reader);
        return accesses.last().flatMap(through -> accesses.showing(through, reader, subjects(filter)))
                .flatMapMany(through -> accesses.read(filter, after, PAGE)
                        .expand(page -> page.size() < PAGE || page.getLast().number() >= through ? Mono.empty()
                                : accesses.read(filter, page.getLast().number(), PAGE))
                        .concatMapIterable(page -> page, 1).takeWhile(look -> look.number() <= through));
    }

    /** Walks through the whole record, to see that nobody changed it. */
    public Mono<Integrity> verify(Reader reader) {
        requireInspector(reader.allowing());
        return accesses.verify();
    }

    /** That it was asked is recorded whatever was found. */
    private static Map<Shown, List<UUID>> subjects(AccessRecord.Filter filter) {
        return Map.of(Shown.ACCESSES, filter.subject().stream().toList());
    }

    private static long after(Reader reader) {
        return reader.parameter("after", Long::parseLong, new Text("nomor akses", "an access's number")).orElse(0L);
    }

    private AccessRecord.Filter filter(Reader reader) {
        Optional<UUID> complaint = reader.parameter("complaint", text -> ComplaintId.of(text).value(),
                new Text("id laporan", "a complaint's id"));
        Optional<UUID> inspection = reader.parameter("inspection", text -> InspectionId.of(text).value(),
                new Text("id pemeriksaan", "an inspection's id"));
        if (complaint.isPresent() && inspection.isPresent()) {
            throw Refusal.of(RequestRule.PARAMETER_INVALID, "inspection", Map.of("expected",
                    new Text("laporan atau pemeriksaan, tidak keduanya", "a complaint or an inspection, not both")));
        }
        return new AccessRecord.Filter(complaint.or(() -> inspection), reader.text("actor"),
                reader.day("from").map(day -> day.atStartOfDay(zone).toInstant()),
                reader.day("to").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static void requireInspector(Reader reader) {
        if (reader.actor().role() != Role.INSPECTOR) {
            throw Refusal.of(AccessRule.ACCESSES_ARE_FOR_INSPECTORS);
        }
    }
}
