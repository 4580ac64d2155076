package id.tanggap.query.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.PendingRequests.Kind;
import id.tanggap.query.complaint.PendingRequests.Pending;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What waits to be decided about reporters, for those who decide it and for nobody else: the one way for the API and for pages. What
 * they get to see is on record before. Never blocks the caller's thread.
 */
public final class ReadingRequests {

    private final PendingRequests requests;
    private final Complaints complaints;
    private final PersonalData people;
    private final AccessRecord accesses;
    private final ZoneId zone;

    /**
     * @param people   to open what is shown
     * @param accesses where it is recorded who gets to see it
     * @param zone     of the days in answers
     */
    public ReadingRequests(PendingRequests requests, Complaints complaints, PersonalData people, AccessRecord accesses,
                           ZoneId zone) {
        this.requests = requests;
        this.complaints = complaints;
        this.people = people;
        this.accesses = accesses;
        this.zone = zone;
    }

    /**
     * One request. What a reader may not see of the complaint is left out here too.
     *
     * @param sequence the complaint's version, for the decision's {@code If-Match}
     * @param officeId for a reveal the office that would be told, otherwise the one that has the complaint
     * @param by       who asked; whoever asked that who reported be revealed cannot decide it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record RequestAnswer(ComplaintId complaintId, long sequence, ComplaintStatus status, Text statusText,
                         Optional<OfficeId> officeId, LocalDate askedOn, Optional<Instant> askedAt, Optional<Actor> by,
                         Optional<String> reason) {
    }

    /** @param next where the list goes on, as {@code cursor}; empty on its last page */
    public record Listed(List<RequestAnswer> requests, Optional<String> next) {
    }

    /** The longest waiting first, as the reader's parameters {@code cursor} and {@code limit} ask for them. */
    public Mono<Listed> list(Kind kind, Reader reader) {
        requireDeciding(kind, reader);
        int limit = reader.allowing("cursor", "limit").limit();
        return list(kind, reader.parameter("cursor", ReadingRequests::decode,
                new Text("penunjuk dari jawaban sebelumnya", "a cursor from an earlier answer")), limit, reader);
    }

    /** The longest waiting first; at most {@code limit}. Asks nothing of the reader's parameters. */
    public Mono<Listed> waiting(Kind kind, int limit, Reader reader) {
        requireDeciding(kind, reader);
        return list(kind, Optional.empty(), limit, reader);
    }

    /**
     * How it stands with erasing what is held about one complaint's reporter.
     *
     * @param sequence the complaint's version, for the {@code If-Match} of whoever records or decides a request
     * @param waiting  the request that waits, with what the reader may see of it
     * @param erased   since when there is nothing left to erase; read models hold nothing of it then
     */
    public record ErasureAnswer(ComplaintId complaintId, long sequence, ComplaintStatus status, Text statusText,
                                Optional<OfficeId> officeId, LocalDate submittedOn, Optional<RequestAnswer> waiting,
                                Optional<ComplaintAnswer.Tombstone> erased) {
    }

    /**
     * For those who decide about erasures.
     *
     * @return fails with {@link NotFound#COMPLAINT_NOT_FOUND} if the reader may not know of the complaint
     */
    public Mono<ErasureAnswer> erasure(ComplaintId id, Reader reader) {
        requireDeciding(Kind.ERASURE, reader);
        return complaints.find(id).filter(complaint -> !Sight.of(complaint, reader.actor(), Optional.empty()).isNothing())
                .switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.COMPLAINT_NOT_FOUND)))
                .flatMap(complaint -> waiting(complaint, reader).map(Optional::of).defaultIfEmpty(Optional.empty())
                        .map(waiting -> new ErasureAnswer(id, complaint.sequence(), complaint.status(), complaint.status().text(),
                                complaint.office(), LocalDate.ofInstant(complaint.course().submitted(), zone), waiting,
                                complaint.secrecy().erased().map(erased -> new ComplaintAnswer.Tombstone(
                                        LocalDate.ofInstant(erased.at(), zone), LegalGroundAnswer.of(erased.ground()))))))
                .flatMap(answer -> accesses.showing(answer, reader, shown(answer.waiting().stream().toList())));
    }

    /** The erasure that was asked for last, if it waits. */
    private Mono<RequestAnswer> waiting(ComplaintView complaint, Reader reader) {
        return !PendingRequests.waits(Kind.ERASURE, complaint) ? Mono.empty()
                : complaints.timeline(complaint).flatMap(timeline -> Mono.justOrEmpty(timeline.reversed().stream()
                        .filter(entry -> PendingRequests.begunBy(entry).equals(Optional.of(Kind.ERASURE))).findFirst()))
                .map(asked -> new Pending(complaint, asked))
                .flatMap(pending -> people.of(sight(pending, reader).isInvolved() ? Set.of(complaint.subject()) : Set.of())
                        .map(keys -> answer(pending, keys, reader)));
    }

    private static void requireDeciding(Kind kind, Reader reader) {
        Set<Role> deciding = switch (kind) {
            case ERASURE -> Set.of(Role.INSPECTOR, Role.ADMINISTRATOR);
            case IDENTITY_REVEAL -> Set.of(Role.INSPECTOR);
        };
        if (!deciding.contains(reader.actor().role())) {
            throw Refusal.of(ReadingRule.REQUESTS_ARE_FOR_THOSE_WHO_DECIDE);
        }
    }

    private Mono<Listed> list(Kind kind, Optional<Long> after, int limit, Reader reader) {
        return requests.list(kind, Sight.seesWithheld(reader.actor()), after, limit + 1).flatMap(found -> {
            List<Pending> page = found.subList(0, Math.min(limit, found.size()));
            return people.of(page.stream().filter(pending -> sight(pending, reader).isInvolved())
                    .map(pending -> pending.complaint().subject()).collect(Collectors.toSet())).map(keys ->
                    new Listed(page.stream().map(pending -> answer(pending, keys, reader)).toList(),
                            found.size() > limit ? Optional.of(encode(page.getLast().asked().position())) : Optional.empty()));
        }).flatMap(answer -> accesses.showing(answer, reader, shown(answer.requests())));
    }

    private RequestAnswer answer(Pending pending, Keyring keys, Reader reader) {
        ComplaintView complaint = pending.complaint();
        TimelineEntry asked = pending.asked().opened(keys);
        boolean told = sight(pending, reader).isAmong(asked.audience());
        return new RequestAnswer(complaint.id(), complaint.sequence(), complaint.status(), complaint.status().text(),
                asked.office().or(complaint::office), LocalDate.ofInstant(asked.occurredAt(), zone),
                Optional.of(asked.occurredAt()).filter(_ -> told), Optional.of(asked.actor()).filter(_ -> told),
                asked.text().flatMap(Shreddable::value).filter(_ -> told));
    }

    private static Sight sight(Pending pending, Reader reader) {
        return Sight.of(pending.complaint(), reader.actor(), Optional.empty());
    }

    private static Map<Shown, List<UUID>> shown(List<RequestAnswer> requests) {
        List<UUID> ids = requests.stream().filter(request -> request.askedAt().isPresent())
                .map(request -> request.complaintId().value()).toList();
        return ids.isEmpty() ? Map.of() : Map.of(Shown.CONTENT, ids);
    }

    private static String encode(long position) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }

    private static long decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("not a cursor");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }
}
