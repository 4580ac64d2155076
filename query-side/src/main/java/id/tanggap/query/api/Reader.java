package id.tanggap.query.api;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.SecretHash;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/** Who asks a question, and what its parameters say. Controllers take it as an argument. */
public final class Reader {

    private static final String PURPOSE = "Tanggap-Purpose";

    private final Actor actor;
    private final Optional<SecretHash> proof;
    private final MultiValueMap<String, String> parameters;
    private final String question;
    private final String correlationId;
    private final Optional<String> purpose;

    Reader(ServerWebExchange exchange) {
        this.actor = exchange.getAttributeOrDefault(Actor.class.getName(), Actor.PUBLIC);
        this.proof = Optional.ofNullable(exchange.getRequest().getHeaders().getFirst("Tanggap-Secret"))
                .map(ReporterSecret::hashOf);
        this.parameters = exchange.getRequest().getQueryParams();
        PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        this.question = exchange.getRequest().getMethod() + " "
                + (pattern == null ? exchange.getRequest().getPath().value() : pattern.getPatternString());
        this.correlationId = exchange.getRequest().getId();
        this.purpose = Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(PURPOSE)).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private Reader(Reader other, Actor actor, Optional<SecretHash> proof, MultiValueMap<String, String> parameters,
                   Optional<String> purpose) {
        this.actor = actor;
        this.proof = proof;
        this.parameters = parameters;
        this.question = other.question;
        this.correlationId = other.correlationId;
        this.purpose = purpose;
    }

    /**
     * The same question, asked as the reporter alone: by somebody who shows a secret, whatever else they may be signed in as. A
     * browser shows it on pages, and not in a header.
     *
     * @param secret as people type it
     */
    public Reader asReporter(String secret) {
        return new Reader(this, Actor.PUBLIC, Optional.of(ReporterSecret.hashOf(secret)), parameters, purpose);
    }

    /** The same question, asked as anybody may. */
    public Reader asPublic() {
        return new Reader(this, Actor.PUBLIC, Optional.empty(), parameters, purpose);
    }

    /** The same reader, who asks for nothing in particular: where one page shows what several questions ask for. */
    public Reader withoutParameters() {
        return new Reader(this, actor, proof, new LinkedMultiValueMap<>(), purpose);
    }

    /**
     * The same question, asked for a purpose that a browser says in a field and not in a header.
     *
     * @param text in the reader's own words; blank means that none was said
     */
    public Reader forPurpose(String text) {
        return new Reader(this, actor, proof, parameters, Optional.of(text.strip()).filter(said -> !said.isEmpty()));
    }

    public Actor actor() {
        return actor;
    }

    /** The secret that the reader showed, hashed. */
    public Optional<SecretHash> proof() {
        return proof;
    }

    /** Method and path pattern, such as {@code GET /api/v1/complaints/{id}}. */
    public String question() {
        return question;
    }

    public String correlationId() {
        return correlationId;
    }

    /**
     * What the reader wants personal data for, in the reader's own words.
     *
     * @throws Refusal {@link RequestRule#HEADER_INVALID} if it cannot be kept as it was sent
     */
    public Optional<String> purpose() {
        purpose.filter(text -> !text.matches("[\\x20-\\x7E]{1,200}")).ifPresent(_ -> {
            throw Refusal.of(RequestRule.HEADER_INVALID, PURPOSE, Map.of("expected", new Text(
                    "tujuan membaca, paling panjang 200 karakter ASCII", "what for, in at most 200 ASCII characters")));
        });
        return purpose;
    }

    /**
     * @throws Refusal {@link RequestRule#PARAMETER_UNKNOWN} if there is any other, {@link RequestRule#PARAMETER_INVALID} if
     *                 one comes twice: it would silently be ignored
     */
    public Reader allowing(String... known) {
        Set<String> others = new TreeSet<>(parameters.keySet());
        Arrays.asList(known).forEach(others::remove);
        others.stream().findFirst().ifPresent(other -> {
            throw Refusal.of(RequestRule.PARAMETER_UNKNOWN, other, Map.of("known", known.length == 0 ? "-" : String.join(", ", known)));
        });
        parameters.forEach((name, values) -> {
            if (values.size() > 1) {
                throw Refusal.of(RequestRule.PARAMETER_INVALID, name,
                        Map.of("expected", new Text("hanya satu nilai", "one value only")));
            }
        });
        return this;
    }

    /** An absent and an empty parameter mean the same. */
    public Optional<String> text(String parameter) {
        return Optional.ofNullable(parameters.getFirst(parameter)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws Refusal {@link RequestRule#PARAMETER_INVALID} if {@code read} cannot read it */
    public <T> Optional<T> parameter(String parameter, Function<String, T> read, Text expected) {
        return text(parameter).map(text -> {
            try {
                return read.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException _) {
                throw Refusal.of(RequestRule.PARAMETER_INVALID, parameter, Map.of("expected", expected));
            }
        });
    }

    public <E extends Enum<E>> Optional<E> oneOf(String parameter, Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return parameter(parameter, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                new Text("salah satu dari " + names, "one of " + names));
    }

    public Optional<LocalDate> day(String parameter) {
        return parameter(parameter, text -> {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1900 || day.getYear() > 2200) {
                throw new IllegalArgumentException("out of range");
            }
            return day;
        }, new Text("tanggal seperti 2026-01-31, dari tahun 1900 sampai 2200",
                "a day like 2026-01-31, in the years 1900 to 2200"));
    }

    /** How many rows to give at most: 50 unless asked for otherwise, up to 200. */
    public int limit() {
        return parameter("limit", text -> {
            int limit = Integer.parseInt(text);
            if (limit < 1 || limit > 200) {
                throw new IllegalArgumentException("out of range");
            }
            return limit;
        }, new Text("bilangan dari 1 sampai 200", "a number from 1 to 200")).orElse(50);
    }
}
