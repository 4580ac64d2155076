package id.tanggap.infra.pages.inspectorate;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.Forms;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.PendingRequests.Kind;
import id.tanggap.query.complaint.ReadingRequests;
import id.tanggap.query.complaint.ReadingRequests.ErasureAnswer;
import id.tanggap.query.complaint.ReadingRequests.RequestAnswer;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Whose data is asked to be erased: the same pages for administrators and the inspectorate, who decide it, each with what they may
 * see of a request. A form says on which state it rests, and is one request however often it is sent.
 */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(path = "/penghapusan", produces = MediaType.TEXT_HTML_VALUE)
final class ErasurePages {

    private static final String PATH = "/penghapusan";
    private static final int MOST = 50;

    private final Pages pages;
    private final ReadingRequests requests;
    private final HandlingComplaints handling;
    private final Offices offices;
    private final Progress progress;
    private final Validator validator;

    ErasurePages(Pages pages, ReadingRequests requests, HandlingComplaints handling, Offices offices, Progress progress,
                 Validator validator) {
        this.pages = pages;
        this.requests = requests;
        this.handling = handling;
        this.offices = offices;
        this.progress = progress;
        this.validator = validator;
    }

    /** What can be done about one reporter's data. */
    enum Step {

        GRANT("kabulkan"), REFUSE("tolak"), RECORD("catat");

        private final String path;

        Step(String path) {
            this.path = path;
        }

        static Optional<Step> of(String path) {
            return Arrays.stream(values()).filter(step -> step.path.equals(path)).findFirst();
        }

        public String path() {
            return path;
        }

        /** One of its fields, which no other step has. */
        public String field(String name) {
            return path + "-" + name;
        }

        public boolean takesText() {
            return this != GRANT;
        }

        /** Of messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is offered, so that nobody is asked to fill in a form in vain. Whether it may be done is decided where it is done. */
        static Set<Step> offered(ErasureAnswer erasure) {
            if (erasure.erased().isPresent()) {
                return EnumSet.noneOf(Step.class);
            }
            if (erasure.waiting().isEmpty()) {
                return EnumSet.of(RECORD);
            }
            return erasure.status().ended() ? EnumSet.of(GRANT, REFUSE) : EnumSet.of(REFUSE);
        }
    }

    static String path(ComplaintId id) {
        return PATH + "/" + id;
    }

    /** A request that waits. @param reason said to those who may read it; empty for others */
    public record Row(String link, String number, String asked, String about, String reason) {
    }

