package id.tanggap.query.inspection;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Reader;
import id.tanggap.query.person.PersonalData;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Inspections as one reader may see them: the one way for the API and for pages. What staff get to see is on record before. Never
 * blocks the caller's thread; an inspection of which the reader may not know fails like one that does not exist, with
 * {@link NotFound#INSPECTION_NOT_FOUND}.
 */
public final class ReadingInspections {

    /** The public does not see counts of 1 to 4. */
    private static final long SMALLEST_TOLD = 5;

    private final Inspections inspections;
    private final PersonalData people;
    private final AccessRecord accesses;

    /**
     * @param people   to open what is shown
     * @param accesses where it is recorded who gets to see it
     */
    public ReadingInspections(Inspections inspections, PersonalData people, AccessRecord accesses) {
        this.inspections = inspections;
        this.people = people;
        this.accesses = accesses;
    }

    /** @param next where the list goes on, as {@code cursor}; empty on its last page */
    public record Listed(List<InspectionAnswer> inspections, Optional<String> next) {
    }

    /** How many were closed; empty if they are so few that it could tell which. */
    Mono<Optional<Long>> closed(Reader reader) {
        return inspections.closed().map(closed -> Optional.of(closed).filter(count -> count == 0
                || count >= SMALLEST_TOLD || reader.actor().role() == Role.INSPECTOR));
    }

    public Mono<InspectionAnswer> one(InspectionId id, Reader reader) {
        return inspections.find(id).filter(view -> InspectionAnswer.existsFor(reader.actor(), view))
                .switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.INSPECTION_NOT_FOUND)))
                .flatMap(view -> people.of(Set.of(view.subject()))
                        .map(keys -> InspectionAnswer.of(view.opened(keys), reader.actor())))
                .flatMap(answer -> accesses.showing(answer, reader, Map.of(Shown.CONTENT, List.of(id.value()))));
    }

    /**
     * The newest first, as the reader's parameters ask for them: {@code status}, {@code cursor}, {@code limit}, and for inspectors
     * {@code complaint} and {@code office}.
     */
    public Mono<Listed> list(Reader reader) {
        Inspections.Filter filter = filter(reader);
        return list(filter, reader.parameter("cursor", ReadingInspections::decode,
                new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer")), reader.limit(), reader);
    }

    /** Those that are open, the newest first; at most {@code limit}. Asks nothing of the reader's parameters. */
    public Mono<Listed> open(int limit, Reader reader) {
        Inspections.Filter filter = filter(reader.withoutParameters());
        return list(new Inspections.Filter(Optional.empty(), Optional.empty(), filter.sentTo(),
                Optional.of(InspectionStatus.OPEN)), Optional.empty(), limit, reader);
    }

    private Mono<Listed> list(Inspections.Filter filter, Optional<Long> before, int limit, Reader reader) {
        return inspections.list(filter, before, limit + 1).flatMap(found -> {
            List<InspectionView> page = found.subList(0, Math.min(limit, found.size()));
            return people.of(page.stream().map(InspectionView::subject).collect(Collectors.toSet())).map(keys ->
                    new Listed(page.stream()
                            .filter(view -> InspectionAnswer.existsFor(reader.actor(), view))
                            .map(view -> InspectionAnswer.of(view.opened(keys), reader.actor())).toList(),
                            found.size() > limit ? Optional.of(encode(page.getLast().number())) : Optional.empty()));
        }).flatMap(answer -> accesses.showing(answer, reader, answer.inspections().isEmpty() ? Map.of()
                : Map.of(Shown.CONTENT, answer.inspections().stream().map(one -> one.id().value()).toList())));
    }

    /** A head may not ask which complaint an inspection is about, not even by looking for it. */
    private static Inspections.Filter filter(Reader reader) {
        return switch (reader.actor().role()) {
            case INSPECTOR -> {
                reader.allowing("complaint", "office", "status", "cursor", "limit");
                yield new Inspections.Filter(
                        reader.parameter("complaint", ComplaintId::of, new Text("id laporan", "a complaint's id")),
                        reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id")),
                        Optional.empty(), reader.oneOf("status", InspectionStatus.class));
            }
            case OFFICE_HEAD -> {
                reader.allowing("status", "cursor", "limit");
                yield new Inspections.Filter(Optional.empty(), Optional.empty(), reader.actor().office(),
                        reader.oneOf("status", InspectionStatus.class));
            }
            case PUBLIC, REPORTER, COORDINATOR, OFFICER, ADMINISTRATOR, API_CLIENT, SYSTEM ->
                    throw Refusal.of(InspectionReadRule.INSPECTIONS_ARE_NOT_PUBLIC);
        };
    }

    private static String encode(long number) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static long decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }
}
