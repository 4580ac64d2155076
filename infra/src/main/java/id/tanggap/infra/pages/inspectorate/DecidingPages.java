package id.tanggap.infra.pages.inspectorate;

import static id.tanggap.kernel.Role.INSPECTOR;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.LimitForm;
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
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.TimelineAnswer;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
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
 * One complaint, as far as the inspectorate decides about it: accusations that are to be forwarded, appeals, who is told who reported.
 * Whose data is erased is decided on {@link ErasurePages}. A form says on which state it rests, and is one request however often it is sent.
 */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(path = "/inspektorat/laporan/{id}", produces = MediaType.TEXT_HTML_VALUE)
final class DecidingPages {

    private final Pages pages;
    private final ReadingComplaints complaints;
    private final HandlingComplaints handling;
    private final Offices offices;
    private final Progress progress;
    private final Validator validator;

    DecidingPages(Pages pages, ReadingComplaints complaints, HandlingComplaints handling, Offices offices, Progress progress,
                  Validator validator) {
        this.pages = pages;
        this.complaints = complaints;
        this.handling = handling;
        this.offices = offices;
        this.progress = progress;
        this.validator = validator;
    }

    static String path(ComplaintId id) {
        return "/inspektorat/laporan/" + id;
    }

    /** Something that happened. @param text and {@code note} may be empty */
    public record Event(String what, String when, String who, String text, String note) {
    }

    /** @param did what was just done, to say that it was */
    @GetMapping
    Mono<ResponseEntity<String>> complaint(@PathVariable ComplaintId id, @RequestParam(name = "baru", defaultValue = "") String did,
                                           Reader reader, ServerWebExchange exchange) {
        return page(id, reader, exchange).map(page -> Act.of(did).map(act ->
                        page.with("did", pages.say(exchange, "deciding.did." + act.key()))).orElse(page))
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> page(ComplaintId id, Reader reader, ServerWebExchange exchange) {
        if (reader.actor().role() != INSPECTOR) {
            return Mono.error(Refusal.of(InspectorateRule.PAGE_IS_FOR_INSPECTORS));
        }
        return complaints.one(id, reader).flatMap(complaint -> Mono.zip(complaints.timeline(id, reader), offices.all(),
                (timeline, all) -> page(complaint, timeline, all, reader, exchange)));
    }

    private Page page(ComplaintAnswer complaint, List<TimelineAnswer> timeline, List<OfficeView> all, Reader reader,
                      ServerWebExchange exchange) {
        Map<OfficeId, String> names = OfficeView.names(all);
        Locale locale = locale(exchange);
        Set<Act> acts = Act.offered(complaint, reader.actor());
        return Page.of("inspectorate/complaint").with("complaint", complaint).with("acts", acts)
                .with("heading", complaint.content().flatMap(ComplaintAnswer.Content::title)
                        .orElseGet(() -> pages.say(exchange, "inspectorate.erased")))
                .with("status", complaint.statusText().in(locale)).with("submitted", pages.day(exchange, complaint.submittedOn()))
                .with("office", complaint.officeId().map(names::get).orElse(""))
                .with("accused", complaint.aboutOfficeId().map(names::get).orElse(""))
                .with("narrative", complaint.content().flatMap(ComplaintAnswer.Content::narrative).orElse(""))
                .with("reveal", complaint.handling().flatMap(ComplaintAnswer.Handling::revealRequested).map(asked ->
                        pages.say(exchange, asked.by().id().equals(reader.actor().id()) ? "deciding.reveal.mine"
                                : "deciding.reveal.asked", asked.by().id(), names.getOrDefault(asked.officeId(), "-"))).orElse(null))
                .with("erasure", complaint.handling().flatMap(ComplaintAnswer.Handling::erasureRequested).map(_ ->
                        pages.say(exchange, complaint.status().ended() ? "deciding.erasure.asked" : "deciding.erasure.early"))
                        .orElse(null))
                .with("events", events(timeline, names, exchange))
                .with("offices", Choice.active(all))
                .with("classes", Arrays.stream(Classification.values()).map(value -> new Choice(value.name(),
                        pages.say(exchange, "value." + value), "")).toList())
                .with("key", UUID.randomUUID().toString()).with("typed", Map.of()).with("tried", "");
    }

    private List<Event> events(List<TimelineAnswer> timeline, Map<OfficeId, String> names, ServerWebExchange exchange) {
        List<Event> events = new ArrayList<>();
        for (TimelineAnswer entry : timeline.reversed()) {
            events.add(new Event(entry.whatText().in(locale(exchange)), entry.at().map(at -> pages.moment(exchange, at,
                    complaints.zone())).orElseGet(() -> pages.day(exchange, entry.on())), entry.actor().map(actor ->
                            (actor.role().isStaff() ? actor.id() + ", " : "") + pages.known(exchange, "role." + actor.role())
                                    .orElse(actor.role().name())).orElse(""), entry.text().orElse(""),
                    entry.officeId().map(office -> names.getOrDefault(office, "")).orElse("")));
        }
        return events;
    }

    @PostMapping("/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable ComplaintId id, @PathVariable String path, Sender sender, Reader reader,
                                     ServerWebExchange exchange) {
        Act act = Act.of(path).filter(one -> one != Act.INSPECT)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> {
            Mistakes mistakes = mistakes(act, form, exchange);
            if (!mistakes.isEmpty()) {
                return again(id, act, form, reader, exchange).flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> send(act, id, form, form.onState(sender)))
                    .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                    .thenReturn(Page.seeOther(path(id) + "?baru=" + act.path()))
                    .onErrorResume(Refusal.class, refusal -> again(id, act, form, reader, exchange).flatMap(page ->
                            pages.show(page.refused(refusal, exchange), exchange)));
        });
    }

