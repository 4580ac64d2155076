package id.tanggap.command;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.account.AccountRule;
import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.command.complaint.ComplaintRule;
import id.tanggap.command.inspection.InspectionRule;
import id.tanggap.command.law.LawRule;
import id.tanggap.command.office.OfficeRule;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.clock.CalendarRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final Pattern MARK = Pattern.compile("\\{([^}]*)}");

    static Stream<Rule> rules() {
        return Stream.<Rule[]>of(ComplaintRule.values(), AttachmentRule.values(), OfficeRule.values(), LawRule.values(),
                CalendarRule.values(), AccountRule.values(), InspectionRule.values(), NotFound.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_rule_is_worded_in_both_languages_with_the_same_marks(Rule rule) {
        assertThat(rule.kind()).isNotNull();
        assertThat(rule.name()).matches("[A-Z]+(_[A-Z]+)*");
        assertThat(rule.text().id()).isNotBlank().isNotEqualTo(rule.text().en());
        assertThat(rule.text().en()).isNotBlank();
        assertThat(marks(rule.text().id())).isEqualTo(marks(rule.text().en()));
    }

    /** Some mean the same thing about a complaint's office and about an office itself. */
    @Test
    void a_rule_of_the_same_name_is_known_and_no_rule_is_named_like_one_for_all_requests() {
        Set<String> complaints = names(ComplaintRule.values());
        complaints.retainAll(names(OfficeRule.values()));

        assertThat(complaints).containsExactly("OFFICE_NOT_ACTIVE");
        assertThat(rules().map(Rule::name)).doesNotContainAnyElementsOf(names(RequestRule.values()));
    }

    private static Set<String> names(Rule... rules) {
        return new TreeSet<>(Stream.of(rules).map(Rule::name).toList());
    }

    private static Set<String> marks(String text) {
        return new TreeSet<>(MARK.matcher(text).results().map((MatchResult m) -> m.group(1)).toList());
    }
}
