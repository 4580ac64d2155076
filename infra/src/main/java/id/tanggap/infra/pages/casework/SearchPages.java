package id.tanggap.infra.pages.casework;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.Highlight;
import id.tanggap.query.complaint.ListingComplaints;
import id.tanggap.query.office.OfficeView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** Lists and search, with the names of {@code GET /api/v1/complaints}: for everybody, each with what they may see. */
@ForRole(TanggapProperties.Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class SearchPages {

    private static final List<String> FILTERS = List.of("q", "office", "status", "class", "category", "from", "to");

    private static final int ROWS = 20;

    private final Pages pages;
    private final Cases cases;
    private final ListingComplaints listing;

    SearchPages(Pages pages, Cases cases, ListingComplaints listing) {
        this.pages = pages;
        this.cases = cases;
        this.listing = listing;
    }

    /**
     * What was found.
     *
     * @param link    to its page; null for those who have none
     * @param note    what sets this one, and those after it, apart from those before; null if nothing does
     * @param excerpt where it was found, piece by piece; empty if it was not looked for
     */
    public record Found(WorkPages.Row row, String link, String status, String office, String note,
                        List<Highlight.Piece> excerpt) {
    }

    @GetMapping("/cari")
    Mono<ResponseEntity<String>> search(Reader reader, ServerWebExchange exchange) {
        reader.allowing("office", "status", "class", "category", "from", "to", "q", "cursor");
        Actor actor = Pages.actor(exchange);
        return Mono.zip(cases.offices(), cases.colleagues(actor)).flatMap(known -> {
            CaseWords words = cases.words(known.getT1(), known.getT2(), exchange);
            Page empty = page(reader, known.getT1(), words).with("staff", actor.role().isStaff());
            return Mono.defer(() -> listing.list(reader, ROWS)).map(listed -> shown(empty, listed, reader, actor, words))
                    .onErrorResume(Refusal.class, refusal -> isAboutTheQuestion(refusal)
                            ? Mono.just(empty.refused(refusal.rule()).with("problem", inWords(refusal, exchange)))
                            : Mono.error(refusal));
        }).flatMap(page -> pages.show(page, exchange));
    }

    /** Who searches on a page has never heard of parameters. */
    private String inWords(Refusal refusal, ServerWebExchange exchange) {
        return refusal.rule() == RequestRule.PARAMETER_INVALID
                ? pages.say(exchange, refusal.field().filter("q"::equals).map(_ -> "casework.search.wrong.words")
                        .orElse("casework.search.wrong"))
                : refusal.text().in(Language.of(exchange).locale());
    }

    private static boolean isAboutTheQuestion(Refusal refusal) {
        return refusal.rule().kind() == Rule.Kind.MALFORMED || refusal.rule().kind() == Rule.Kind.UNPROCESSABLE
                || refusal.rule().kind() == Rule.Kind.NOT_NOW;
    }

    private static Page page(Reader reader, List<OfficeView> offices, CaseWords words) {
        Map<String, String> asked = new LinkedHashMap<>();
        FILTERS.forEach(name -> asked.put(name, reader.text(name).orElse("")));
        return Page.of("casework/search").with("asked", asked).with("offices", offices.stream().map(Choice::of).toList())
                .with("filtered", FILTERS.stream().skip(1).anyMatch(name -> !asked.get(name).isEmpty()))
                .with("statuses", Arrays.stream(ComplaintStatus.values())
                        .map(status -> new Choice(status.name(), status.text().in(words.locale()), "")).toList())
                .with("classes", CasePages.classes(true, words)).with("found", List.of()).with("next", null)
                .with("first", reader.text("cursor").isEmpty()).with("problem", null);
    }

    private static Page shown(Page empty, ListingComplaints.Listed listed, Reader reader, Actor actor, CaseWords words) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < listed.complaints().size(); i++) {
            Closeness closeness = listed.closeness().isEmpty() ? Closeness.AS_WRITTEN : listed.closeness().get(i);
            boolean apart = closeness != Closeness.AS_WRITTEN && (i == 0 || listed.closeness().get(i - 1) != closeness);
            found.add(found(listed.complaints().get(i), apart ? words.say("casework.closeness." + closeness) : null, actor, words));
        }
        return empty.with("found", found).with("next", listed.next().map(cursor -> next(reader, cursor)).orElse(null));
    }

    private static Found found(ComplaintAnswer complaint, String note, Actor actor, CaseWords words) {
        return new Found(WorkPages.row(complaint, words), actor.role().isStaff() ? "/kerja/" + complaint.id() : null,
                complaint.statusText().in(words.locale()), complaint.officeId().map(words::office).orElse(""), note,
                complaint.highlights().flatMap(highlights -> highlights.stream().filter(highlight ->
                        highlight.field() != Highlight.Field.TITLE).findFirst().or(() -> highlights.stream().findFirst()))
                        .map(Highlight::excerpt).orElse(List.of()));
    }

    private static String next(Reader reader, String cursor) {
        StringBuilder address = new StringBuilder("/cari?cursor=").append(cursor);
        FILTERS.forEach(name -> reader.text(name).ifPresent(text -> address.append('&').append(name).append('=')
                .append(UriUtils.encode(text, StandardCharsets.UTF_8))));
        return address.toString();
    }
}
