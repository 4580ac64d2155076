package id.tanggap.infra.pages.offices;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Sender;
import id.tanggap.command.office.ManagingOffices;
import id.tanggap.command.office.OfficeRule;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.OfficeList;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
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

/** Registers, renames, moves and deactivates offices. A form says on which state it rests, and is one request however often it is sent. */
@ForRole(Role.QUERY)
@Controller
@RequestMapping(path = "/instansi", produces = MediaType.TEXT_HTML_VALUE)
final class ManagingPages {

    private static final String PATH = "/instansi";

    private final Pages pages;
    private final Offices offices;
    private final ManagingOffices managing;
    private final Progress progress;
    private final Validator validator;

    ManagingPages(Pages pages, Offices offices, ManagingOffices managing, Progress progress, Validator validator) {
        this.pages = pages;
        this.offices = offices;
        this.managing = managing;
        this.progress = progress;
        this.validator = validator;
    }

    /** What can be done with an office. */
    enum Step {

        RENAME("nama"), MOVE("induk"), DEACTIVATE("nonaktifkan");

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

        /** Of messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is offered, so that nobody tries in vain. Whether it may be done is decided where it is done. */
        static Set<Step> offered(OfficeView office) {
            return office.standing() == OfficeView.Standing.INACTIVE ? EnumSet.noneOf(Step.class) : EnumSet.allOf(Step.class);
        }
    }

    /** One of the list. @param about under which other it stands; may be empty; @param tag empty for one that takes complaints */
    public record Row(String link, String name, String about, String tag) {
    }

    /** What offices there are is nobody's secret; whoever cannot do anything here has other pages for that. */
    private static void requireAdministrator(ServerWebExchange exchange) {
        if (Pages.actor(exchange).role() != id.tanggap.kernel.Role.ADMINISTRATOR) {
            throw Refusal.of(OfficeRule.ADMINISTRATORS_ONLY);
        }
    }

