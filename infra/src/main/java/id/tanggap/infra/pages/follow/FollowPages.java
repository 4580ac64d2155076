package id.tanggap.infra.pages.follow;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.Forms;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.ToldOnPage;
import id.tanggap.infra.pages.attachments.AttachedFile;
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ComplaintView;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.TimelineAnswer;
import id.tanggap.query.complaint.TimelineEntry;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page of one report, for whoever has its code and secret. Both come in a form's body, never in an address; what opens the
 * page then stays with the browser, sealed, so that it can be asked for again.
 */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class FollowPages {

    private static final Envelopes.Kind PASS = new Envelopes.Kind("lacak", "/lacak", Duration.ofHours(1));
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPLAINT = "/lacak/laporan";
    private static final int BEST = 4;

    private final Pages pages;
    private final Envelopes envelopes;
    private final HandlingComplaints handling;
    private final ReadingComplaints complaints;
    private final Offices offices;
    private final Progress progress;
    private final Validator validator;

    FollowPages(Pages pages, Envelopes envelopes, HandlingComplaints handling, ReadingComplaints complaints, Offices offices,
                Progress progress, Validator validator) {
        this.pages = pages;
        this.envelopes = envelopes;
        this.handling = handling;
        this.complaints = complaints;
        this.offices = offices;
        this.progress = progress;
        this.validator = validator;
    }

    private record Opened(ComplaintAnswer complaint, List<TimelineAnswer> timeline) {
    }

    @GetMapping("/lacak")
    Mono<ResponseEntity<String>> begin(ServerWebExchange exchange) {
        return pages.show(beginning("", "").with("open", pass(exchange).isPresent()), exchange);
    }

    private static Page beginning(String code, String secret) {
        return Page.of("follow/begin").with("code", code).with("secret", secret);
    }

    @PostMapping("/lacak")
    Mono<ResponseEntity<String>> open(Reader reader, ServerWebExchange exchange) {
        return Pages.form(exchange).flatMap(form -> {
            Pass pass = new Pass(form.text("code").strip(), form.text("secret").strip());
            Mistakes mistakes = Mistakes.NONE;
            for (String field : List.of("code", "secret")) {
                if (form.said(field).isEmpty()) {
                    mistakes = mistakes.and(field, pages.say(exchange, "follow." + field + ".missing"));
                }
            }
            if (!mistakes.isEmpty()) {
                return pages.show(beginning(pass.code(), pass.secret()).with(mistakes), exchange);
            }
            return complaints.tracked(pass.code(), reader.asReporter(pass.secret())).map(_ -> {
                envelopes.keep(PASS, JSON.writeValueAsBytes(pass), exchange);
                return Page.seeOther(COMPLAINT);
            }).onErrorMap(Refusal.class, refusal -> unknown(refusal, beginning(pass.code(), pass.secret()), exchange));
        });
    }

    private ToldOnPage unknown(Refusal refusal, String code, ServerWebExchange exchange) {
        return unknown(refusal, beginning(code, ""), exchange);
    }

    private ToldOnPage unknown(Refusal refusal, Page page, ServerWebExchange exchange) {
        return new ToldOnPage(refusal, page.with(Mistakes.in("code",
                refusal.rule() == NotFound.COMPLAINT_NOT_FOUND ? pages.say(exchange, "follow.unknown")
                        : refusal.text().in(locale(exchange)))));
    }

    /** The page, with what is to be put right in one of its fields. */
    Mono<ResponseEntity<String>> told(Pass pass, Mistakes mistakes, Reader reader, ServerWebExchange exchange) {
        return opened(pass, reader).flatMap(opened -> page(pass, opened, exchange))
                .flatMap(page -> pages.show(page.with(mistakes), exchange))
                .onErrorMap(Refusal.class, refusal -> unknown(refusal, pass.code(), exchange));
    }

    /** This browser forgets what opens the report. */
    @PostMapping("/lacak/tutup")
    Mono<ResponseEntity<String>> close(ServerWebExchange exchange) {
        envelopes.forget(PASS, exchange);
        return Mono.just(Page.seeOther("/lacak"));
    }

    /** @param did what was just done, to say that it was */
    @GetMapping(COMPLAINT)
    Mono<ResponseEntity<String>> complaint(@RequestParam(name = "baru", defaultValue = "") String did, Reader reader,
                                           ServerWebExchange exchange) {
        Optional<Pass> pass = pass(exchange);
        if (pass.isEmpty()) {
            return Mono.just(Page.seeOther("/lacak"));
        }
        return opened(pass.get(), reader).flatMap(opened -> page(pass.get(), opened, exchange))
                .map(page -> Act.of(did).map(act -> page.with("did", pages.say(exchange, "follow.did." + act)))
                        .orElseGet(() -> did.equals(FollowAttachments.DID)
                                ? page.with("did", pages.say(exchange, "attachments.did")) : page))
                .flatMap(page -> pages.show(page, exchange))
                .onErrorMap(Refusal.class, refusal -> {
                    envelopes.forget(PASS, exchange);
                    return unknown(refusal, pass.get().code(), exchange);
                });
    }

    private Mono<Opened> opened(Pass pass, Reader reader) {
        Reader reporter = reader.asReporter(pass.secret());
        return complaints.tracked(pass.code(), reporter).flatMap(complaint -> complaints.timeline(complaint.id(), reporter)
                .map(timeline -> new Opened(complaint, timeline)));
    }

    private Mono<Page> page(Pass pass, Opened opened, ServerWebExchange exchange) {
        ComplaintAnswer complaint = opened.complaint();
        Stream<OfficeId> named = Stream.concat(complaint.officeId().stream(),
                opened.timeline().stream().flatMap(entry -> entry.officeId().stream()));
        return Flux.fromStream(named.distinct()).flatMap(offices::find).collectMap(OfficeView::id, OfficeView::name)
                .map(names -> {
                    Story story = new Story(pages, exchange, names);
                    Set<Act> acts = Act.offered(complaint, opened.timeline());
                    return Page.of("follow/complaint").with("complaint", complaint).with("code", pass.code())
                            .with("office", complaint.officeId().map(names::get).orElse(""))
                            .with("submitted", pages.day(exchange, complaint.submittedOn()))
                            .with("status", complaint.statusText().in(locale(exchange)))
                            .with("about", pages.say(exchange, "follow.status." + complaint.status()
                                    + (complaint.status() == ComplaintStatus.SUBMITTED && complaint.withheld().isPresent()
                                    ? ".withheld" : "")))
                            .with("answer", answer(complaint)).with("asked", asked(complaint, opened.timeline()))
                            .with("dues", story.dues(complaint)).with("events", story.events(opened.timeline()))
                            .with("acts", acts.stream().map(Act::name).collect(Collectors.toSet()))
                            .with("satisfaction", scores("follow.satisfaction.", exchange))
                            .with("scores", scores("follow.score.", exchange))
                            .with("elements", Arrays.stream(ServiceElement.values()).collect(Collectors.toMap(
                                    ServiceElement::name, element -> element.text().in(locale(exchange)), (a, _) -> a,
                                    java.util.LinkedHashMap::new)))
                            .with("attachments", AttachedFile.of(complaint, FollowAttachments.PATH, pages, exchange))
                            .with("attaching", !complaint.status().ended())
                            .with("key", UUID.randomUUID().toString()).with("typed", Map.of()).with("tried", "");
                });
    }

    /** What the office answered last, for good; empty if it has not. */
    private static String answer(ComplaintAnswer complaint) {
        return complaint.content().stream().flatMap(content -> content.responses().stream())
                .filter(response -> response.kind() == ComplaintView.Response.Kind.FINAL)
                .flatMap(response -> response.text().stream()).reduce("", (_, later) -> later);
    }

    /** What its reporter is asked to add; empty if nothing is asked for now. */
    private static String asked(ComplaintAnswer complaint, List<TimelineAnswer> timeline) {
        return complaint.status() != ComplaintStatus.RETURNED ? "" : timeline.stream()
                .filter(entry -> entry.what() == TimelineEntry.Fact.RETURNED)
                .flatMap(entry -> entry.text().stream()).reduce("", (_, later) -> later);
    }

    private List<Choice> scores(String key, ServerWebExchange exchange) {
        return IntStream.rangeClosed(1, BEST)
                .mapToObj(score -> new Choice(String.valueOf(score), pages.say(exchange, key + score), "")).toList();
    }

    @PostMapping(COMPLAINT + "/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable String path, Sender sender, Reader reader, ServerWebExchange exchange) {
        Act act = Act.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Pass> kept = pass(exchange);
        return kept.isEmpty() ? Mono.just(Page.seeOther("/lacak"))
                : Pages.form(exchange).flatMap(form -> act(act, form, kept.get(), sender, reader, exchange));
    }

    private Mono<ResponseEntity<String>> act(Act act, Pages.Form form, Pass pass, Sender sender, Reader reader,
                                             ServerWebExchange exchange) {
        Sender reporter = sender.saying("Tanggap-Secret", pass.secret()).saying("Idempotency-Key", form.text("key"));
        return Mono.defer(() -> {
            ComplaintId id = about(form);
            return opened(pass, reader).flatMap(opened -> {
                // another report may have been opened in this browser since
                if (!opened.complaint().id().equals(id)) {
                    return Mono.error(Refusal.of(NotFound.COMPLAINT_NOT_FOUND));
                }
                Mistakes mistakes = mistakes(act, form, exchange);
                return mistakes.isEmpty() ? send(act, id, form, reporter)
                                .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                                .thenReturn(Page.seeOther(COMPLAINT + "?baru=" + act.path()))
                                .onErrorResume(Refusal.class, refusal -> refused(act, form, pass, opened, refusal, exchange))
                        : again(act, form, pass, opened, exchange).flatMap(page -> pages.show(page.with(mistakes), exchange));
            });
        }).onErrorMap(Refusal.class, refusal -> unknown(refusal, pass.code(), exchange));
    }

    private static ComplaintId about(Pages.Form form) {
        try {
            return ComplaintId.of(form.text("id"));
        } catch (IllegalArgumentException _) {
            throw Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
        }
    }

    private Mono<ResponseEntity<String>> refused(Act act, Pages.Form form, Pass pass, Opened opened, Refusal refusal,
                                                 ServerWebExchange exchange) {
        return again(act, form, pass, opened, exchange).flatMap(page -> pages.show(page.refused(refusal, exchange), exchange));
    }

    /** The page with what was typed still there. */
    private Mono<Page> again(Act act, Pages.Form form, Pass pass, Opened opened, ServerWebExchange exchange) {
        return page(pass, opened, exchange).map(page -> page.with("typed", form.fields().toSingleValueMap())
                .with("tried", act.name()));
    }

    private Mono<Receipt> send(Act act, ComplaintId id, Pages.Form form, Sender reporter) {
        String text = text(act, form);
        return switch (act) {
            case ACCEPT -> handling.reply(id, new Forms.Reply(Forms.Reply.Decision.ACCEPT, text), reporter);
            case OBJECT -> handling.reply(id, new Forms.Reply(Forms.Reply.Decision.OBJECT, text), reporter);
            case COMPLETE -> handling.complete(id, new Forms.Completion(text), reporter);
            case CONFIRM_SOLVED -> handling.answerWhetherSolved(id, new Forms.Solved(true, text), reporter);
            case REPORT_UNSOLVED -> handling.answerWhetherSolved(id, new Forms.Solved(false, text), reporter);
            case EVALUATE -> handling.evaluate(id, evaluation(form), reporter);
            case APPEAL -> handling.appeal(id, new Forms.Appeal(text), reporter);
            case WRITE -> handling.write(id, new Forms.Message(text), reporter);
            case WITHDRAW -> handling.withdraw(id, new Forms.Withdrawal(text), reporter);
            case ERASE -> handling.requestErasure(id, new Forms.ErasureRequest(text), reporter);
        };
    }

    private static Forms.Evaluation evaluation(Pages.Form form) {
        Map<ServiceElement, Integer> elements = new EnumMap<>(ServiceElement.class);
        Arrays.stream(ServiceElement.values()).forEach(element -> score(form, element.name())
                .ifPresent(score -> elements.put(element, score)));
        return new Forms.Evaluation(score(form, "satisfaction").orElse(null), elements, text(Act.EVALUATE, form));
    }

    private static Optional<Integer> score(Pages.Form form, String field) {
        return form.said(field).filter(text -> text.matches("[1-4]")).map(Integer::valueOf);
    }

    /** Each form has a field of its own, so that what is wrong can be told where it is. */
    private static String text(Act act, Pages.Form form) {
        return form.said(field(act)).orElse(null);
    }

    private static String field(Act act) {
        return act.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-text";
    }

    /** What is wrong, by the rules that hold for the API's bodies, and that a text is asked for where one is needed. */
    private Mistakes mistakes(Act act, Pages.Form form, ServerWebExchange exchange) {
        Mistakes mistakes = Mistakes.NONE;
        boolean needed = switch (act) {
            case OBJECT, COMPLETE, REPORT_UNSOLVED, APPEAL, WRITE -> true;
            case ACCEPT, CONFIRM_SOLVED, EVALUATE, WITHDRAW, ERASE -> false;
        };
        if (needed && form.said(field(act)).isEmpty()) {
            mistakes = mistakes.and(field(act), pages.say(exchange, "follow.text.missing"));
        }
        if (act == Act.EVALUATE) {
            mistakes = scoring(form, mistakes, exchange);
        }
        // one text is like another: by the rule of a message
        return validator.validate(new Forms.Message(form.said(field(act)).orElse("-"))).stream().findFirst()
                .map(violation -> Mistakes.in(field(act), Violations.text(violation).in(locale(exchange)))).orElse(mistakes);
    }

    private Mistakes scoring(Pages.Form form, Mistakes before, ServerWebExchange exchange) {
        Mistakes mistakes = before;
        if (score(form, "satisfaction").isEmpty()) {
            mistakes = mistakes.and("satisfaction", pages.say(exchange, "follow.satisfaction.missing"));
        }
        List<String> scored = Arrays.stream(ServiceElement.values()).map(ServiceElement::name)
                .filter(element -> score(form, element).isPresent()).toList();
        if (!scored.isEmpty() && scored.size() < ServiceElement.values().length) {
            String first = Arrays.stream(ServiceElement.values()).map(ServiceElement::name)
                    .filter(element -> !scored.contains(element)).findFirst().orElseThrow();
            mistakes = mistakes.and(first, pages.say(exchange, "follow.elements.missing"));
        }
        return mistakes;
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }

    Optional<Pass> pass(ServerWebExchange exchange) {
        return envelopes.open(PASS, exchange).flatMap(FollowPages::read);
    }

    private static Optional<Pass> read(byte[] bytes) {
        try {
            return Optional.of(JSON.readValue(bytes, Pass.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