    /** The page as it is by now, with what was typed still there. */
    private Mono<Page> again(ComplaintId id, Act act, Pages.Form form, Reader reader, ServerWebExchange exchange) {
        return page(id, reader, exchange).map(page -> page.with("typed", form.fields().toSingleValueMap()).with("tried", act.name()));
    }

    private Mono<Receipt> send(Act act, ComplaintId id, Pages.Form form, Sender sender) {
        String text = form.said(act.field()).orElse(null);
        return switch (act) {
            case FORWARD -> handling.verify(id, new Forms.Verification(Forms.Verification.Decision.FORWARD,
                    office(act, form).orElseThrow(), Choice.taken(Classification.class, form.text(act.field("class"))).orElseThrow(), null),
                    sender);
            case RETURN -> handling.verify(id, new Forms.Verification(Forms.Verification.Decision.RETURN, null, null, text), sender);
            case REJECT -> handling.verify(id, new Forms.Verification(Forms.Verification.Decision.REJECT, null, null, text), sender);
            case UPHOLD -> handling.decideAppeal(id, new Forms.AppealDecision(Forms.AppealDecision.Decision.UPHOLD, text, null),
                    sender);
            case SEND_BACK -> handling.decideAppeal(id, new Forms.AppealDecision(Forms.AppealDecision.Decision.SEND_BACK, text,
                    new LimitForm(WorkingUnit.DAYS, days(act, form).orElseThrow())), sender);
            case REQUEST_REVEAL -> handling.requestReveal(id, new Forms.RevealRequest(text), sender);
            case APPROVE_REVEAL -> handling.decideReveal(id, new Forms.RevealDecision(Forms.RevealDecision.Decision.APPROVE, text),
                    sender);
            case REFUSE_REVEAL -> handling.decideReveal(id, new Forms.RevealDecision(Forms.RevealDecision.Decision.REFUSE, text),
                    sender);
            case INSPECT -> throw new IllegalArgumentException("an inspection has a page of its own");
        };
    }

    private static Optional<OfficeId> office(Act act, Pages.Form form) {
        return Choice.taken(form.text(act.field("office")), OfficeId::of);
    }

    private static Optional<Integer> days(Act act, Pages.Form form) {
        return form.said(act.field("days")).filter(text -> text.matches("[1-9]\\d{0,3}")).map(Integer::valueOf);
    }

    private Mistakes mistakes(Act act, Pages.Form form, ServerWebExchange exchange) {
        Mistakes mistakes = Mistakes.NONE;
        if (act == Act.FORWARD && office(act, form).isEmpty()) {
            mistakes = mistakes.and(act.field("office"), pages.say(exchange, "deciding.office.missing"));
        }
        if (act == Act.FORWARD && Choice.taken(Classification.class, form.text(act.field("class"))).isEmpty()) {
            mistakes = mistakes.and(act.field("class"), pages.say(exchange, "deciding.class.missing"));
        }
        if (act == Act.SEND_BACK && days(act, form).isEmpty()) {
            mistakes = mistakes.and(act.field("days"), pages.say(exchange, "deciding.days.missing"));
        }
        return text(mistakes, act.field(), act.needsText(), form, pages, validator, exchange);
    }

    /** One text is like another: by the rule of a message. @param needed whether it must be there */
    static Mistakes text(Mistakes before, String field, boolean needed, Pages.Form form, Pages pages, Validator validator,
                         ServerWebExchange exchange) {
        if (needed && form.said(field).isEmpty()) {
            return before.and(field, pages.say(exchange, "deciding.text.missing"));
        }
        return validator.validate(new Forms.Message(form.said(field).orElse("-"))).stream().findFirst()
                .map(violation -> before.and(field, Violations.text(violation).in(locale(exchange)))).orElse(before);
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }
}
