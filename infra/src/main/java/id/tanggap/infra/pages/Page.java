package id.tanggap.infra.pages;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/**
 * What is to be shown: a template and what it speaks of.
 *
 * @param template its name, without folder {@code templates/} and ending
 * @param model    names and values, as the template calls them
 */
public record Page(HttpStatus status, String template, Map<String, Object> model) {

    private static final Pattern LOCAL = Pattern.compile("/(?:[A-Za-z0-9][A-Za-z0-9/_.-]{0,200})?(?:\\?[A-Za-z0-9%=&+_.*-]{1,1000})?");

    public static Page of(String template) {
        return new Page(HttpStatus.OK, template, Map.of());
    }

    public Page with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(model);
        more.put(name, value);
        return new Page(status, template, more);
    }

    /** The same page, shown because something was refused. */
    public Page refused(Rule rule) {
        return new Page(status(rule.kind()), template, model);
    }

    /** The same, told above all else in the language of who asked. */
    public Page refused(Refusal refusal, ServerWebExchange exchange) {
        return refused(refusal.rule()).with("problem", refusal.text().in(Language.of(exchange).locale()));
    }

    /** The same, told at the field that it is about, if it is about one. @param fields of the form, by those of the API */
    public Page refused(Refusal refusal, Map<String, String> fields, ServerWebExchange exchange) {
        return refusal.field().map(fields::get).map(field -> with(Mistakes.in(field,
                refusal.text().in(Language.of(exchange).locale()))).refused(refusal.rule())).orElseGet(() -> refused(refusal, exchange));
    }

    /** The same page, with fields to be put right; {@link Mistakes#NONE} leaves it as it is. */
    public Page with(Mistakes mistakes) {
        Page told = with("mistakes", mistakes);
        return mistakes.isEmpty() ? told : new Page(HttpStatus.BAD_REQUEST, told.template(), told.model());
    }

    /** What a browser does after a form was taken: it asks for the next page, so that going back or again does no harm. */
    public static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }

    /** Whether this is a page of ours, without anything that a browser could take for another host. */
    public static boolean isLocal(String path) {
        return LOCAL.matcher(path).matches();
    }

    static HttpStatus status(Rule.Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_NOW -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case MISDIRECTED -> HttpStatus.MISDIRECTED_REQUEST;
        };
    }
}
