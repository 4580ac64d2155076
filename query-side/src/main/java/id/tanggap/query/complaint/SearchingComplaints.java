package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Finds complaints by their words, for the API, for pages and for whoever else lets somebody search. What staff get to see is on
 * record before. Never blocks the caller's thread.
 */
public final class SearchingComplaints {

    private final ReadingComplaints complaints;
    private final ComplaintSearch search;

    public SearchingComplaints(ReadingComplaints complaints, ComplaintSearch search) {
        this.complaints = complaints;
        this.search = search;
    }

    /**
     * A page of what was found.
     *
     * @param closeness how closely each says what was looked for, in their order
     * @param next      where it goes on; empty on its last page
     */
    public record Listed(List<ComplaintAnswer> complaints, List<Closeness> closeness, Optional<ComplaintSearch.Place> next) {
    }

    /** A complaint that says what was looked for, and its place among the others. */
    private record Found(ComplaintSearch.Place place, ComplaintAnswer answer) {
    }

    /**
     * Those that say it most closely first, among those the newest; at most {@code limit}.
     *
     * @param question as people type it
     * @throws id.tanggap.kernel.Refusal as {@link ComplaintSearch#question} has it
     */
    public Mono<Listed> find(String question, Complaints.Filter filter, Optional<ComplaintSearch.Place> after, int limit,
                             Reader reader) {
        return found(search.question(question), filter, after, limit + 1, reader).flatMap(found -> {
            List<Found> page = found.subList(0, Math.min(limit, found.size()));
            List<ComplaintAnswer> answers = page.stream().map(Found::answer).toList();
            return complaints.showing(new Listed(answers, page.stream().map(each -> each.place().closeness()).toList(),
                    found.size() > limit ? Optional.of(page.getLast().place()) : Optional.empty()), answers, reader);
        });
    }

    /**
     * A complaint is found if what the reader is shown of it, in this very answer, says what is looked for: whatever the
     * search index may hold that is older, or not for this reader, leads to nothing, and leaves no gap.
     */
    private Mono<List<Found>> found(ComplaintSearch.Question question, Complaints.Filter filter,
                                    Optional<ComplaintSearch.Place> after, int wanted, Reader reader) {
        return search.find(question, reader.actor(), filter, after, wanted).flatMap(hits -> shown(hits, filter, reader)
                .flatMap(shown -> {
                    List<Found> found = hits.stream().flatMap(hit -> Optional.ofNullable(shown.get(hit.id())).stream()
                            .flatMap(answer -> question.in(answer.texts()).stream().map(in ->
                                    new Found(hit.place(), answer.with(in.highlights()))))).toList();
                    return hits.size() < wanted || found.size() == wanted ? Mono.just(found)
                            : found(question, filter, Optional.of(hits.getLast().place()), wanted - found.size(), reader)
                                    .map(more -> Stream.concat(found.stream(), more.stream()).toList());
                }));
    }

    private Mono<Map<ComplaintId, ComplaintAnswer>> shown(List<ComplaintSearch.Hit> hits, Complaints.Filter filter,
                                                          Reader reader) {
        return complaints.listed(hits.stream().map(ComplaintSearch.Hit::id).toList(), filter, reader).map(answers ->
                answers.stream().collect(Collectors.toMap(ComplaintAnswer::id, Function.identity())));
    }
}
