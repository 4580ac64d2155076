package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Shown;
import id.tanggap.query.api.Reader;
import id.tanggap.query.law.Laws;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Complaints as one reader may see them: the one way for the API, for pages and for whoever else shows them. What staff get to
 * see is on record before. Never blocks the caller's thread; what a reader may not know of fails like what does not exist, with
 * the refusal {@link NotFound#COMPLAINT_NOT_FOUND}.
 */
public final class ReadingComplaints {

    private static final Duration LATELY = Duration.ofDays(90);
    private static final int LOOKED_THROUGH = 100;
    private static final int MOST_SIMILAR = 5;

    private final Complaints complaints;
    private final PersonalData people;
    private final Laws laws;
    private final AccessRecord accesses;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param people   to open what is shown
     * @param laws     by which it is counted how the limits stand
     * @param accesses where it is recorded who gets to see personal data
     * @param zone     of the days in answers
     */
    public ReadingComplaints(Complaints complaints, PersonalData people, Laws laws, AccessRecord accesses, Clock clock,
                             ZoneId zone) {
        this.complaints = complaints;
        this.people = people;
        this.laws = laws;
        this.accesses = accesses;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * A page of a list.
     *
     * @param next where the list goes on; empty on its last page
     */
    public record Listed(List<ComplaintAnswer> complaints, Optional<Complaints.Cursor> next) {
    }

    /** @return zone of the days in answers */
    public ZoneId zone() {
        return zone;
    }

    public Mono<ComplaintAnswer> one(ComplaintId id, Reader reader) {
        return found(id, reader).flatMap(complaint -> answer(complaint, reader));
    }

    /** What happened to a complaint, oldest first. */
    public Mono<List<TimelineAnswer>> timeline(ComplaintId id, Reader reader) {
        return found(id, reader).flatMap(complaint -> Mono.zip(complaints.timeline(complaint),
                keys(List.of(complaint), c -> sight(c, reader))).flatMap(found ->
                hidden(related(found.getT1()), reader).map(hidden -> TimelineAnswer.of(
                        opened(found.getT1(), found.getT2()), sight(complaint, reader), hidden, zone)))
                .flatMap(answer -> accesses.showing(answer, reader, sight(complaint, reader).isInvolved()
                        ? Map.of(Shown.CONTENT, List.of(id.value())) : Map.of())));
    }

    /**
     * A file that somebody may have.
     *
     * @param size in bytes
     */
    public record Openable(ComplaintId complaint, int number, AttachmentId file, AttachmentType type, long size, FileKey key) {
    }

    /**
     * An attached file, for those who may see what was said in the complaint; once it is on record that they get it.
     *
     * @return fails with {@link NotFound#ATTACHMENT_NOT_FOUND}, {@link AttachmentReadingRule#QUARANTINED} or
     *         {@link AttachmentReadingRule#HARMFUL}
     */
    public Mono<Openable> attachment(ComplaintId id, int number, Reader reader) {
        return found(id, reader).flatMap(complaint -> Mono.justOrEmpty(complaint.attachments().stream()
                        .filter(each -> each.number() == number && complaint.shows(each, sight(complaint, reader))).findFirst())
                .doOnNext(AttachmentReadingRule::requireAvailable)
                .flatMap(attachment -> people.of(Set.of(complaint.subject()))
                        .flatMap(keys -> Mono.justOrEmpty(keys.open(attachment.key(), FileKey.class)))
                        .map(key -> new Openable(id, number, attachment.file(), attachment.type(), attachment.size(), key)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.ATTACHMENT_NOT_FOUND)))
                .flatMap(openable -> accesses.showing(openable, reader, Map.of(Shown.CONTENT, List.of(id.value())))));
    }

    /** All that is held about its reporter, for those to whom it may be given. */
    Mono<PersonalDataAnswer> personalData(ComplaintId id, Reader reader) {
        return found(id, reader).flatMap(complaint -> {
            Sight reporter = Sight.ofPersonalData(complaint, reader.actor(), reader.proof())
                    .orElseThrow(() -> Refusal.of(ReadingRule.PERSONAL_DATA_IS_THE_REPORTERS));
            return Mono.zip(complaints.timeline(complaint), people.of(Set.of(complaint.subject())), laws.present()).flatMap(found -> {
                ComplaintView opened = complaint.opened(found.getT2());
                List<TimelineEntry> timeline = opened(found.getT1(), found.getT2());
                return hidden(Stream.concat(related(complaint), related(timeline)), reader).map(hidden ->
                        PersonalDataAnswer.of(opened, ComplaintAnswer.of(opened, reporter, hidden, zone, found.getT3().law(),
                                clock.instant()), timeline, reporter, hidden, zone));
            }).flatMap(answer -> accesses.showing(answer, reader,
                    Map.of(Shown.CONTENT, List.of(id.value()), Shown.WHO, List.of(id.value()))));
        });
    }

    /** @param code as people type it; only who shows the secret finds anything by it */
    public Mono<ComplaintAnswer> tracked(String code, Reader reader) {
        return Mono.fromCallable(() -> reader.proof().orElseThrow(ReadingComplaints::notFound))
                .flatMap(proof -> tracked(code, proof, reader));
    }

    private Mono<ComplaintAnswer> tracked(String code, SecretHash proof, Reader reader) {
        return Mono.fromCallable(() -> TrackingCode.read(code))
                .onErrorMap(IllegalArgumentException.class, _ -> notFound())
                .flatMap(complaints::find)
                .flatMap(candidates -> Mono.justOrEmpty(
                        candidates.stream().filter(c -> c.secretHash().matches(proof)).findFirst()))
                .filter(complaint -> !sight(complaint, reader).isNothing())
                .switchIfEmpty(Mono.error(ReadingComplaints::notFound))
                .flatMap(complaint -> answer(complaint, reader));
    }

    /** The newest first; at most {@code limit}. Of what the reader may know of, whatever the filter says. */
    public Mono<Listed> list(Complaints.Filter filter, Optional<Complaints.Cursor> after, int limit, Reader reader) {
        return complaints.list(filter, after, limit + 1).flatMap(found -> {
            List<ComplaintView> page = found.subList(0, Math.min(limit, found.size()));
            return answers(page, reader).map(answers -> new Listed(answers,
                    found.size() > limit ? Optional.of(Complaints.Cursor.after(page.getLast())) : Optional.empty()));
        }).flatMap(answer -> showing(answer, answer.complaints(), reader));
    }

    /**
     * How many complaints of each category an office has, or had when they ended, of those submitted from one day to another; of
     * what the reader may know of. As many as a list with the same parameters has.
     */
    public Mono<Map<Category, Long>> categories(OfficeId office, LocalDate from, LocalDate to, Reader reader) {
        return complaints.categories(new Complaints.Filter(Optional.of(office), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(from.atStartOfDay(zone).toInstant()),
                Optional.of(to.plusDays(1).atStartOfDay(zone).toInstant()), Sight.seesWithheld(reader.actor())));
    }

    private Mono<List<ComplaintAnswer>> answers(List<ComplaintView> page, Reader reader) {
        return Mono.zip(hidden(page.stream().flatMap(ReadingComplaints::related), reader),
                keys(page, complaint -> listed(complaint, reader)), laws.present()).map(with ->
                page.stream().map(complaint -> ComplaintAnswer.of(complaint.opened(with.getT2()), listed(complaint, reader),
                        with.getT1(), zone, with.getT3().law(), clock.instant())).toList());
    }

    /**
     * Others that are not withheld, of one category, the newest first, with all that they say at hand: to be compared, and to be
     * shown only by {@link #shown}.
     */
    Mono<List<ComplaintView>> compared(Category category, int limit) {
        Complaints.Filter filter = new Complaints.Filter(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(category), Optional.empty(), Optional.empty(), false);
        return complaints.list(filter, Optional.empty(), limit).flatMap(found -> people.of(found.stream()
                .map(ComplaintView::subject).collect(Collectors.toSet())).map(keys -> found.stream()
                .map(complaint -> complaint.opened(keys)).toList()));
    }

    /** A complaint that a reader may know of; empty if there is none such. */
    Mono<ComplaintView> known(ComplaintId id, Reader reader) {
        return complaints.find(id).filter(complaint -> !listed(complaint, reader).isNothing());
    }

    /** These complaints as a list shows them, once it is on record that their reader gets to see them. */
    Mono<List<ComplaintAnswer>> shown(List<ComplaintView> some, Reader reader) {
        return answers(some, reader).flatMap(answers -> showing(answers, answers, reader));
    }

    /** Those of these complaints that a list with this filter has, as a list shows them. Not on record yet: {@link #showing}. */
    Mono<List<ComplaintAnswer>> listed(List<ComplaintId> some, Complaints.Filter filter, Reader reader) {
        return complaints.find(some).flatMap(found -> answers(found.stream().filter(complaint -> filter.admits(complaint)
                && !listed(complaint, reader).isNothing()).toList(), reader));
    }

    /** Those of these complaints of which the reader may know, by their numbers, as a list shows them. */
    public Mono<Map<Long, ComplaintAnswer>> numbered(Set<Long> numbers, Reader reader) {
        return complaints.numbered(numbers).flatMap(found -> {
            List<ComplaintView> known = found.stream().filter(complaint -> !listed(complaint, reader).isNothing()).toList();
            return answers(known, reader).flatMap(answers -> showing(IntStream.range(0, known.size()).boxed()
                    .collect(Collectors.toMap(i -> known.get(i).number(), answers::get)), answers, reader));
        });
    }

    /** An answer, once it is on record that its reader gets to see these complaints. */
    <T> Mono<T> showing(T answer, List<ComplaintAnswer> shown, Reader reader) {
        return accesses.showing(answer, reader, ComplaintAnswer.shown(shown));
    }

    /**
     * Complaints that may be about the same matter as one that somebody is about to submit: of the same category, with the same
     * office, submitted lately and not ended. Nothing else of a complaint is the public's to know, so nothing else is compared:
     * who writes a report must not find out by trying what words another one has.
     */
    public Mono<List<ComplaintAnswer>> similar(OfficeId office, Category category, Reader reader) {
        Complaints.Filter filter = new Complaints.Filter(Optional.of(office), Optional.empty(), Optional.empty(),
                Optional.of(category), Optional.of(clock.instant().minus(LATELY)), Optional.empty(), false);
        return list(filter, Optional.empty(), LOOKED_THROUGH, reader.asPublic()).map(listed -> listed.complaints().stream()
                .filter(complaint -> !complaint.status().ended()).limit(MOST_SIMILAR).toList());
    }

    /** To open what is about the reporters of those complaints of which the reader may see what was said. */
    private Mono<Keyring> keys(List<ComplaintView> shown, Function<ComplaintView, Sight> sight) {
        return people.of(shown.stream().filter(complaint -> sight.apply(complaint).isInvolved()).map(ComplaintView::subject)
                .collect(Collectors.toSet()));
    }

    private static List<TimelineEntry> opened(List<TimelineEntry> timeline, Keyring keys) {
        return timeline.stream().map(entry -> entry.opened(keys)).toList();
    }

    private Mono<ComplaintView> found(ComplaintId id, Reader reader) {
        return complaints.find(id).filter(complaint -> !sight(complaint, reader).isNothing())
                .switchIfEmpty(Mono.error(ReadingComplaints::notFound));
    }

    private static Sight sight(ComplaintView complaint, Reader reader) {
        return Sight.of(complaint, reader.actor(), reader.proof());
    }

    /** In a list no secret counts: it would be that of one complaint among many. */
    private static Sight listed(ComplaintView complaint, Reader reader) {
        return Sight.of(complaint, reader.actor(), Optional.empty());
    }

    private Mono<ComplaintAnswer> answer(ComplaintView complaint, Reader reader) {
        return Mono.zip(hidden(related(complaint), reader), keys(List.of(complaint), c -> sight(c, reader)), laws.present())
                .map(with -> ComplaintAnswer.of(complaint.opened(with.getT2()), sight(complaint, reader), with.getT1(), zone,
                        with.getT3().law(), clock.instant()))
                .flatMap(answer -> accesses.showing(answer, reader, ComplaintAnswer.shown(List.of(answer))));
    }

    /** Those of these complaints of which the reader may not know. */
    private Mono<Set<ComplaintId>> hidden(Stream<ComplaintId> others, Reader reader) {
        Set<ComplaintId> related = others.collect(Collectors.toSet());
        return related.isEmpty() || Sight.seesWithheld(reader.actor()) ? Mono.just(Set.of()) : complaints.withheld(related);
    }

    private static Stream<ComplaintId> related(ComplaintView complaint) {
        return Stream.concat(complaint.mergedInto().stream(), complaint.duplicates().stream());
    }

    private static Stream<ComplaintId> related(List<TimelineEntry> timeline) {
        return timeline.stream().flatMap(entry -> entry.related().stream());
    }

    private static Refusal notFound() {
        return Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
    }
}
