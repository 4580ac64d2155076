package id.tanggap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Expects a refusal by one rule. */
public final class Refused {

    private Refused() {
    }

    public static Matcher<Refusal> by(Rule rule) {
        return new CustomTypeSafeMatcher<>("a refusal by " + rule.name()) {
            @Override
            protected boolean matchesSafely(Refusal refusal) {
                return refusal.rule() == rule;
            }
        };
    }

    /** @return the refusal, to look at more closely */
    public static Refusal by(Rule rule, ThrowingCallable asked) {
        Throwable thrown = catchThrowable(asked);
        assertThat(thrown).as("refused by " + rule.name()).isInstanceOf(Refusal.class);
        assertThat(((Refusal) thrown).rule()).isEqualTo(rule);
        return (Refusal) thrown;
    }
}
