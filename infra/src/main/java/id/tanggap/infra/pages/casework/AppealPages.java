package id.tanggap.infra.pages.casework;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.Way;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.office.OfficeView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What reporters appealed against at the offices right below one, for its head, who may decide it as the inspectorate may. They see
 * of it what everybody does: a complaint's texts are for the office that has it.
 */
@ForRole(TanggapProperties.Role.QUERY)
@Controller
final class AppealPages {

    /** Of each office; the page says where there are more. */
    private static final int MOST = 50;

    /** So many offices are looked at together. */
    private static final int TOGETHER = 4;

    private final Pages pages;
    private final Cases cases;
    private final ReadingComplaints complaints;

    AppealPages(Pages pages, Cases cases, ReadingComplaints complaints) {
        this.pages = pages;
        this.cases = cases;
        this.complaints = complaints;
    }

    /** An appeal that waits. */
    public record Row(String link, String title, String office, String submitted) {
    }

    @GetMapping(path = "/banding", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> appeals(Reader reader, ServerWebExchange exchange) {
        Actor actor = Pages.staff(exchange);
        if (actor.role() != Role.OFFICE_HEAD) {
            return Mono.just(Page.seeOther(Way.first(actor.role()).map(Way::path).orElse("/cari")));
        }
        return cases.offices().flatMap(all -> {
            List<OfficeId> below = all.stream().filter(office -> office.parent().filter(actor::belongsTo).isPresent())
                    .map(OfficeView::id).toList();
            return Flux.fromIterable(below).flatMapSequential(office -> complaints.list(filter(office), Optional.empty(), MOST, reader),
                    TOGETHER).collectList().flatMap(found -> {
                        CaseWords words = cases.words(all, List.of(), exchange);
                        return pages.show(Page.of("casework/appeals").with("office", words.office(actor.office().orElseThrow()))
                                .with("below", below.size()).with("rows", found.stream().flatMap(listed -> listed.complaints().stream())
                                        .sorted(Comparator.comparing(ComplaintAnswer::submittedOn))
                                        .map(complaint -> row(complaint, words, exchange)).toList())
                                .with("more", found.stream().anyMatch(listed -> listed.next().isPresent())), exchange);
                    });
        });
    }

    private static Complaints.Filter filter(OfficeId office) {
        return new Complaints.Filter(Optional.of(office), Optional.of(ComplaintStatus.APPEALED), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false);
    }

    private Row row(ComplaintAnswer complaint, CaseWords words, ServerWebExchange exchange) {
        return new Row("/kerja/" + complaint.id(), Cases.title(complaint, words), complaint.officeId().map(words::office).orElse(""),
                pages.day(exchange, complaint.submittedOn()));
    }
}
