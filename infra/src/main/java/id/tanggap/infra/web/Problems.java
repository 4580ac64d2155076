package id.tanggap.infra.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarRule;
import jakarta.validation.ConstraintViolation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers whatever went wrong with a problem detail (RFC 9457): a stable {@code code}, the offending field, what to do, in
 * both languages; or with a page that says it, where somebody came with a browser. The one place for it: whoever refuses a
 * request outside of controllers (filters, sign-in) passes a {@link Refusal}, or a {@link ResponseStatusException} with 401 or
 * 403, on as an error or to {@link #handle}.
 */
@Order(-2)
final class Problems implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final JsonMapper json;
    private final ObjectProvider<ProblemPages> pages;

    /** @param pages for those who came with a browser; made later than this, for they need what needs this */
    Problems(JsonMapper json, ObjectProvider<ProblemPages> pages) {
        Violations.load();
        this.json = json;
        this.pages = pages;
    }

    /** @param detail in the language that the client prefers, {@code messages} in both */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Problem(String type, String title, int status, String detail, String instance, String code,
                           Text messages, List<FieldProblem> errors) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record FieldProblem(String field, String code, String detail, Text messages) {
    }

    private record Answer(HttpStatusCode status, String code, Text text, List<Field> fields) {

        static Answer of(HttpStatusCode status, String code, String id, String en) {
            return new Answer(status, code, new Text(id, en), List.of());
        }
    }

    private record Field(String name, String code, Text text) {
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(fault);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(fault)) {
            // Nobody is there to tell, and nothing of ours went wrong.
            response.setStatusCode(HttpStatus.BAD_REQUEST);
            return response.setComplete().onErrorComplete();
        }
        Answer answer = answer(fault, exchange);
        noteWhatStaffTried(answer, exchange);
        response.setStatusCode(answer.status());
        if (answer.status().value() == 503) {
            response.getHeaders().set("Retry-After", "1");
        }
        if (answer.status().value() == 408) {
            // the rest of the body is not waited for
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        if (answer.status().value() == 401) {
            // RFC 9110 wants one; browsers must not ask for a password by themselves
            response.getHeaders().set("WWW-Authenticate", "Bearer realm=\"tanggap\"");
        }
        if (fault instanceof Refusal refusal) {
            refusal.retryAfter().ifPresent(wait -> response.getHeaders().set("Retry-After",
                    Long.toString(wait.plusNanos(999_999_999).toSeconds())));
        }
        if (fault instanceof MethodNotAllowedException notAllowed) {
            response.getHeaders().setAllow(java.util.Set.copyOf(notAllowed.getSupportedMethods()));
        }
        return tell(answer, fault, exchange).onErrorResume(IllegalStateException.class, sent -> {
            // The server has answered a body that was no HTTP by itself, while it was being read.
            log.debug("Could not tell of {}: {}", answer.code(), sent.getMessage());
            return Mono.empty();
        });
    }

    /** Whoever of the staff tries what they may not is to be found; of others nothing is noted. */
    private static void noteWhatStaffTried(Answer answer, ServerWebExchange exchange) {
        if (answer.status() == HttpStatus.FORBIDDEN && exchange.getAttribute(Actor.class.getName()) instanceof Actor actor
                && actor.role().isStaff()
                && exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern asked) {
            log.info("{} ({}) was refused {} {}: {}", actor.id(), actor.role(), exchange.getRequest().getMethod(),
                    asked.getPatternString(), answer.code());
        }
    }

    private Mono<Void> tell(Answer answer, Throwable fault, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        Mono<byte[]> page = Optional.ofNullable(pages.getIfAvailable()).flatMap(told -> told.page(fault,
                new ProblemPages.Told(answer.status(), answer.code(), answer.text()), exchange)).orElse(null);
        if (page != null) {
            response.getHeaders().setContentType(HTML);
            return response.writeWith(page.map(response.bufferFactory()::wrap));
        }
        Locale locale = locale(exchange);
        byte[] body = told(answer, locale, exchange.getRequest().getPath().value());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set("Content-Language", locale.getLanguage());
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return response.setComplete();
        }
        // said here, lest the server sends some in chunks: two that are to look alike must do so to the last header
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** What a request is told that never became one for us: it was too large for the server to read its head. */
    byte[] told(HttpStatus status) {
        return told(answer(new ResponseStatusException(status)), Locale.of("id"), null);
    }

    private byte[] told(Answer answer, Locale locale, String path) {
        return json.writeValueAsBytes(new Problem("urn:tanggap:problem:" + answer.code(),
                answer.status() instanceof HttpStatus status ? status.getReasonPhrase() : answer.status().toString(),
                answer.status().value(), answer.text().in(locale), path, answer.code(), answer.text(),
                answer.fields().stream().map(f -> new FieldProblem(f.name(), f.code(), f.text().in(locale), f.text()))
                        .toList()));
    }

    private static Answer answer(Throwable fault, ServerWebExchange exchange) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Refusal refusal -> {
                    return refused(refusal);
                }
                case CalendarFile.Faulty faulty -> {
                    return new Answer(HttpStatus.BAD_REQUEST, CalendarRule.FILE_FAULTY.name(), faulty.text(),
                            faulty.faults().stream().map(Problems::field).toList());
                }
                case WebExchangeBindException invalid -> {
                    return invalid(invalid);
                }
                case DataBufferLimitException _ -> {
                    return tooLarge();
                }
                case ResponseStatusException status when status.getStatusCode().value() == 408 -> {
                    // decoders wrap it
                    return tooSlow();
                }
                case JacksonException unreadable when fault instanceof ResponseStatusException -> {
                    return unreadable(unreadable);
                }
                default -> {
                    // look further down
                }
            }
        }
        return fault instanceof ResponseStatusException status ? answer(status) : unexpected(fault, exchange);
    }

    private static Answer refused(Refusal refusal) {
        HttpStatusCode status = switch (refusal.rule().kind()) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_NOW -> HttpStatus.SERVICE_UNAVAILABLE;
            case MISDIRECTED -> HttpStatusCode.valueOf(421);
        };
        return new Answer(status, refusal.rule().name(), refusal.text(), refusal.field()
                .map(field -> List.of(new Field(field, refusal.rule().name(), refusal.text()))).orElse(List.of()));
    }

    private static Answer invalid(WebExchangeBindException invalid) {
        List<Field> fields = invalid.getFieldErrors().stream().map(Problems::field).toList();
        return new Answer(HttpStatus.BAD_REQUEST, "FIELDS_INVALID",
                new Text("Ada kolom yang tidak sah: lihat errors.", "Some fields are not valid: see errors."), fields);
    }

    private static Field field(CalendarFile.Fault fault) {
        return new Field("line " + fault.line(), fault.rule().name(), fault.problem());
    }

    private static Field field(FieldError error) {
        String pointer = "/" + error.getField().replace('.', '/').replace('[', '/').replace("]", "");
        boolean missing = "NotNull".equals(error.getCode()) || "NotBlank".equals(error.getCode());
        Rule rule = missing ? RequestRule.FIELD_MISSING : RequestRule.FIELD_INVALID;
        Text text = error.contains(ConstraintViolation.class)
                ? Violations.text(error.unwrap(ConstraintViolation.class)) : new Text("?", String.valueOf(error.getDefaultMessage()));
        return new Field(pointer, rule.name(), missing ? rule.text() : rule.text().with(Map.of("expected", text)));
    }

    private static Answer unreadable(JacksonException fault) {
        String pointer = fault.getPath().stream().map(step -> "/" + (step.getPropertyName() != null
                ? step.getPropertyName() : Integer.toString(step.getIndex()))).collect(Collectors.joining());
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> one(RequestRule.FIELD_UNKNOWN, pointer, Map.of("known",
                    Optional.ofNullable(unknown.getKnownPropertyIds()).map(known -> known.stream()
                            .map(String::valueOf).sorted().collect(Collectors.joining(", "))).orElse("")));
            case MismatchedInputException mismatch when !pointer.isEmpty() ->
                    one(RequestRule.FIELD_INVALID, pointer, Map.of("expected", expected(mismatch)));
            case MismatchedInputException _ -> one(RequestRule.BODY_UNREADABLE, "", Map.of("problem",
                    new Text("diharapkan sebuah objek", "an object is expected")));
            default -> one(RequestRule.BODY_UNREADABLE, pointer, Map.of("problem", where(fault)));
        };
    }

    private static Text where(JacksonException fault) {
        Text what = new Text("{what}{place}", "{what}{place}").with(Map.of("what", what(fault)));
        var at = fault.getLocation();
        return what.with(Map.of("place", at == null || at.getLineNr() < 0 ? new Text("", "")
                : new Text(" di baris " + at.getLineNr() + ", kolom " + at.getColumnNr(),
                        " at line " + at.getLineNr() + ", column " + at.getColumnNr())));
    }

    private static Text what(JacksonException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamConstraintsException) {
                return new Text("terlalu dalam, atau ada nama atau bilangan yang terlalu panjang",
                        "too deep, or with too long a name or number");
            }
        }
        return String.valueOf(fault.getOriginalMessage()).startsWith("Duplicate")
                ? new Text("nama kolom muncul dua kali", "the name of a field comes twice")
                : new Text("kesalahan penulisan", "a mistake");
    }

    private static Text expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        if (type == null) {
            return new Text("jenis nilai lain", "another type of value");
        }
        if (type.isEnum()) {
            String names = Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return new Text("salah satu dari " + names, "one of " + names);
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> new Text("waktu seperti 2026-01-31T08:30:00Z, dari tahun 1900 sampai 2200",
                    "a time like 2026-01-31T08:30:00Z, in the years 1900 to 2200");
            case "LocalDate" -> new Text("tanggal seperti 2026-01-31, dari tahun 1900 sampai 2200",
                    "a day like 2026-01-31, in the years 1900 to 2200");
            case "ZoneId" -> new Text("zona waktu seperti Asia/Jakarta", "a time zone like Asia/Jakarta");
            case "OfficeId" -> new Text("id instansi", "an office's id");
            case "CalendarId" -> new Text("nama kalender: 1 sampai 40 huruf kecil, angka atau tanda hubung",
                    "a calendar's name: 1 to 40 of a-z 0-9 -");
            case "AccountName" -> new Text("nama akun dari 1 sampai 64 karakter a-z 0-9 . _ -",
                    "an account name of 1 to 64 of a-z 0-9 . _ -");
            case "ComplaintId" -> new Text("id laporan", "a complaint's id");
            case "Integer", "int" -> new Text("bilangan bulat", "a whole number");
            case "Double", "double" -> new Text("bilangan", "a number");
            case "String" -> new Text("teks", "text");
            default -> mismatch instanceof InvalidFormatException
                    ? new Text("nilai lain", "another value") : new Text("sebuah objek", "an object");
        };
    }

    private static Answer one(Rule rule, String field, Map<String, ?> values) {
        return refused(Refusal.of(rule, field, values));
    }

    private static Answer answer(ResponseStatusException fault) {
        return switch (fault.getStatusCode().value()) {
            case 400 -> switch (fault.getCause()) {
                case TypeMismatchException _ -> nothingHere();
                case DecodingException decoding when decoding.getCause() == null ->
                        one(RequestRule.BODY_MISSING, "", Map.of());
                case null, default -> one(RequestRule.BODY_UNREADABLE, "",
                        Map.of("problem", new Text("tidak lengkap atau rusak", "incomplete or broken")));
            };
            case 401 -> Answer.of(fault.getStatusCode(), "SIGN_IN_REQUIRED", "Masuk dahulu untuk melakukan ini.",
                    "Sign in to do this.");
            case 403 -> Answer.of(fault.getStatusCode(), "NOT_ALLOWED", "Peran Anda tidak boleh melakukan ini.",
                    "Your role may not do this.");
            case 404 -> nothingHere();
            case 408 -> tooSlow();
            case 413 -> tooLarge();
            case 414 -> Answer.of(fault.getStatusCode(), "ADDRESS_TOO_LONG",
                    "Alamat ini terlalu panjang, atau parameternya terlalu banyak.",
                    "This address is too long, or has too many parameters.");
            case 429 -> Answer.of(fault.getStatusCode(), "TOO_MANY_REQUESTS",
                    "Terlalu banyak permintaan dari jaringan atau akun Anda. Coba lagi setelah waktu di Retry-After (detik).",
                    "Too many requests from your network or account. Try again after the seconds in Retry-After.");
            case 431 -> Answer.of(fault.getStatusCode(), "HEADERS_TOO_LARGE", "Header permintaan ini terlalu besar.",
                    "The headers of this request are too large.");
            case 405 -> Answer.of(fault.getStatusCode(), "METHOD_NOT_ALLOWED",
                    "Metode ini tidak tersedia di sini; lihat header Allow.",
                    "This method is not available here; see the Allow header.");
            case 406 -> Answer.of(fault.getStatusCode(), "NOT_ACCEPTABLE", "Jawaban tidak tersedia dalam bentuk ini.",
                    "No answer can be given in this form.");
            case 415 -> Answer.of(fault.getStatusCode(), "MEDIA_TYPE_UNSUPPORTED",
                    "Isi permintaan harus bertipe application/json.", "The body must be of type application/json.");
            default -> Answer.of(fault.getStatusCode(), "HTTP_" + fault.getStatusCode().value(),
                    "Permintaan ini tidak dapat dilayani.", "This request cannot be served.");
        };
    }

    private static Answer tooLarge() {
        return Answer.of(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE",
                "Isi permintaan terlalu besar.", "The body is too large.");
    }

    private static Answer tooSlow() {
        return Answer.of(HttpStatus.REQUEST_TIMEOUT, "BODY_TOO_SLOW",
                "Isi permintaan tidak tiba pada waktunya. Kirim lagi.", "The body did not arrive in time. Send it again.");
    }

    private static Answer nothingHere() {
        return Answer.of(HttpStatus.NOT_FOUND, "NO_SUCH_RESOURCE", "Alamat ini tidak ada.",
                "There is nothing at this address.");
    }

    private static Answer unexpected(Throwable fault, ServerWebExchange exchange) {
        log.error("Request {} failed unexpectedly: {}", exchange.getRequest().getId(), Wordless.trace(fault));
        return Answer.of(HttpStatus.INTERNAL_SERVER_ERROR, "UNEXPECTED",
                "Terjadi kesalahan di pihak kami. Sebutkan " + exchange.getRequest().getId() + " bila melapor.",
                "Something went wrong on our side. Quote " + exchange.getRequest().getId() + " when you report it.");
    }

    /** Indonesian unless the client asks for English first. */
    private static Locale locale(ServerWebExchange exchange) {
        try {
            return exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                    .filter(l -> l.getLanguage().equals("en") || l.getLanguage().equals("id"))
                    .findFirst().orElse(Locale.of("id"));
        } catch (IllegalArgumentException _) {
            return Locale.of("id");
        }
    }
}
