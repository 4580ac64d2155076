package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestRuleTest {

    private static final Pattern MARK = Pattern.compile("\\{([^}]*)}");

    @ParameterizedTest
    @EnumSource(RequestRule.class)
    void every_rule_is_worded_in_both_languages_with_the_same_marks(RequestRule rule) {
        assertThat(rule.kind()).isNotNull();
        assertThat(rule.text().id()).isNotBlank().isNotEqualTo(rule.text().en());
        assertThat(rule.text().en()).isNotBlank();
        assertThat(marks(rule.text().id())).isEqualTo(marks(rule.text().en()));
    }

    private static TreeSet<String> marks(String text) {
        return new TreeSet<>(MARK.matcher(text).results().map((MatchResult m) -> m.group(1)).toList());
    }

    @Test
    void a_refusal_tells_its_rule_and_field_and_the_values_of_this_case() {
        Refusal refusal = Refusal.of(RequestRule.STATE_CHANGED, "If-Match", Map.of("current", "\"7\""));

        assertThat(refusal.rule()).isEqualTo(RequestRule.STATE_CHANGED);
        assertThat(refusal.field()).contains("If-Match");
        assertThat(refusal.text().en()).contains("\"7\"").doesNotContain("{");
        assertThat(refusal.text().id()).contains("\"7\"").doesNotContain("{");
    }

    @Test
    void a_refusal_is_an_answer_and_carries_no_stack_trace() {
        assertThat(Refusal.of(RequestRule.BODY_MISSING).getStackTrace()).isEmpty();
        assertThat(Refusal.of(RequestRule.BODY_MISSING)).hasMessage("BODY_MISSING");
        assertThat(Refusal.of(RequestRule.BODY_MISSING).field()).isEmpty();
    }
}
