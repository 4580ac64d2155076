package id.tanggap.infra.pages.inspectorate;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Sender;
import id.tanggap.command.inspection.HandlingInspections;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.inspection.InspectionAnswer;
import id.tanggap.query.inspection.ReadingInspections;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** Inspections: for inspectors to open, fill and close, and for heads of offices to read and answer what was sent to them. */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(path = "/inspektorat/pemeriksaan", produces = MediaType.TEXT_HTML_VALUE)
final class InspectionPages {

    private static final String PATH = "/inspektorat/pemeriksaan";
    private static final String REASON = "reason";

    private final Pages pages;
    private final ReadingInspections inspections;
    private final HandlingInspections handling;
    private final Offices offices;
    private final Progress progress;
    private final Validator validator;
    private final ZoneId zone;

    /** @param zone of the days that are told */
    InspectionPages(Pages pages, ReadingInspections inspections, HandlingInspections handling, Offices offices, Progress progress,
                    Validator validator, ZoneId zone) {
        this.pages = pages;
        this.inspections = inspections;
        this.handling = handling;
        this.offices = offices;
        this.progress = progress;
        this.validator = validator;
        this.zone = zone;
    }

    static String path(InspectionId id) {
        return PATH + "/" + id;
    }

    /** One of a list. @param about may be empty */
    public record Row(String link, String title, String about, String status, boolean open, int findings, int recommendations) {
    }

    /** Something that somebody wrote. @param severity may be empty */
    public record Finding(int number, String text, String severity, String by) {
    }

    /** @param rests on which findings; may be empty; @param due may be empty; @param sent empty if it was not sent */
    public record Recommendation(int number, String office, String text, String rests, String due, String sent,
                                 List<Finding> followUps) {
    }

    @GetMapping
    Mono<ResponseEntity<String>> all(Reader reader, ServerWebExchange exchange) {
        return Mono.zip(Mono.defer(() -> inspections.list(reader)), offices.all(), (listed, all) -> {
            Map<OfficeId, String> names = OfficeView.names(all);
            return Page.of("inspectorate/inspections").with("rows", listed.inspections().stream().map(inspection ->
                            new Row(path(inspection.id()), inspection.reason().orElseGet(() -> pages.say(exchange,
                                    "inspection.of-your-office")), matter(inspection, names, exchange),
                                    inspection.statusText().in(locale(exchange)), inspection.status() == InspectionStatus.OPEN,
                                    inspection.findings().size(), inspection.recommendations().size())).toList())
                    .with("next", listed.next().map(next -> PATH + "?cursor=" + next
                            + reader.text("status").map(status -> "&status=" + status).orElse("")).orElse(null))
                    .with("status", reader.text("status").orElse("")).with("inspector", isInspector(reader));
        }).flatMap(page -> pages.show(page, exchange));
    }

    private static boolean isInspector(Reader reader) {
        return reader.actor().role() == id.tanggap.kernel.Role.INSPECTOR;
    }

    private String matter(InspectionAnswer inspection, Map<OfficeId, String> names, ServerWebExchange exchange) {
        return inspection.officeId().map(office -> names.getOrDefault(office, "-"))
                .orElseGet(() -> inspection.complaintId().map(complaint -> pages.say(exchange, "inspection.complaint", complaint))
                        .orElse(""));
    }

