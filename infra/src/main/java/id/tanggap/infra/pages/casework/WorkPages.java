package id.tanggap.infra.pages.casework;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.Way;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.CheckingHints;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ListingComplaints;
import id.tanggap.query.complaint.WorkList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What must be done next, what is due first above: an office's inbox, and the queue of those who check. */
@ForRole(TanggapProperties.Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class WorkPages {

    private static final int ROWS = 20;
    /** Each with forms of its own, to be looked at one after the other. */
    private static final int WAITING = 5;

    private final Pages pages;
    private final Cases cases;
    private final ListingComplaints listing;

    WorkPages(Pages pages, Cases cases, ListingComplaints listing) {
        this.pages = pages;
        this.cases = cases;
        this.listing = listing;
    }

    /** A part of the list. @param count how many there are in it */
    public record Tab(String path, String title, long count, boolean here) {
    }

    /**
     * A case in a list.
     *
     * @param hands   who has it, or what waits
     * @param due     null if nothing is
     * @param excerpt the beginning of what was said
     */
    public record Row(String id, String title, String classification, String meta, String hands, boolean drafted, int others,
                      CaseWords.Due due, String excerpt) {
    }

    /**
     * Those who check find theirs at {@code /verifikasi}; for them this leads there.
     *
     * @param reader may ask for a share and go on at a cursor, as in {@code GET /api/v1/work}
     */
    @GetMapping("/kerja")
    Mono<ResponseEntity<String>> inbox(Reader reader, ServerWebExchange exchange) {
        Actor actor = Pages.staff(exchange);
        if (!actor.role().belongsToAnOffice()) {
            return Mono.just(Page.seeOther(Way.first(actor.role()).map(Way::path).orElse("/cari")));
        }
        reader.allowing("share", "cursor", "baru");
        WorkList.Share share = reader.oneOf("share", WorkList.Share.class).orElse(WorkList.Share.ALL);
        return Mono.zip(listing.work(reader, ROWS), cases.offices(), cases.colleagues(actor)).flatMap(found -> {
            CaseWords words = cases.words(found.getT2(), found.getT3(), exchange);
            return pages.show(did(Page.of("casework/inbox").with("office", words.office(actor.office().orElseThrow()))
                    .with("officeId", actor.office().orElseThrow().toString())
                    .with("tabs", tabs(share, found.getT1().counts(), words)).with("share", share.name())
                    .with("rows", found.getT1().complaints().stream().map(complaint -> row(complaint, words)).toList())
                    .with("next", found.getT1().next().map(cursor -> "/kerja?share=" + share + "&cursor=" + cursor).orElse(null))
                    .with("first", reader.text("cursor").isEmpty()), reader, exchange), exchange);
        });
    }

    private static List<Tab> tabs(WorkList.Share here, Map<WorkList.Share, Long> counts, CaseWords words) {
        return Arrays.stream(WorkList.Share.values()).map(share -> new Tab("/kerja?share=" + share,
                words.say("casework.share." + share), counts.getOrDefault(share, 0L), share == here)).toList();
    }

    /** What was just done. */
    private Page did(Page page, Reader reader, ServerWebExchange exchange) {
        Optional<Move> move = reader.text("baru").flatMap(Move::of);
        return page.with("did", move.map(its -> pages.say(exchange, "casework.did." + its)).orElse(null));
    }

    /** A case that waits for its check, with what helps to decide. */
    public record Waiting(Row row, String etag, String key, int seen, String takenFor, String reporter, String asked,
                          List<Choice> suggested, List<Cases.AlikeCase> alike, boolean mayRefer, boolean mayMerge) {
    }

    @GetMapping("/verifikasi")
    Mono<ResponseEntity<String>> queue(Reader reader, ServerWebExchange exchange) {
        Actor actor = Pages.staff(exchange);
        if (actor.role() != Role.COORDINATOR && actor.role() != Role.INSPECTOR) {
            return Mono.just(Page.seeOther(Way.first(actor.role()).map(Way::path).orElse("/cari")));
        }
        reader.allowing("share", "cursor", "baru");
        return Mono.zip(listing.work(reader, WAITING), cases.offices()).flatMap(found -> {
            CaseWords words = cases.words(found.getT2(), List.of(), exchange);
            return Flux.fromIterable(found.getT1().complaints()).concatMap(complaint -> cases.hints(complaint, reader)
                            .map(hints -> waiting(complaint, hints, words))).collectList()
                    .flatMap(waiting -> pages.show(did(Page.of("casework/queue").with("waiting", waiting)
                            .with("count", found.getT1().counts().get(WorkList.Share.ALL))
                            .with("offices", Choice.active(found.getT2()))
                            .with("classes", CasePages.classes(actor.role() == Role.INSPECTOR, words))
                            .with("next", found.getT1().next().map(cursor -> "/verifikasi?cursor=" + cursor)
                                    .orElse(null))
                            .with("first", reader.text("cursor").isEmpty()), reader, exchange), exchange));
        });
    }

    private Waiting waiting(ComplaintAnswer complaint, CheckingHints.Hints hints, CaseWords words) {
        boolean free = complaint.withheld().isEmpty() && complaint.duplicates() == 0;
        return new Waiting(row(complaint, words), String.valueOf(complaint.sequence()), UUID.randomUUID().toString(), -1,
                complaint.handling().flatMap(ComplaintAnswer.Handling::takenFor).map(Enum::name).orElse(""),
                complaint.content().map(content -> words.say("casework.identity." + content.identity())).orElse(""),
                complaint.content().flatMap(ComplaintAnswer.Content::requestedOfficeId).map(words::office).orElse(""),
                Cases.suggested(hints, words), Cases.alike(hints, words), free, free);
    }

    static Row row(ComplaintAnswer complaint, CaseWords words) {
        Optional<ComplaintAnswer.Handling> handling = complaint.handling();
        boolean drafted = Move.draft(complaint).isPresent();
        String hands = drafted ? words.say("casework.drafted")
                : handling.filter(_ -> complaint.officeId().isPresent() && !complaint.status().ended())
                        .map(its -> its.officerId().map(words::person).orElseGet(() -> words.say("casework.nobody"))).orElse("");
        String address = Cases.address(complaint);
        String meta = complaint.category().value() + (address.isEmpty() ? "" : " · " + address) + " · "
                + words.say("casework.submitted-on", words.day(complaint.submittedOn()));
        return new Row(complaint.id().toString(), Cases.title(complaint, words),
                complaint.classification().map(its -> words.say("casework.class." + its)).orElse(""), meta, hands, drafted,
                complaint.duplicates(), words.next(complaint).orElse(null), excerpt(complaint));
    }

    private static String excerpt(ComplaintAnswer complaint) {
        String text = complaint.content().flatMap(ComplaintAnswer.Content::narrative).orElse("");
        int most = 240;
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf(' ', most);
        return text.substring(0, end > most / 2 ? end : most) + " …";
    }
}
