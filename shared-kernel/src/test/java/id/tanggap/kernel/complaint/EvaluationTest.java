package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

    private static final Map<ServiceElement, Integer> ALL_NINE = Arrays.stream(ServiceElement.values())
            .collect(Collectors.toMap(Function.identity(), _ -> 3));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void satisfaction_goes_from_one_to_four(int satisfaction) {
        assertThat(new Evaluation(satisfaction, Map.of()).satisfaction()).isEqualTo(satisfaction);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 5, Integer.MAX_VALUE})
    void any_other_score_is_refused(int score) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(score, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(3, but(ServiceElement.COST, score)));
    }

    @ParameterizedTest
    @EnumSource(ServiceElement.class)
    void all_nine_elements_are_scored_or_none(ServiceElement missing) {
        Map<ServiceElement, Integer> eight = new EnumMap<>(ALL_NINE);
        eight.remove(missing);

        assertThat(new Evaluation(3, ALL_NINE).elements()).hasSize(9);
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(3, eight));
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(3, Map.of(missing, 3)));
    }

    @Test
    void an_evaluation_does_not_change_with_the_map_it_was_made_of() {
        Map<ServiceElement, Integer> elements = new EnumMap<>(ALL_NINE);
        Evaluation evaluation = new Evaluation(3, elements);

        elements.clear();

        assertThat(evaluation.elements()).isEqualTo(ALL_NINE);
    }

    private static Map<ServiceElement, Integer> but(ServiceElement element, int score) {
        Map<ServiceElement, Integer> elements = new EnumMap<>(ALL_NINE);
        elements.put(element, score);
        return elements;
    }
}
