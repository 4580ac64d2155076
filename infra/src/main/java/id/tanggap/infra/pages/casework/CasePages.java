package id.tanggap.infra.pages.casework;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.Forms;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.Way;
import id.tanggap.infra.pages.attachments.AttachedFile;
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.projection.Progress;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import reactor.core.publisher.Mono;

/**
 * The page of one case, for everybody of staff: what they may read of it, and what they can do with it. Every form carries the
 * state that it rests on and a key of its own, so that nobody decides about what they have not seen, and pressing twice does it
 * once. What is refused is told on the page, with what was typed still there.
 */
@ForRole(TanggapProperties.Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class CasePages {


    /** Where a form may lead back to, besides the case itself. */
    private static final Set<String> BACK = Set.of("/verifikasi", "/kerja");

    private final Pages pages;
    private final Cases cases;
    private final HandlingComplaints handling;
    private final Progress progress;
    private final Validator validator;

    CasePages(Pages pages, Cases cases, HandlingComplaints handling, Progress progress, Validator validator) {
        this.pages = pages;
        this.cases = cases;
        this.handling = handling;
        this.progress = progress;
        this.validator = validator;
    }

    /** @param did what was just done, to say that it was */
    @GetMapping("/kerja/{id}")
    Mono<ResponseEntity<String>> one(@PathVariable ComplaintId id, @RequestParam(name = "baru", defaultValue = "") String did,
                                     Reader reader, ServerWebExchange exchange) {
        Pages.staff(exchange);
        return cases.one(id, reader).map(found -> page(found, Form.NEW, exchange))
                .map(page -> Move.of(did).map(move -> page.with("did", pages.say(exchange, "casework.did." + move)))
                        .orElse(page))
                .flatMap(page -> pages.show(page, exchange));
    }

    @PostMapping("/kerja/{id}/{path}")
    Mono<ResponseEntity<String>> move(@PathVariable ComplaintId id, @PathVariable String path, Sender sender, Reader reader,
                                      ServerWebExchange exchange) {
        Pages.staff(exchange);
        Move move = Move.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> move(id, new Typed(move, form), sender, reader, exchange));
    }

    private Mono<ResponseEntity<String>> move(ComplaintId id, Typed typed, Sender sender, Reader reader,
                                              ServerWebExchange exchange) {
        if (typed.said("insert").isPresent()) {
            return cases.one(id, reader).map(found -> inserted(found, typed, exchange))
                    .flatMap(page -> pages.show(page, exchange));
        }
        Object body = typed.body();
        Mistakes mistakes = mistakes(typed, body, exchange);
        if (!mistakes.isEmpty()) {
            return again(id, typed, mistakes, null, reader, exchange);
        }
        String etag = typed.form().text("etag");
        Sender sure = sender.saying("If-Match", etag.isEmpty() ? "" : "\"" + etag + "\"")
                .saying("Idempotency-Key", typed.form().text("key"));
        String done = after(id, typed, reader) + "?baru=" + typed.move().path();
        return Mono.defer(() -> send(id, typed, body, sure))
                .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                .thenReturn(Page.seeOther(done))
                .onErrorResume(Refusal.class, refusal -> refusal.rule() == NotFound.COMPLAINT_NOT_FOUND ? Mono.error(refusal)
                        : again(id, typed, told(typed, refusal, exchange), refusal, reader, exchange));
    }

    /** Whoever gave it away may not see it any more: they go back to what they still have. */
    private static String after(ComplaintId id, Typed typed, Reader reader) {
        boolean gone = reader.actor().role().belongsToAnOffice()
                && (typed.move() == Move.RETURN || typed.move() == Move.TRANSFER);
        String back = typed.form().text("back");
        return gone ? "/kerja" : BACK.contains(back) ? back : "/kerja/" + id;
    }

    private Mono<Receipt> send(ComplaintId id, Typed typed, Object body, Sender sender) {
        return switch (typed.move()) {
            case FORWARD, RETURN, REJECT, REFER -> handling.verify(id, (Forms.Verification) body, sender);
            case MERGE -> handling.merge(id, (Forms.Merge) body, sender);
            case UNDO_MERGE -> handling.undoMerge(id, sender);
            case ASSIGN -> handling.assign(id, (Forms.Assignment) body, sender);
            case RESPOND -> handling.respond(id, (Forms.Response) body, sender);
            case APPROVE, SEND_BACK -> handling.approve(id, typed.draft(), (Forms.Approval) body, sender);
            case TRANSFER -> handling.transfer(id, (Forms.Transfer) body, sender);
            case WRITE -> handling.write(id, (Forms.Message) body, sender);
            case ASK_IDENTITY -> handling.requestReveal(id, (Forms.RevealRequest) body, sender);
            case UPHOLD, ORDER -> handling.decideAppeal(id, (Forms.AppealDecision) body, sender);
        };
    }

    /** What is wrong, by the rules that hold for the API's bodies. */
    private Mistakes mistakes(Typed typed, Object body, ServerWebExchange exchange) {
        Mistakes mistakes = Mistakes.NONE;
        List<ConstraintViolation<Object>> violations = validator.validate(body).stream()
                .sorted(Comparator.comparing(violation -> violation.getPropertyPath().toString())).toList();
        for (ConstraintViolation<Object> violation : violations) {
            String field = typed.field(violation.getPropertyPath().toString());
            mistakes = mistakes.and(field, wrong(typed, field, violation, exchange));
        }
        return mistakes;
    }

    private String wrong(Typed typed, String field, ConstraintViolation<Object> violation, ServerWebExchange exchange) {
        boolean missing = typed.form().said(field).isEmpty();
        return missing ? missing(field, exchange)
                : Violations.text(violation).in(Language.of(exchange).locale());
    }

    private String missing(String field, ServerWebExchange exchange) {
        return pages.say(exchange, "casework.missing." + field.substring(field.lastIndexOf('-') + 1));
    }

    /** A refusal that is about a field is told there; others are told above all. */
    private Mistakes told(Typed typed, Refusal refusal, ServerWebExchange exchange) {
        return refusal.field().filter(field -> field.startsWith("/")).map(typed::field).map(field -> Mistakes.in(field,
                refusal.rule() == RequestRule.FIELD_MISSING ? missing(field, exchange)
                        : refusal.text().in(Language.of(exchange).locale()))).orElse(Mistakes.NONE);
    }

    /**
     * What a page says of a form that was not taken.
     *
     * @param tried   the move; null if none was
     * @param typed   its fields as they were sent
     * @param seen    how many entries the timeline had when it was decided; negative if that does not matter
     * @param etag    the state that it rested on; null to rest on the present one
     * @param key     the key of the form; null for a new one
     */
    private record Form(Move tried, Map<String, String> typed, int seen, String etag, String key) {

        static final Form NEW = new Form(null, Map.of(), -1, null, null);

        static Form of(Typed typed, Refusal refusal) {
            boolean stale = refusal != null && refusal.rule() == RequestRule.STATE_CHANGED;
            boolean unknown = refusal != null && refusal.rule().kind() == Rule.Kind.NOT_NOW;
            return new Form(typed.move(), typed.form().fields().toSingleValueMap(), stale ? seen(typed) : -1,
                    unknown ? typed.form().text("etag") : null, unknown ? typed.form().text("key") : null);
        }

        private static int seen(Typed typed) {
            return typed.form().said("seen").filter(text -> text.matches("[0-9]{1,6}")).map(Integer::valueOf).orElse(-1);
        }
    }

    /** The page with what was typed still there, and with what is wrong or was refused. */
    private Mono<ResponseEntity<String>> again(ComplaintId id, Typed typed, Mistakes mistakes, Refusal refusal, Reader reader,
                                               ServerWebExchange exchange) {
        return cases.one(id, reader).map(found -> {
            Page page = page(found, Form.of(typed, refusal), exchange).with(mistakes);
            if (refusal == null) {
                return page;
            }
            String problem = refusal.rule() == RequestRule.STATE_CHANGED ? pages.say(exchange, "casework.stale")
                    : refusal.text().in(Language.of(exchange).locale());
            return page.refused(refusal.rule()).with("problem", mistakes.isEmpty() ? problem : null);
        }).flatMap(page -> pages.show(page, exchange));
    }

    /** The page with the beginning of an answer put behind what was typed. */
    private Page inserted(Cases.Case found, Typed typed, ServerWebExchange exchange) {
        Form form = Form.of(typed, null);
        String begun = typed.said("template").flatMap(AnswerTemplate::named)
                .map(template -> text(template, found, exchange)).orElse("");
        Map<String, String> more = new HashMap<>(form.typed());
        String field = typed.field("text");
        more.merge(field, begun, (before, added) -> before.isBlank() ? added : before.stripTrailing() + "\n\n" + added);
        return page(found, new Form(form.tried(), more, -1, null, null), exchange);
    }

    private String text(AnswerTemplate template, Cases.Case found, ServerWebExchange exchange) {
        CaseWords words = cases.words(found.offices(), found.colleagues(), exchange);
        ComplaintAnswer complaint = found.complaint();
        String lastDay = complaint.deadlines().stream().filter(deadline ->
                        deadline.what() == Deadline.Kind.RESPONSE)
                .flatMap(deadline -> deadline.lastDay().stream()).findFirst().map(words::day)
                .orElseGet(() -> words.say("answers.no-day"));
        return words.say(template.key(), Cases.title(complaint, words), complaint.officeId().map(words::office).orElse(""),
                words.day(complaint.submittedOn()), lastDay);
    }

    private Page page(Cases.Case found, Form form, ServerWebExchange exchange) {
        ComplaintAnswer complaint = found.complaint();
        CaseWords words = cases.words(found.offices(), found.colleagues(), exchange);
        Set<Move> moves = Move.offered(complaint, found.timeline(), found.actor(), found.above());
        List<CaseWords.Event> events = words.events(found.timeline());
        return Page.of("casework/case").with("complaint", complaint).with("heading", Cases.title(complaint, words))
                .with("status", complaint.statusText().in(words.locale()))
                .with("classification", complaint.classification().map(its -> words.say("casework.class." + its)).orElse(""))
                .with("office", complaint.officeId().map(words::office).orElse(""))
                .with("submitted", words.moment(complaint.submittedOn(),
                        complaint.content().flatMap(ComplaintAnswer.Content::submittedAt)))
                .with("address", Cases.address(complaint)).with("facts", facts(found, words)).with("dues", words.dues(complaint))
                .with("events", events)
                .with("news", form.seen() < 0 ? List.of()
                        : events.subList(0, Math.clamp(events.size() - (long) form.seen(), 0, events.size())))
                .with("stale", form.seen() >= 0).with("moves", moves.stream().map(Move::name).collect(Collectors.toSet()))
                .with("tried", form.tried() == null ? "" : form.tried().name())
                .with("dropped", form.tried() != null && !moves.contains(form.tried()) ? dropped(form) : null)
                .with("typed", form.typed()).with("seen", found.timeline().size())
                .with("etag", form.etag() == null ? String.valueOf(complaint.sequence()) : form.etag())
                .with("key", form.key() == null ? UUID.randomUUID().toString() : form.key())
                .with("draft", Move.draft(complaint).map(draft -> new Draft(draft.number(), draft.text().orElse(""),
                        draft.author().map(words::person).orElse(""),
                        draft.author().filter(found.actor().id()::equals).isPresent(),
                        words.moment(LocalDate.ofInstant(draft.at(), words.zone()), Optional.of(draft.at())))).orElse(null))
                .with("colleagues", choices(found, words)).with("offices", Choice.active(found.offices()))
                .with("suggested", Cases.suggested(found.hints(), words)).with("alike", Cases.alike(found.hints(), words))
                .with("classes", classes(found, words)).with("templates", templates(complaint, words))
                .with("home", Way.first(found.actor().role()).map(Way::path).orElse("/cari"))
                .with("inspector", found.actor().role() == Role.INSPECTOR)
                .with("attachments", AttachedFile.of(complaint, "/kerja/" + complaint.id() + "/lampiran", pages, exchange))
                // whoever may write to the reporter may send a file along; an office's goes with the response that it drafts
                .with("attaching", moves.contains(Move.WRITE))
                .with("attachedTo", Move.draft(complaint).filter(_ -> found.actor().role().belongsToAnOffice())
                        .map(draft -> String.valueOf(draft.number())).orElse(""));
    }

    /** A response that waits for a second pair of eyes. @param own whether the reader wrote it */
    public record Draft(int number, String text, String author, boolean own, String when) {
    }

    /** What was typed into a form that is not offered any more: it must not be lost. */
    private static String dropped(Form form) {
        return form.typed().entrySet().stream().filter(field -> field.getKey().endsWith("-text")).map(Map.Entry::getValue)
                .filter(text -> !text.isBlank()).findFirst().orElse(null);
    }

    /** A question and its answer. */
    public record Fact(String what, String is) {
    }

    private List<Fact> facts(Cases.Case found, CaseWords words) {
        ComplaintAnswer complaint = found.complaint();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.say("casework.category"), complaint.category().value()));
        complaint.content().ifPresent(content -> {
            facts.add(new Fact(words.say("casework.reporter"), who(complaint, content, words)));
            content.channel().ifPresent(channel -> facts.add(new Fact(words.say("casework.channel"),
                    words.say("casework.channel." + channel))));
            content.requestedOfficeId().map(words::office).filter(_ -> complaint.officeId().isEmpty())
                    .ifPresent(office -> facts.add(new Fact(words.say("casework.asked-office"), office)));
        });
        complaint.handling().ifPresent(handling -> {
            handling.takenFor().ifPresent(its -> facts.add(new Fact(words.say("casework.taken-for"),
                    words.say("casework.class." + its))));
            if (complaint.officeId().isPresent()) {
                facts.add(new Fact(words.say("casework.officer"), handling.officerId().map(words::person)
                        .orElseGet(() -> words.say("casework.nobody"))));
            }
            handling.source().ifPresent(source -> facts.add(new Fact(words.say("casework.source"), source.toString())));
        });
        complaint.aboutOfficeId().map(words::office).ifPresent(office ->
                facts.add(new Fact(words.say("casework.accused"), office)));
        return facts;
    }

    private static String who(ComplaintAnswer complaint, ComplaintAnswer.Content content, CaseWords words) {
        String how = words.say("casework.identity." + content.identity());
        return complaint.who().flatMap(ComplaintAnswer.Who::reporter).map(reporter -> Stream.of(Optional.of(reporter.name()),
                        reporter.email(), reporter.phone()).flatMap(Optional::stream).collect(Collectors.joining(" · "))
                + " (" + how + ")").orElse(how);
    }

    /** Oneself first. */
    private static List<Choice> choices(Cases.Case found, CaseWords words) {
        Choice self = new Choice(found.actor().id(), words.say("casework.myself", words.person(found.actor().id())), "");
        return Stream.concat(Stream.of(self), found.colleagues().stream()
                .filter(colleague -> !colleague.account().equals(found.actor().id()))
                .map(colleague -> new Choice(colleague.account(), colleague.name(),
                        words.say("casework.role." + colleague.role())))).toList();
    }

    /** An accusation is the inspectorate's to forward. */
    private static List<Choice> classes(Cases.Case found, CaseWords words) {
        return classes(found.actor().role() == Role.INSPECTOR, words);
    }

    static List<Choice> classes(boolean accusationsToo, CaseWords words) {
        return Arrays.stream(Classification.values())
                .filter(its -> accusationsToo || its != Classification.OVERSIGHT_COMPLAINT)
                .map(its -> new Choice(its.name(), words.say("casework.class." + its), "")).toList();
    }

    private static List<Choice> templates(ComplaintAnswer complaint, CaseWords words) {
        return AnswerTemplate.of(complaint.classification()).stream().map(template ->
                new Choice(template.name(), words.say(template.key() + ".title"), "")).toList();
    }
}