    @GetMapping
    Mono<ResponseEntity<String>> all(Reader reader, ServerWebExchange exchange) {
        return Mono.defer(() -> requests.list(Kind.ERASURE, reader)).flatMap(listed -> list(listed, reader, exchange))
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> list(ReadingRequests.Listed listed, Reader reader, ServerWebExchange exchange) {
        return offices.all().map(OfficeView::names).map(names -> Page.of("inspectorate/erasures").with("rows",
                        listed.requests().stream().map(request -> row(request, names, exchange)).toList())
                .with("next", listed.next().map(next -> PATH + "?cursor=" + next).orElse(null)).with("inspector", isInspector(reader))
                .with("first", reader.text("cursor").isPresent()).with("typed", ""));
    }

    private static boolean isInspector(Reader reader) {
        return reader.actor().role() == id.tanggap.kernel.Role.INSPECTOR;
    }

    private Row row(RequestAnswer request, Map<OfficeId, String> names, ServerWebExchange exchange) {
        return new Row(path(request.complaintId()), request.complaintId().toString(), pages.day(exchange, request.askedOn()),
                request.statusText().in(locale(exchange)) + request.officeId().map(names::get).map(office -> ". " + office).orElse(""),
                request.reason().orElse(""));
    }

    /** A complaint that somebody has the number of, for a request that came on paper. */
    @GetMapping("/cari")
    Mono<ResponseEntity<String>> find(@RequestParam(name = "laporan", defaultValue = "") String number, Reader reader,
                                      ServerWebExchange exchange) {
        return Mono.defer(() -> requests.waiting(Kind.ERASURE, MOST, reader)).flatMap(listed -> {
            try {
                return Mono.just(Page.seeOther(path(ComplaintId.of(number.strip()))));
            } catch (IllegalArgumentException _) {
                return list(listed, reader, exchange).flatMap(page -> pages.show(page.with("typed", number).with(Mistakes.in("laporan",
                        pages.say(exchange, "erasure.number.wrong"))), exchange));
            }
        });
    }

    /** @param did what was just done, to say that it was */
    @GetMapping("/{id}")
    Mono<ResponseEntity<String>> one(@PathVariable ComplaintId id, @RequestParam(name = "baru", defaultValue = "") String did,
                                     Reader reader, ServerWebExchange exchange) {
        return page(id, reader, exchange).map(page -> Step.of(did).map(step ->
                        page.with("did", pages.say(exchange, "erasure.did." + step.key()))).orElse(page))
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> page(ComplaintId id, Reader reader, ServerWebExchange exchange) {
        return Mono.defer(() -> requests.erasure(id, reader)).zipWith(offices.all(), (erasure, all) -> {
            Map<OfficeId, String> names = OfficeView.names(all);
            Locale locale = locale(exchange);
            return Page.of("inspectorate/erasure").with("erasure", erasure).with("inspector", isInspector(reader))
                    .with("status", erasure.statusText().in(locale)).with("submitted", pages.day(exchange, erasure.submittedOn()))
                    .with("office", erasure.officeId().map(names::get).orElse(""))
                    .with("asked", erasure.waiting().map(waiting -> pages.day(exchange, waiting.askedOn())).orElse(""))
                    .with("by", erasure.waiting().flatMap(RequestAnswer::by).map(by -> (by.role().isStaff() ? by.id() + ", " : "")
                            + pages.known(exchange, "role." + by.role()).orElse(by.role().name())).orElse(""))
                    .with("reason", erasure.waiting().flatMap(RequestAnswer::reason).orElse(""))
                    .with("erasedOn", erasure.erased().map(erased -> pages.day(exchange, erased.on())).orElse(""))
                    .with("ground", erasure.erased().map(erased -> erased.legalGround().text().in(locale) + " ("
                            + erased.legalGround().article() + ")").orElse(""))
                    .with("steps", Step.offered(erasure)).with("granting", grounds(true, locale))
                    .with("refusing", grounds(false, locale)).with("key", UUID.randomUUID().toString()).with("typed", Map.of())
                    .with("tried", "");
        });
    }

    private static List<Choice> grounds(boolean granting, Locale locale) {
        return Arrays.stream(LegalGround.values()).filter(ground -> ground.grants() == granting)
                .map(ground -> new Choice(ground.name(), ground.text().in(locale) + " (" + ground.article() + ")", "")).toList();
    }

    @PostMapping("/{id}/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable ComplaintId id, @PathVariable String path, Sender sender, Reader reader,
                                     ServerWebExchange exchange) {
        Step step = Step.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = page(id, reader, exchange).map(page ->
                    page.with("typed", form.fields().toSingleValueMap()).with("tried", step.name()));
            Mistakes mistakes = mistakes(step, form, exchange);
            if (!mistakes.isEmpty()) {
                return again.flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> send(step, id, form, form.onState(sender)))
                    .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                    .thenReturn(Page.seeOther(path(id) + "?baru=" + step.path()))
                    .onErrorResume(Refusal.class, refusal -> again.flatMap(page -> pages.show(page.refused(refusal, exchange), exchange)));
        });
    }

    private Mono<Receipt> send(Step step, ComplaintId id, Pages.Form form, Sender sender) {
        String text = form.said(step.field("text")).orElse(null);
        return switch (step) {
            case RECORD -> handling.requestErasure(id, new Forms.ErasureRequest(text), sender);
            case GRANT -> handling.decideErasure(id, new Forms.ErasureDecision(Forms.ErasureDecision.Decision.GRANT,
                    ground(step, form).orElseThrow(), null), sender);
            case REFUSE -> handling.decideErasure(id, new Forms.ErasureDecision(Forms.ErasureDecision.Decision.REFUSE,
                    ground(step, form).orElseThrow(), text), sender);
        };
    }

    private static Optional<LegalGround> ground(Step step, Pages.Form form) {
        return Choice.taken(LegalGround.class, form.text(step.field("ground")));
    }

    private Mistakes mistakes(Step step, Pages.Form form, ServerWebExchange exchange) {
        Mistakes mistakes = step == Step.RECORD || ground(step, form).isPresent() ? Mistakes.NONE
                : Mistakes.in(step.field("ground"), pages.say(exchange, "deciding.ground.missing"));
        return DecidingPages.text(mistakes, step.field("text"), false, form, pages, validator, exchange);
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }
}
