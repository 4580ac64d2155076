package id.tanggap.infra.pages.inspectorate;

import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.Complaints;
import id.tanggap.query.complaint.DeadlineAnswer;
import id.tanggap.query.complaint.PendingRequests.Kind;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.ReadingRequests;
import id.tanggap.query.inspection.InspectionAnswer;
import id.tanggap.query.inspection.ReadingInspections;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the inspectorate has open: where its people begin. */
@ForRole(Role.QUERY)
@Controller
final class OpenPage {

    /** Of each kind; the page says where there are more. */
    private static final int MOST = 50;

    private final Pages pages;
    private final ReadingRequests requests;
    private final ReadingComplaints complaints;
    private final ReadingInspections inspections;
    private final Offices offices;

    OpenPage(Pages pages, ReadingRequests requests, ReadingComplaints complaints, ReadingInspections inspections, Offices offices) {
        this.pages = pages;
        this.requests = requests;
        this.complaints = complaints;
        this.inspections = inspections;
        this.offices = offices;
    }

    /**
     * Something that waits.
     *
     * @param about may be empty
     * @param tag   may be empty
     * @param tone  {@code good}, {@code warn}, {@code bad} or empty
     */
    public record Item(String link, String title, String about, String tag, String tone) {
    }

    /**
     * All that waits of one kind, what is most urgent first.
     *
     * @param more whether there are others beyond these
     */
    public record Queue(String name, List<Item> items, boolean more) {
    }

    @GetMapping(path = "/inspektorat", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> open(Reader reader, ServerWebExchange exchange) {
        // this refuses whoever may not know, so it comes before anything else is asked
        return requests.waiting(Kind.IDENTITY_REVEAL, MOST, reader).flatMap(reveals -> Mono.zip(
                        requests.waiting(Kind.ERASURE, MOST, reader),
                        complaints.list(filter(ComplaintStatus.APPEALED, false), Optional.empty(), MOST, reader),
                        complaints.list(filter(ComplaintStatus.SUBMITTED, true), Optional.empty(), MOST, reader),
                        inspections.open(MOST, reader), offices.all())
                .map(found -> {
                    Map<OfficeId, String> names = OfficeView.names(found.getT5());
                    return List.of(complaints("appeals", found.getT2(), names, exchange),
                            complaints("accusations", found.getT3(), names, exchange),
                            requests("reveals", reveals, names, exchange),
                            requests("erasures", found.getT1(), names, exchange),
                            inspections(found.getT4(), names, exchange));
                }))
                .flatMap(queues -> pages.show(Page.of("inspectorate/open").with("queues", queues), exchange));
    }

    private static Complaints.Filter filter(ComplaintStatus status, boolean withheldOnly) {
        return new Complaints.Filter(Optional.empty(), Optional.of(status), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), true, withheldOnly);
    }

    /** By the day on which something is due, where the law sets one; then, and among others, the oldest first. */
    private Queue complaints(String name, ReadingComplaints.Listed listed, Map<OfficeId, String> names,
                             ServerWebExchange exchange) {
        Comparator<ComplaintAnswer> urgency = Comparator.comparing((ComplaintAnswer complaint) ->
                due(complaint).flatMap(DeadlineAnswer::lastDay).orElse(LocalDate.MAX)).thenComparing(ComplaintAnswer::submittedOn);
        return new Queue(name, listed.complaints().stream().sorted(urgency).map(complaint -> new Item(
                DecidingPages.path(complaint.id()), complaint.content().flatMap(ComplaintAnswer.Content::title)
                        .orElseGet(() -> pages.say(exchange, "inspectorate.erased")),
                pages.say(exchange, "inspectorate.submitted", pages.day(exchange, complaint.submittedOn()))
                        + complaint.officeId().or(complaint::aboutOfficeId).map(names::get).map(office -> ". " + office).orElse(""),
                due(complaint).map(deadline -> said(deadline, exchange)).orElse(""),
                due(complaint).map(deadline -> deadline.state() == DeadlineAnswer.State.LATE ? "bad" : "warn").orElse("")))
                .toList(), listed.next().isPresent());
    }

    /** What is due next, if a limit runs at all. */
    private static Optional<DeadlineAnswer> due(ComplaintAnswer complaint) {
        return complaint.deadlines().stream().filter(deadline -> deadline.lastDay().isPresent()).findFirst();
    }

    private String said(DeadlineAnswer deadline, ServerWebExchange exchange) {
        return pages.say(exchange, "inspectorate.due", pages.day(exchange, deadline.lastDay().orElseThrow()));
    }

    private Queue requests(String name, ReadingRequests.Listed listed, Map<OfficeId, String> names, ServerWebExchange exchange) {
        String me = Pages.actor(exchange).id();
        return new Queue(name, listed.requests().stream().map(request -> {
            boolean mine = name.equals("reveals") && request.by().filter(by -> by.id().equals(me)).isPresent();
            return new Item(name.equals("erasures") ? ErasurePages.path(request.complaintId())
                    : DecidingPages.path(request.complaintId()), request.reason().orElseGet(() ->
                    pages.say(exchange, "inspectorate.no-reason")),
                    pages.say(exchange, "inspectorate.asked", pages.day(exchange, request.askedOn()),
                            request.by().map(by -> by.id()).orElse("-"))
                            + request.officeId().map(names::get).map(office -> ". " + office).orElse(""),
                    mine ? pages.say(exchange, "inspectorate.another-person") : "", mine ? "warn" : "");
        }).toList(), listed.next().isPresent());
    }

    private Queue inspections(ReadingInspections.Listed listed, Map<OfficeId, String> names, ServerWebExchange exchange) {
        ZoneId zone = complaints.zone();
        return new Queue("inspections", listed.inspections().stream().map(inspection -> new Item(
                InspectionPages.path(inspection.id()), inspection.reason().orElseGet(() -> pages.say(exchange, "inspectorate.erased")),
                inspection.openedAt().map(at -> pages.say(exchange, "inspectorate.opened",
                        pages.day(exchange, LocalDate.ofInstant(at, zone)), inspection.openedBy().orElse("-"))).orElse("")
                        + inspection.officeId().map(names::get).map(office -> ". " + office).orElse(""),
                pages.say(exchange, "inspectorate.findings", inspection.findings().size(), unsent(inspection)), "")).toList(),
                listed.next().isPresent());
    }

    private static long unsent(InspectionAnswer inspection) {
        return inspection.recommendations().stream().filter(recommendation -> recommendation.sentAt().isEmpty()).count();
    }
}
