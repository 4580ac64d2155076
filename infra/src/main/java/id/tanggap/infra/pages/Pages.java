package id.tanggap.infra.pages;

import id.tanggap.command.api.Sender;
import id.tanggap.infra.web.edge.RequestPath;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes pages from templates, in the frame that all pages share. */
public final class Pages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /**
     * What the frame around a page says.
     *
     * @param path    of the page
     * @param query   what it was asked for with, as it was sent; empty if with nothing, or if a form was sent
     * @param actor   who looks; somebody of the public if nobody signed in
     * @param csrf    what a form must send along to be taken as theirs; empty if nobody signed in with a browser
     * @param demo    whether everybody knows the passwords
     * @param contact whom to ask for help, as the operator says; empty if it does not
     */
    public record Frame(Language language, String path, String query, Actor actor, Optional<String> csrf, boolean demo,
                        String contact) {


        public boolean staff() {
            return actor.role().isStaff();
        }

        /** The pages for whoever looks, in the order in which they use them; none for the public. */
        public List<Way> ways() {
            return Way.of(actor.role());
        }

        /** Under which the page can be asked for again, as a parameter of an address. */
        public String again() {
            String whole = path + "?" + query;
            return UriUtils.encode(Page.isLocal(whole) ? whole : path, StandardCharsets.UTF_8);
        }

        /** Where the page is, as far as the main ways go. */
        public boolean isAt(String way) {
            return path.equals(way) || path.startsWith(way + "/");
        }
    }

    private final ITemplateEngine templates;
    private final MessageSource words;
    private final Assets assets;
    private final boolean demo;
    private final String contact;

    Pages(ITemplateEngine templates, MessageSource words, Assets assets, boolean demo, String contact) {
        this.templates = templates;
        this.words = words;
        this.assets = assets;
        this.demo = demo;
        this.contact = contact;
        load();
    }

    /** Reads the words, and how days are written, before anybody asks for them: event loops must not wait for files. */
    private void load() {
        for (Language language : Language.values()) {
            words.getMessage("no such key: all bundles are looked through", null, "", language.locale());
            formatted(LocalDate.EPOCH, language);
            formatted(Instant.EPOCH, ZoneId.of("Asia/Jakarta"), language);
        }
    }

    /**
     * Templates are read from files and made into text here: not on an event loop. Spring's own views would do it on one, since
     * they look for a session of Spring's first.
     */
    public Mono<ResponseEntity<String>> show(Page page, ServerWebExchange exchange) {
        return html(page, exchange).map(text -> answer(page, text, exchange));
    }

    private static ResponseEntity<String> answer(Page page, String text, ServerWebExchange exchange) {
        return ResponseEntity.status(page.status()).contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, Language.of(exchange).code()).body(text);
    }

    /** The same for whoever asks: nothing of anybody's account stands on it. For what a browser keeps. */
    public Mono<ResponseEntity<String>> showToAnybody(Page page, ServerWebExchange exchange) {
        return html(page, exchange, Actor.PUBLIC, Mono.just(Optional.empty())).map(text -> answer(page, text, exchange));
    }

    /** A part of a page alone, for a script that puts it where it belongs. */
    public Mono<String> part(Page part, ServerWebExchange exchange) {
        return html(part, exchange).map(String::strip);
    }

    Mono<String> html(Page page, ServerWebExchange exchange) {
        return html(page, exchange, actor(exchange), csrf(exchange));
    }

    private Mono<String> html(Page page, ServerWebExchange exchange, Actor actor, Mono<Optional<String>> token) {
        return token.map(csrf -> {
            Language language = Language.of(exchange);
            Context model = new Context(language.locale(), page.model());
            model.setVariable("assets", assets);
            model.setVariable("page", new Frame(language, RequestPath.of(exchange.getRequest()), query(exchange),
                    actor, csrf, demo, contact));
            if (!page.model().containsKey("mistakes")) {
                model.setVariable("mistakes", Mistakes.NONE);
            }
            return model;
        }).publishOn(Schedulers.boundedElastic()).map(model -> templates.process(page.template(), model));
    }

    /** Who looks; somebody of the public if nobody signed in. */
    public static Actor actor(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Actor.class.getName(), Actor.PUBLIC);
    }

    /** Spring Security leaves it where it looked at the request's session, and nowhere else. */
    private static Mono<Optional<String>> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return token.map(CsrfToken::getToken).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /**
     * Who of staff asks for a page that is for staff only.
     *
     * @throws Refusal {@link PageRule#SIGN_IN_FIRST} if nobody of them does
     */
    public static Actor staff(ServerWebExchange exchange) {
        Actor actor = actor(exchange);
        if (!actor.role().isStaff()) {
            throw Refusal.of(PageRule.SIGN_IN_FIRST);
        }
        return actor;
    }

    /** A text of the bundles in {@code words/}, in the language of who asks. */
    public String say(ServerWebExchange exchange, String key, Object... values) {
        return words.getMessage(key, values, Language.of(exchange).locale());
    }

    /** A day, as people write it. */
    public String day(ServerWebExchange exchange, LocalDate day) {
        return formatted(day, Language.of(exchange));
    }

    private static String formatted(LocalDate day, Language language) {
        return DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", language.locale()).format(day);
    }

    /** How long something may take, as people say it. */
    public String limit(ServerWebExchange exchange, Limit limit) {
        return say(exchange, "limit." + limit.unit(), String.valueOf(limit.amount()));
    }

    /** A moment, as people write it. @param zone in whose time */
    public String moment(ServerWebExchange exchange, Instant moment, ZoneId zone) {
        return formatted(moment, zone, Language.of(exchange));
    }

    private static String formatted(Instant moment, ZoneId zone, Language language) {
        String pattern = language == Language.ENGLISH ? "d MMMM uuuu, HH:mm:ss z" : "d MMMM uuuu, HH.mm.ss z";
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(moment.atZone(zone));
    }

    /** The same as {@link #say}, if there is such a text. */
    public Optional<String> known(ServerWebExchange exchange, String key) {
        return Optional.ofNullable(words.getMessage(key, null, null, Language.of(exchange).locale()));
    }

    /** What a form sent. Absent and empty fields mean the same; of a field that comes twice the first counts. */
    public static Mono<Form> form(ServerWebExchange exchange) {
        return exchange.getFormData().map(Form::new);
    }

    /** The fields of a form as they were sent. */
    public record Form(MultiValueMap<String, String> fields) {

        /** Empty text if there is no such field. Line breaks are single characters, as everywhere else. */
        public String text(String field) {
            String value = fields.getFirst(field);
            return value == null ? "" : value.replace("\r\n", "\n");
        }

        public Optional<String> said(String field) {
            return Optional.of(text(field).strip()).filter(text -> !text.isEmpty());
        }

        /** Whoever sent it, as resting on the state that it shows and as one request however often it is sent. */
        public Sender onState(Sender sender) {
            return sender.saying("If-Match", "\"" + text("sequence") + "\"").saying("Idempotency-Key", text("key"));
        }

        Map<String, String> all() {
            return fields.toSingleValueMap();
        }
    }

    private static String query(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() != HttpMethod.GET ? ""
                : Objects.requireNonNullElse(exchange.getRequest().getURI().getRawQuery(), "");
    }

    /** Whether somebody with a browser asks for a page, and not a program for data. */
    static boolean wantsPage(ServerWebExchange exchange) {
        String path = RequestPath.of(exchange.getRequest());
        String accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && !path.startsWith("/api/")
                && !path.startsWith("/actuator") && !path.startsWith("/v3/") && !path.startsWith(Assets.FOLDER)
                && exchange.getRequest().getMethod() != HttpMethod.HEAD;
    }
}
