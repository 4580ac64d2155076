package id.tanggap.infra.pages.desk;

import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.Forms;
import id.tanggap.command.complaint.HandlingComplaints;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Assets;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Envelopes;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.pages.Way;
import id.tanggap.infra.pages.report.Topic;
import id.tanggap.infra.web.Violations;
import id.tanggap.infra.web.edge.QrCode;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.Offices;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filing for somebody who sits beside one. Where scripts run, what is taken down is kept by the device and sent through the API when
 * there is a line ({@code assets/desk.js}); where none run, the form is sent here.
 */
@ForRole(Role.QUERY)
@Controller
@RequestMapping("/meja-bantu")
final class DeskPages {

    private static final String PATH = "/meja-bantu";
    private static final String DONE = PATH + "/selesai";
    private static final Envelopes.Kind HANDOVER = new Envelopes.Kind("meja", PATH, Duration.ofHours(1));
    private static final JsonMapper JSON = new JsonMapper();

    /** The files that the page needs, as {@code assets} calls them. */
    private static final List<String> FILES = List.of("tanggap.css", "tanggap.js", "icon.svg", "desk.js");

    /** Which field of the form says what of a submission. */
    private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("title", "title"), Map.entry("narrative", "narrative"),
            Map.entry("category", "category"), Map.entry("location.address", "address"), Map.entry("reporter.name", "name"),
            Map.entry("reporter.email", "email"), Map.entry("reporter.phone", "phone"), Map.entry("consent.by", "by"),
            Map.entry("consent.witness", "witness"), Map.entry("consent.manner", "manner"), Map.entry("identity", "identity"));

    private final Pages pages;
    private final Envelopes envelopes;
    private final HandlingComplaints handling;
    private final Offices offices;
    private final Validator validator;
    private final String worker;

    DeskPages(Pages pages, Envelopes envelopes, Assets assets, HandlingComplaints handling, Offices offices, Validator validator) {
        this.pages = pages;
        this.envelopes = envelopes;
        this.handling = handling;
        this.offices = offices;
        this.validator = validator;
        this.worker = assets.text("desk-worker.js").replace("/* files */", FILES.stream()
                .map(file -> "'" + assets.address(file) + "'").collect(Collectors.joining(", ")));
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> desk(ServerWebExchange exchange) {
        requireStaff(exchange);
        return page(Map.of(), false, exchange).flatMap(page -> pages.show(page, exchange));
    }

    private static void requireStaff(ServerWebExchange exchange) {
        if (!Way.DESK.isFor(Pages.actor(exchange).role())) {
            throw Refusal.of(DeskRule.DESK_IS_FOR_STAFF);
        }
    }

    /**
     * The page as a device keeps it for when there is no line: the same for everybody, so that nothing of anybody's account is kept
     * with it. Who uses it is asked when there is a line.
     */
    @GetMapping(path = "/luring", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> shell(ServerWebExchange exchange) {
        return page(Map.of(), true, exchange).flatMap(page -> pages.showToAnybody(page, exchange));
    }

    /** What keeps it there: for this one page, and for nothing else of the platform. */
    @GetMapping(path = "/pekerja.js", produces = "text/javascript;charset=UTF-8")
    ResponseEntity<String> worker() {
        return ResponseEntity.ok().header("Service-Worker-Allowed", PATH).body(worker);
    }

    private Mono<Page> page(Map<String, String> typed, boolean offline, ServerWebExchange exchange) {
        Locale locale = Language.of(exchange).locale();
        return offices.all().map(all -> Page.of("desk/desk").with("typed", typed).with("offline", offline)
                .with("kinds", choices(exchange, "report.kind.", Classification.values()))
                .with("topics", Arrays.stream(Topic.values()).map(topic ->
                        new Choice(topic.text().id(), topic.text().in(locale), "")).toList())
                .with("offices", Choice.active(all))
                .with("identities", choices(exchange, "report.identity.", Identity.values()))
                .with("manners", Arrays.stream(Consent.Manner.values()).map(manner -> new Choice(manner.name(),
                        manner.text().in(locale), pages.say(exchange, "desk.manner." + manner))).toList())
                .with("statement", pages.say(exchange, Statement.WORDS)).with("wording", Statement.VERSION)
                .with("key", UUID.randomUUID().toString()));
    }

    private List<Choice> choices(ServerWebExchange exchange, String key, Enum<?>[] values) {
        return Stream.of(values).map(value -> new Choice(value.name(), pages.say(exchange, key + value.name()),
                pages.say(exchange, key + value.name() + ".about"))).toList();
    }

    /** Files at once. Sent again it is the same report. */
    @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> file(Sender sender, ServerWebExchange exchange) {
        requireStaff(exchange);
        return Pages.form(exchange).flatMap(form -> {
            Forms.Submission submission = submission(form);
            Mistakes mistakes = mistakes(submission, form, exchange);
            if (!mistakes.isEmpty()) {
                return again(form, exchange).flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> handling.submit(submission, sender.saying("Idempotency-Key", form.text("key")))).map(submitted -> {
                envelopes.keep(HANDOVER, JSON.writeValueAsBytes(new Handover(submitted.trackingCode().toString(),
                        submitted.secret().reveal(), submitted.link())), exchange);
                return Page.seeOther(DONE);
            }).onErrorResume(Refusal.class, refusal -> again(form, exchange).flatMap(page -> pages.show(
                    page.refused(refusal, exchange), exchange)));
        });
    }

    private Mono<Page> again(Pages.Form form, ServerWebExchange exchange) {
        return page(form.fields().toSingleValueMap(), false, exchange);
    }

    private static Forms.Submission submission(Pages.Form form) {
        Optional<Classification> kind = Choice.taken(Classification.class, form.text("kind"));
        Optional<Identity> identity = Choice.taken(Identity.class, form.text("identity"));
        boolean named = identity.filter(who -> who != Identity.ANONYMOUS).isPresent();
        Optional<Consent.Manner> manner = Choice.taken(Consent.Manner.class, form.text("manner"));
        return new Forms.Submission(form.text("title"), form.text("narrative"), form.text("category"), office(form).orElse(null),
                form.said("address").map(address -> new Forms.Place(null, null, address)).orElse(null), identity.orElse(null),
                named ? new Forms.Person(form.text("name"), form.said("email").orElse(null), form.said("phone").orElse(null)) : null,
                Channel.DESK, null, kind.filter(Classification.OVERSIGHT_COMPLAINT::equals).isPresent(), kind.orElse(null), null,
                new Forms.Agreed(manner.orElse(null), form.text("wording"), named ? form.said("by").orElse(null) : null,
                        manner.filter(Consent.Manner.SPOKEN::equals).flatMap(_ -> form.said("witness")).orElse(null)));
    }

    private static Optional<OfficeId> office(Pages.Form form) {
        try {
            return form.said("office").map(OfficeId::of);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** By the rules that hold for the API's bodies, where each stands on the page. */
    private Mistakes mistakes(Forms.Submission submission, Pages.Form form, ServerWebExchange exchange) {
        Mistakes mistakes = Mistakes.NONE;
        for (ConstraintViolation<Forms.Submission> violation : validator.validate(submission)) {
            mistakes = mistakes.and(FIELDS.getOrDefault(violation.getPropertyPath().toString(), "title"),
                    Violations.text(violation).in(Language.of(exchange).locale()));
        }
        return Choice.taken(Consent.Manner.class, form.text("manner")).filter(Consent.Manner.SPOKEN::equals).isPresent()
                && form.said("witness").isEmpty()
                ? mistakes.and("witness", pages.say(exchange, "desk.witness.missing")) : mistakes;
    }

    @GetMapping(path = "/selesai", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> done(ServerWebExchange exchange) {
        return envelopes.open(HANDOVER, exchange).flatMap(DeskPages::read).map(sent -> pages.show(Page.of("desk/done")
                .with("sent", sent).with("qr", QrCode.svg(sent.link())), exchange)).orElseGet(() -> Mono.just(Page.seeOther(PATH)));
    }

    /** The person has it; this browser forgets it. */
    @PostMapping(path = "/selesai", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> handedOver(ServerWebExchange exchange) {
        envelopes.forget(HANDOVER, exchange);
        return Mono.just(Page.seeOther(PATH));
    }

    private static Optional<Handover> read(byte[] bytes) {
        try {
            return Optional.of(JSON.readValue(bytes, Handover.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