    @GetMapping
    Mono<ResponseEntity<String>> all(Reader reader, ServerWebExchange exchange) {
        requireAdministrator(exchange);
        return all(Map.of(), reader.allowing(OfficeList.WORDS, OfficeList.NUMBER), exchange)
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> all(Map<String, String> typed, Reader reader, ServerWebExchange exchange) {
        return offices.all().map(all -> {
            Map<OfficeId, String> names = OfficeView.names(all);
            OfficeList<OfficeView> list = OfficeList.found(all, OfficeView::name, reader, PATH);
            return Page.of("offices/all").with("nobody", all.isEmpty()).with("list", list)
                    .with("rows", list.items().stream().map(office -> new Row(PATH + "/" + office.id(), office.name(),
                            office.parent().map(names::get).map(parent -> pages.say(exchange, "offices.under", parent)).orElse(""),
                            tag(office, exchange))).toList())
                    .with("parents", parents(all, Optional.empty())).with("typed", typed).with("key", UUID.randomUUID().toString());
        });
    }

    private String tag(OfficeView office, ServerWebExchange exchange) {
        return office.standing() == OfficeView.Standing.ACTIVE ? "" : pages.say(exchange, "offices.standing." + office.standing());
    }

    private static List<Choice> parents(List<OfficeView> all, Optional<OfficeId> without) {
        return Choice.active(all.stream().filter(office -> !without.equals(Optional.of(office.id()))).toList());
    }

    @PostMapping
    Mono<ResponseEntity<String>> register(Sender sender, Reader reader, ServerWebExchange exchange) {
        requireAdministrator(exchange);
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = all(form.fields().toSingleValueMap(), reader, exchange);
            Mistakes mistakes = name("name", form, exchange);
            if (!mistakes.isEmpty()) {
                return again.flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> managing.register(new ManagingOffices.Registration(form.text("name"), office(form.text("parent")),
                            null, null), sender.saying("Idempotency-Key", form.text("key"))))
                    .flatMap(receipt -> reached(receipt, PATH + "/" + receipt.answer().id() + "?baru=instansi"))
                    .onErrorResume(Refusal.class, refusal -> again.flatMap(page -> pages.show(page.refused(refusal,
                            Map.of("/parentId", "parent"), exchange), exchange)));
        });
    }

    private Mono<ResponseEntity<String>> reached(Receipt receipt, String path) {
        return progress.reachedOrWaitedFor(receipt.position()).thenReturn(Page.seeOther(path));
    }

    private Mistakes name(String field, Pages.Form form, ServerWebExchange exchange) {
        return validator.validate(new ManagingOffices.Name(form.text(field))).stream().findFirst().map(violation ->
                Mistakes.in(field, Violations.text(violation).in(locale(exchange)))).orElse(Mistakes.NONE);
    }

    /** Null if none was chosen; one that cannot be read is one that does not exist. */
    private static OfficeId office(String text) {
        try {
            return text.isBlank() ? null : OfficeId.of(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.of(OfficeRule.PARENT_NOT_FOUND, "/parentId", Map.of());
        }
    }

    /** @param did what was just done, to say that it was */
    @GetMapping("/{id}")
    Mono<ResponseEntity<String>> one(@PathVariable OfficeId id, @RequestParam(name = "baru", defaultValue = "") String did,
                                     ServerWebExchange exchange) {
        requireAdministrator(exchange);
        Optional<String> done = did.equals("instansi") ? Optional.of("new") : Step.of(did).map(Step::key);
        return page(id, exchange).map(page -> done.map(key -> page.with("did", pages.say(exchange, "offices.did." + key))).orElse(page))
                .flatMap(page -> pages.show(page, exchange));
    }

    private Mono<Page> page(OfficeId id, ServerWebExchange exchange) {
        return offices.find(id).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND))).zipWith(offices.all(),
                (office, all) -> Page.of("offices/one").with("office", office).with("tag", tag(office, exchange))
                        .with("under", office.parent().map(OfficeView.names(all)::get).orElse(""))
                        .with("parent", office.parent().map(OfficeId::toString).orElse(""))
                        .with("parents", parents(all, Optional.of(id)))
                        .with("below", all.stream().filter(other -> other.parent().equals(Optional.of(id))).map(other -> new Row(
                                PATH + "/" + other.id(), other.name(), "", tag(other, exchange))).toList())
                        .with("steps", Step.offered(office)).with("key", UUID.randomUUID().toString()).with("typed", Map.of())
                        .with("tried", ""));
    }

    @PostMapping("/{id}/{path}")
    Mono<ResponseEntity<String>> act(@PathVariable OfficeId id, @PathVariable String path, Sender sender, ServerWebExchange exchange) {
        requireAdministrator(exchange);
        Step step = Step.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Pages.form(exchange).flatMap(form -> {
            Mono<Page> again = page(id, exchange).map(page ->
                    page.with("typed", form.fields().toSingleValueMap()).with("tried", step.name()));
            Mistakes mistakes = step == Step.RENAME ? name("nama-name", form, exchange) : Mistakes.NONE;
            if (!mistakes.isEmpty()) {
                return again.flatMap(page -> pages.show(page.with(mistakes), exchange));
            }
            return Mono.defer(() -> send(step, id, form, form.onState(sender)))
                    .flatMap(receipt -> reached(receipt, PATH + "/" + id + "?baru=" + step.path()))
                    .onErrorResume(Refusal.class, refusal -> again.flatMap(page -> pages.show(page.refused(refusal,
                            Map.of("/parentId", "induk-parent"), exchange), exchange)));
        });
    }

    private Mono<Receipt> send(Step step, OfficeId id, Pages.Form form, Sender sender) {
        return switch (step) {
            case RENAME -> managing.rename(id, new ManagingOffices.Name(form.text("nama-name")), sender);
            case MOVE -> managing.move(id, new ManagingOffices.Parent(office(form.text("induk-parent"))), sender);
            case DEACTIVATE -> managing.deactivate(id, sender);
        };
    }

    private static Locale locale(ServerWebExchange exchange) {
        return Language.of(exchange).locale();
    }
}
