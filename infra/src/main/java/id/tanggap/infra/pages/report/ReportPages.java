package id.tanggap.infra.pages.report;

import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.OfficeSearch;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.web.edge.FurtherFiles;
import id.tanggap.infra.web.edge.QrCode;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.law.Laws;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Making a report. Every answer is taken by a POST that leads to the next question by a GET, so that going back, asking again or
 * pressing twice does no harm; what was answered stays with the browser, sealed, until the report is sent.
 */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class ReportPages {

    private static final Envelopes.Kind DRAFT = new Envelopes.Kind("lapor", "/lapor", Duration.ofHours(12));
    private static final Envelopes.Kind SENT = new Envelopes.Kind("terkirim", "/lapor", Duration.ofHours(1));
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEND = "/lapor/kirim";
    private static final String DONE = "/lapor/selesai";

    private final Pages pages;
    private final Envelopes envelopes;
    private final HandlingComplaints handling;
    private final ReadingComplaints complaints;
    private final Offices offices;
    private final Progress progress;
    private final Answers answers;
    private final Laws laws;
    private final Clock clock;
    private final Enclosures enclosures;

    ReportPages(Pages pages, Envelopes envelopes, HandlingComplaints handling, ReadingComplaints complaints, Offices offices,
                Progress progress, Laws laws, Clock clock, Answers answers, Enclosures enclosures) {
        this.pages = pages;
        this.envelopes = envelopes;
        this.handling = handling;
        this.complaints = complaints;
        this.offices = offices;
        this.progress = progress;
        this.laws = laws;
        this.clock = clock;
        this.answers = answers;
        this.enclosures = enclosures;
    }

    @GetMapping("/lapor")
    Mono<ResponseEntity<String>> begin(ServerWebExchange exchange) {
        Optional<Draft> draft = draft(exchange).filter(Draft::begun);
        return draft.isEmpty() ? Mono.just(Page.seeOther(Step.KIND.address()))
                : pages.show(Page.of("report/begun").with("next", draft.get().next().address()), exchange);
    }

    /** Begins anew; what was answered is gone. */
    @PostMapping("/lapor")
    Mono<ResponseEntity<String>> anew(ServerWebExchange exchange) {
        envelopes.forget(SENT, exchange);
        keep(Draft.begin(), exchange);
        return Mono.just(Page.seeOther(Step.KIND.address()));
    }

    @GetMapping("/lapor/{path}")
    Mono<ResponseEntity<String>> ask(@PathVariable String path, Reader reader, ServerWebExchange exchange) {
        Step step = step(path);
        Optional<Draft> begun = draft(exchange);
        if (begun.isEmpty() && step != Step.KIND) {
            return Mono.just(Page.seeOther(sent(exchange).isPresent() ? DONE : "/lapor"));
        }
        Draft draft = begun.orElseGet(Draft::begin);
        if (begun.isEmpty()) {
            keep(draft, exchange);
        }
        Step next = draft.next();
        if (next.ordinal() < step.ordinal() || !step.isAsked(draft)) {
            return Mono.just(Page.seeOther(next.address()));
        }
        if (step != Step.SIMILAR) {
            return show(step, draft, Mistakes.NONE, List.of(), exchange);
        }
        return similar(draft, reader).flatMap(similar -> {
            if (similar.isEmpty()) {
                Draft on = draft.settled(Step.SIMILAR);
                keep(on, exchange);
                return Mono.just(Page.seeOther(on.next().address()));
            }
            return show(step, draft, Mistakes.NONE, similar, exchange);
        });
    }

    private Mono<List<ComplaintAnswer>> similar(Draft draft, Reader reader) {
        return Answers.office(draft).flatMap(office -> Answers.topic(draft).map(topic ->
                complaints.similar(office, new Category(topic.text().id()), reader))).orElse(Mono.just(List.of()));
    }

    @PostMapping("/lapor/{path}")
    Mono<ResponseEntity<String>> answer(@PathVariable String path, Reader reader, ServerWebExchange exchange) {
        Step step = step(path);
        return Pages.form(exchange).flatMap(form -> {
            Optional<Draft> begun = draft(exchange);
            Draft before = begun.orElseGet(Draft::begin);
            Map<String, String> typed = Answers.typed(step, form::text);
            Draft now = before.typed(typed);
            if (typed.entrySet().stream().anyMatch(answer -> !answer.getValue().equals(before.get(answer.getKey())))) {
                now = now.unsettled(step.unsettles());
            }
            if (form.said("search-now").isPresent() && keep(now, exchange)) {
                return Mono.just(Page.seeOther(step.address()));
            }
            Mistakes mistakes = answers.mistakes(step, now, key -> pages.say(exchange, key), locale(exchange));
            if (begun.isEmpty()) {
                keep(now, exchange);
                return again(step, now, mistakes, "report.no-draft", reader, exchange);
            }
            if (!mistakes.isEmpty()) {
                keep(now, exchange);
                return again(step, now, mistakes, null, reader, exchange);
            }
            Draft on = now.settled(step);
            return keep(on, exchange) ? Mono.just(Page.seeOther(on.next().address()))
                    : again(step, now, Mistakes.in(step.fields().getLast(), pages.say(exchange, "report.narrative.too-long")),
                            null, reader, exchange);
        });
    }

    /** The same question, with what was typed and what is wrong with it. */
    private Mono<ResponseEntity<String>> again(Step step, Draft draft, Mistakes mistakes, String problem, Reader reader,
                                               ServerWebExchange exchange) {
        Mono<List<ComplaintAnswer>> similar = step == Step.SIMILAR ? similar(draft, reader) : Mono.just(List.of());
        return similar.flatMap(found -> page(step, draft, found, exchange)).flatMap(page -> {
            Page told = page.with(mistakes);
            return pages.show(problem == null ? told : new Page(HttpStatus.BAD_REQUEST, told.template(), told.model())
                    .with("problem", pages.say(exchange, problem)), exchange);
        });
    }

    private Mono<ResponseEntity<String>> show(Step step, Draft draft, Mistakes mistakes, List<ComplaintAnswer> similar,
                                              ServerWebExchange exchange) {
        return page(step, draft, similar, exchange).flatMap(page -> pages.show(page.with(mistakes), exchange));
    }

    private Mono<Page> page(Step step, Draft draft, List<ComplaintAnswer> similar, ServerWebExchange exchange) {
        List<Step> asked = Arrays.stream(Step.values()).filter(other -> other.isAsked(draft)).toList();
        Page page = Page.of("report/" + step.name().toLowerCase(Locale.ROOT)).with("draft", draft).with("step", step.address())
                .with("number", asked.indexOf(step) + 1).with("of", asked.size())
                .with("back", step == Step.KIND ? "/" : draft.before(step).address());
        return switch (step) {
            case KIND -> Mono.just(page.with("choices", choices(exchange, "report.kind.", Classification.values())));
            case TOPIC -> Mono.just(page.with("choices", Arrays.stream(Topic.values())
                    .map(topic -> new Choice(topic.name(), topic.text().in(locale(exchange)), "")).toList()));
            case STORY -> Mono.just(page.with("longest", Answers.LONGEST_STORY));
            case PLACE, CONTACT -> Mono.just(page);
            case OFFICE -> offices.all().map(all -> found(page, all, draft, exchange));
            case IDENTITY -> Mono.just(page.with("choices", choices(exchange, "report.identity.", Identity.values())));
            case SIMILAR -> named(draft).map(office -> page.with("choices", similarChoices(similar, office, exchange)));
            case CHECK -> named(draft).map(office -> page.with("office", office)
                    .with("files", AttachmentLimits.MOST_WITH_REPORT).with("megabytes", AttachmentLimits.MOST_BYTES >> 20)
                    .with("topic", Answers.topic(draft).map(topic -> topic.text().in(locale(exchange))).orElse("")));
        };
    }

    private Mono<String> named(Draft draft) {
        return Answers.office(draft).map(id -> offices.find(id).map(OfficeView::name)).orElse(Mono.empty()).defaultIfEmpty("");
    }

    /** What was found for what was looked for, what is chosen already, and that one does not know. */
    private Page found(Page page, List<OfficeView> all, Draft draft, ServerWebExchange exchange) {
        List<Choice> choices = new ArrayList<>();
        String words = draft.get("search").strip();
        List<OfficeView> found = OfficeSearch.find(all, words);
        all.stream().filter(office -> office.id().toString().equals(draft.get("office")) && !found.contains(office))
                .forEach(office -> choices.add(Choice.of(office)));
        found.forEach(office -> choices.add(Choice.of(office)));
        choices.add(new Choice(Answers.UNKNOWN_OFFICE, pages.say(exchange, "report.office.unknown"),
                pages.say(exchange, "report.office.unknown.about")));
        return page.with("choices", choices).with("words", words).with("nothing", found.isEmpty() && !words.isEmpty());
    }

    /** The cards alone, for a script that looks while somebody types. */
    @GetMapping("/lapor/instansi/saran")
    Mono<ResponseEntity<String>> suggest(@RequestParam(name = "cari", defaultValue = "") String words,
                                         ServerWebExchange exchange) {
        Draft asked = Draft.begin().typed(Map.of("search", words));
        return offices.all().flatMap(all -> pages.show(found(Page.of("report/offices"), all, asked, exchange), exchange));
    }

    private List<Choice> choices(ServerWebExchange exchange, String key, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> new Choice(value.name(), pages.say(exchange, key + value.name()),
                pages.say(exchange, key + value.name() + ".about"))).toList();
    }

    private List<Choice> similarChoices(List<ComplaintAnswer> similar, String office, ServerWebExchange exchange) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(Answers.ANOTHER_MATTER, pages.say(exchange, "report.sameAs.none"),
                pages.say(exchange, "report.sameAs.none.about")));
        similar.forEach(complaint -> choices.add(new Choice(complaint.id().toString(),
                pages.say(exchange, "report.sameAs.one", pages.day(exchange, complaint.submittedOn())),
                pages.say(exchange, "report.sameAs.one.about", complaint.category().value(), office,
                        complaint.statusText().in(locale(exchange))))));
        return choices;
    }

    /**
     * Sends the report, and then what comes with it. Sent again it is the same report with the same files; files that come when
     * it was sent already are attached to it.
     */
    @PostMapping(path = SEND, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<String>> send(@RequestBody Flux<PartEvent> form, Sender sender, ServerWebExchange exchange) {
        return send(sender, sent -> enclosures.attached(sent, form, sender, () -> FurtherFiles.mayTakeOneMore(exchange)),
                exchange);
    }

    /** From a page that was opened before files could come with a report. */
    @PostMapping(SEND)
    Mono<ResponseEntity<String>> send(Sender sender, ServerWebExchange exchange) {
        return send(sender, Mono::just, exchange);
    }

    private Mono<ResponseEntity<String>> send(Sender sender, Function<Sent, Mono<Sent>> enclosing,
                                              ServerWebExchange exchange) {
        Optional<Draft> begun = draft(exchange);
        if (begun.isEmpty()) {
            return Mono.justOrEmpty(sent(exchange)).flatMap(sent -> done(sent, enclosing, exchange))
                    .defaultIfEmpty(Page.seeOther("/lapor"));
        }
        Draft draft = begun.get();
        if (draft.next() != Step.CHECK) {
            return Mono.just(Page.seeOther(draft.next().address()));
        }
        return handling.submit(Answers.form(draft), sender.saying("Idempotency-Key", draft.key())).map(submitted ->
                        new Sent(submitted.trackingCode().toString(), submitted.secret().reveal(), submitted.link(),
                                submitted.receipt().position(), submitted.id().toString(), draft.key(),
                                Choice.taken(Classification.class, draft.get("kind")).orElse(null)))
                .flatMap(sent -> done(sent, enclosing, exchange)).doOnNext(_ -> envelopes.forget(DRAFT, exchange))
                .onErrorResume(Refusal.class, refusal -> page(Step.CHECK, draft, List.of(), exchange)
                        .flatMap(page -> pages.show(page.refused(refusal, exchange), exchange)));
    }

    /** The report is stored: whatever becomes of its files, its reporter gets to know what opens it. */
    private Mono<ResponseEntity<String>> done(Sent sent, Function<Sent, Mono<Sent>> enclosing, ServerWebExchange exchange) {
        return enclosing.apply(sent).map(told -> {
            if (!keep(told, exchange)) {
                keep(told.triedAgain(), exchange);
            }
            return Page.seeOther(DONE);
        });
    }

    @GetMapping(DONE)
    Mono<ResponseEntity<String>> done(Reader reader, ServerWebExchange exchange) {
        Optional<Sent> kept = sent(exchange);
        if (kept.isEmpty()) {
            return Mono.just(Page.seeOther("/lapor"));
        }
        Sent sent = kept.get();
        Page page = Page.of("report/done").with("sent", sent).with("refused", sent.refused().stream()
                .map(file -> Map.entry(file.name(), file.why().in(locale(exchange)))).toList())
                .with("qr", QrCode.svg(sent.link()));
        return limit(sent, exchange).flatMap(limit -> progress.reached(sent.position(), Progress.PATIENCE)
                .then(Mono.defer(() -> complaints.tracked(sent.trackingCode(), reader.asReporter(sent.secret()))))
                .map(complaint -> page.with("complaint", complaint)
                        .with("submitted", pages.day(exchange, complaint.submittedOn()))
                        .with("next", next(sent, by(complaint, exchange), limit, exchange)))
                // it is stored all the same: only what it looks like cannot be told yet
                .onErrorReturn(page.with("next", next(sent, Optional.empty(), limit, exchange)))
                .flatMap(told -> pages.show(told, exchange)));
    }

    /** By when somebody looks at it first, in words; empty if that cannot be told yet. */
    private Optional<String> by(ComplaintAnswer complaint, ServerWebExchange exchange) {
        return complaint.deadlines().stream().flatMap(deadline -> deadline.lastDay().stream()).findFirst()
                .map(day -> pages.day(exchange, day));
    }

    /** What everybody has for an answer to what was sent, in words; empty if that is not known. */
    private Mono<Optional<String>> limit(Sent sent, ServerWebExchange exchange) {
        return sent.kind() == null ? Mono.just(Optional.empty()) : laws.present().map(view -> view.law()
                .standard(Optional.empty(), sent.kind(), LocalDate.ofInstant(clock.instant(), view.law().zone()))
                .map(standard -> pages.limit(exchange, standard.limit()))).onErrorReturn(Optional.empty());
    }

    /** What happens now, step by step. */
    private List<String> next(Sent sent, Optional<String> by, Optional<String> limit, ServerWebExchange exchange) {
        String check = "report.done.next." + (sent.kind() == Classification.OVERSIGHT_COMPLAINT ? "inspectorate" : "check");
        return List.of(by.map(day -> pages.say(exchange, check + ".by", day)).orElseGet(() -> pages.say(exchange, check)),
                limit.map(days -> pages.say(exchange, "report.done.next.office.within", days))
                        .orElseGet(() -> pages.say(exchange, "report.done.next.office")),
                pages.say(exchange, "report.done.next.reply"));
    }

    /** The reporter has noted code and secret; this browser forgets them. */
    @PostMapping(DONE)
    Mono<ResponseEntity<String>> noted(ServerWebExchange exchange) {
        envelopes.forget(SENT, exchange);
        return Mono.just(Page.seeOther("/"));
    }

    private static Step step(String path) {
        return Step.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }

    private boolean keep(Sent sent, ServerWebExchange exchange) {
        return envelopes.keep(SENT, JSON.writeValueAsBytes(sent), exchange);
    }

    private boolean keep(Draft draft, ServerWebExchange exchange) {
        return envelopes.keep(DRAFT, JSON.writeValueAsBytes(draft), exchange);
    }

    private Optional<Draft> draft(ServerWebExchange exchange) {
        return envelopes.open(DRAFT, exchange).flatMap(bytes -> read(bytes, Draft.class));
    }

    private Optional<Sent> sent(ServerWebExchange exchange) {
        return envelopes.open(SENT, exchange).flatMap(bytes -> read(bytes, Sent.class));
    }

    /** What an older release sealed may not be readable any more: then it is as if there were nothing. */
    private static <T> Optional<T> read(byte[] bytes, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(bytes, type));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