    /** The form with which one is opened, about a complaint or an office. */
    @GetMapping("/baru")
    Mono<ResponseEntity<String>> opening(Reader reader, ServerWebExchange exchange) {
        if (!isInspector(reader)) {
            return Mono.error(Refusal.of(InspectorateRule.PAGE_IS_FOR_INSPECTORS));
        }
        return opening(Map.of()).flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> opening(Map<String, String> typed) {
        return offices.all().map(all -> Page.of("inspectorate/opening").with("typed", typed).with("offices", choices(all))
                .with("key", UUID.randomUUID().toString()));
    }

    private static List<Choice> choices(List<OfficeView> all) {
        return all.stream().map(Choice::of).toList();
    }

    @PostMapping
    Mono<ResponseEntity<String>> open(Sender sender, Reader reader, ServerWebExchange exchange) {
        if (!isInspector(reader)) {
            return Mono.error(Refusal.of(InspectorateRule.PAGE_IS_FOR_INSPECTORS));
        }
        return Pages.form(exchange).flatMap(form -> {
            Optional<ComplaintId> complaint = Choice.taken(form.text("complaint"), ComplaintId::of);
            Optional<OfficeId> office = Choice.taken(form.text("office"), OfficeId::of);
            Mistakes mistakes = complaint.isPresent() == office.isPresent()
                    ? Mistakes.in("complaint", pages.say(exchange, "inspection.matter.missing")) : Mistakes.NONE;
            mistakes = DecidingPages.text(mistakes, REASON, true, form, pages, validator, exchange);
            Mono<Page> again = opening(form.fields().toSingleValueMap());
            if (!mistakes.isEmpty()) {
                Mistakes wrong = mistakes;
                return again.flatMap(page -> pages.show(page.with(wrong), exchange));
            }
            return Mono.defer(() -> handling.open(new HandlingInspections.Opening(complaint.orElse(null), office.orElse(null),
                            form.text(REASON)), sender.saying("Idempotency-Key", form.text("key"))))
                    .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()).thenReturn(Page.seeOther(PATH + "/" + receipt.answer().id())))
                    .onErrorResume(Refusal.class, refusal -> refused(again, refusal, exchange));
        });
    }

    private Mono<ResponseEntity<String>> refused(Mono<Page> again, Refusal refusal, ServerWebExchange exchange) {
        return again.flatMap(page -> pages.show(page.refused(refusal, exchange), exchange));
    }

    /** @param did what was just done, to say that it was */
    @GetMapping("/{id}")
    Mono<ResponseEntity<String>> one(@PathVariable InspectionId id, @RequestParam(name = "baru", defaultValue = "") String did,
                                     Reader reader, ServerWebExchange exchange) {
        return page(id, reader, exchange).map(page -> Step.of(did).map(step ->
                        page.with("did", pages.say(exchange, "inspection.did." + step.path()))).orElse(page))
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> page(InspectionId id, Reader reader, ServerWebExchange exchange) {
        return Mono.zip(inspections.one(id, reader), offices.all(), (inspection, all) -> {
            Map<OfficeId, String> names = OfficeView.names(all);
            return Page.of("inspectorate/inspection").with("inspection", inspection)
                    .with("heading", inspection.reason().orElseGet(() -> pages.say(exchange, "inspection.of-your-office")))
                    .with("matter", matter(inspection, names, exchange)).with("status", inspection.statusText().in(locale(exchange)))
                    .with("opened", inspection.openedAt().map(at -> by(inspection.openedBy().orElse("-"), at, exchange)).orElse(""))
                    .with("findings", inspection.findings().stream().map(finding -> new Finding(finding.number(),
                            written(finding.text(), exchange), finding.severity().map(severity ->
                                    pages.say(exchange, "severity." + severity)).orElse(""),
                            by(finding.by(), finding.at(), exchange))).toList())
                    .with("recommendations", inspection.recommendations().stream().map(recommendation -> new Recommendation(
                            recommendation.number(), names.getOrDefault(recommendation.officeId(), "-"),
                            written(recommendation.text(), exchange), recommendation.findings().stream().map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                            recommendation.dueOn().map(day -> pages.day(exchange, day)).orElse(""),
                            recommendation.sentAt().map(at -> pages.day(exchange, LocalDate.ofInstant(at, zone))).orElse(""),
                            recommendation.followUps().stream().map(report -> new Finding(0, written(report.text(), exchange), "",
                                    by(report.by(), report.at(), exchange))).toList())).toList())
                    .with("closure", inspection.closure().orElse(null))
                    .with("conclusion", inspection.closure().map(closure -> closure.conclusionText().in(locale(exchange))).orElse(""))
                    .with("summary", inspection.closure().map(closure -> written(closure.summary(), exchange)).orElse(""))
                    .with("steps", Step.offered(inspection, reader.actor()).stream().map(Step::name).collect(Collectors.toSet()))
                    .with("offices", Choice.active(all))
                    .with("severities", Arrays.stream(Severity.values()).map(severity -> new Choice(severity.name(),
                            pages.say(exchange, "severity." + severity), "")).toList())
                    .with("conclusions", Arrays.stream(Conclusion.values()).map(conclusion -> new Choice(conclusion.name(),
                            conclusion.text().in(locale(exchange)), "")).toList())
                    .with("key", UUID.randomUUID().toString()).with("typed", Map.of()).with("tried", "")
                    .with("inspector", isInspector(reader));
        });
    }

    private String written(Optional<String> text, ServerWebExchange exchange) {
        return text.orElseGet(() -> pages.say(exchange, "inspectorate.erased"));
    }

    private String by(String account, Instant at, ServerWebExchange exchange) {
        return account + ", " + pages.moment(exchange, at, zone);
    }

    @PostMapping("/{id}/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable InspectionId id, @PathVariable String path, Sender sender, Reader reader,
                                     ServerWebExchange exchange) {
        Step step = Step.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = page(id, reader, exchange).map(page -> page.with("typed", form.fields().toSingleValueMap())
                    .with("tried", step.name() + form.text("number")));
            Mistakes mistakes = mistakes(step, form, exchange);
            if (!mistakes.isEmpty()) {
                return again.flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            Sender saying = sender.saying("Idempotency-Key", form.text("key"))
                    .saying("If-Match", step == Step.FOLLOW_UP ? "" : "\"" + form.text("sequence") + "\"");
            return Mono.defer(() -> send(step, id, form, saying)).flatMap(receipt ->
                            progress.reachedOrWaitedFor(receipt.position()).thenReturn(Page.seeOther(path(id) + "?baru=" + step.path())))
                    .onErrorResume(Refusal.class, refusal -> refused(again, refusal, exchange));
        });
    }

    private Mono<Receipt> send(Step step, InspectionId id, Pages.Form form, Sender sender) {
        String text = form.text(field(step, form));
        return switch (step) {
            case FIND -> handling.find(id, new HandlingInspections.Finding(text,
                    Choice.taken(Severity.class, form.text("severity")).orElse(null)), sender);
            case RECOMMEND -> handling.recommend(id, new HandlingInspections.Recommendation(
                    Choice.taken(form.text("office"), OfficeId::of).orElseThrow(), text, numbers(form), day(form).orElse(null)), sender);
            case SEND -> handling.sendReport(id, sender);
            case CLOSE -> handling.close(id, new HandlingInspections.Closure(
                    Choice.taken(Conclusion.class, form.text("conclusion")).orElseThrow(), text), sender);
            case FOLLOW_UP -> handling.followUp(id, Integer.parseInt(form.text("number")),
                    new HandlingInspections.FollowUp(text), sender);
        };
    }

    private static List<Integer> numbers(Pages.Form form) {
        return form.fields().getOrDefault("findings", List.of()).stream().filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::valueOf).toList();
    }

    private static Optional<LocalDate> day(Pages.Form form) {
        try {
            return form.said("due").map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Mistakes mistakes(Step step, Pages.Form form, ServerWebExchange exchange) {
        Mistakes mistakes = Mistakes.NONE;
        if (step == Step.RECOMMEND && Choice.taken(form.text("office"), OfficeId::of).isEmpty()) {
            mistakes = mistakes.and("office", pages.say(exchange, "deciding.office.missing"));
        }
        if (step == Step.RECOMMEND && form.said("due").isPresent() && day(form).isEmpty()) {
            mistakes = mistakes.and("due", pages.say(exchange, "inspection.due.wrong"));
        }
        if (step == Step.CLOSE && Choice.taken(Conclusion.class, form.text("conclusion")).isEmpty()) {
            mistakes = mistakes.and("conclusion", pages.say(exchange, "inspection.conclusion.missing"));
        }
        if (step == Step.FOLLOW_UP && !form.text("number").matches("[1-9]\\d{0,3}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return DecidingPages.text(mistakes, field(step, form), step != Step.SEND, form, pages, validator, exchange);
    }

    /** There may be several recommendations to report about on one page. */
    private static String field(Step step, Pages.Form form) {
        return step == Step.FOLLOW_UP ? step.field() + form.text("number") : step.field();
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }
}
