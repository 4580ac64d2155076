package id.tanggap.kernel;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A command or question was refused by a rule. Nothing was written. Carries no stack trace: a refusal is an answer, not
 * a fault.
 */
public final class Refusal extends RuntimeException {

    private final transient Rule rule;
    private final transient Text text;
    private final String field;
    private final Duration retryAfter;

    private Refusal(Rule rule, String field, Map<String, ?> values, Duration retryAfter) {
        super(rule.name(), null, false, false);
        this.rule = rule;
        this.text = rule.text().with(values);
        this.field = field;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Rule rule) {
        return new Refusal(rule, null, Map.of(), null);
    }

    /** @param values fill the marks in the rule's text */
    public static Refusal of(Rule rule, Map<String, ?> values) {
        return new Refusal(rule, null, values, null);
    }

    /** @param field the offending field as a JSON pointer or parameter name */
    public static Refusal of(Rule rule, String field, Map<String, ?> values) {
        return new Refusal(rule, field, values, null);
    }

    /** @param wait after which the same request may succeed; {@code seconds} in the rule's text, rounded up */
    public static Refusal until(Rule rule, Duration wait) {
        return new Refusal(rule, null, Map.of("seconds", wait.plusNanos(999_999_999).toSeconds()), wait);
    }

    public Rule rule() {
        return rule;
    }

    /** The rule in words, with the values of this case. */
    public Text text() {
        return text;
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** After which time the same request may succeed, if that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
