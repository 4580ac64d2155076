package id.tanggap.infra.pages.figures;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.pages.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTest {

    private final Speech speech = new Speech((key, values) -> key + " " + values[0], Language.INDONESIAN.locale());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0     | 0                          | 0
        0.001 | figures.days.least 0,1     | 0,1
        0.049 | figures.days.least 0,1     | 0,1
        0.05  | 0,1                        | 0,1
        0.14  | 0,1                        | 0,1
        1.25  | 1,2                        | 1,2
        14    | 14                         | 14
        """)
    void a_time_that_is_not_none_is_never_said_to_be_none(double workingDays, String said, String atMost) {
        assertThat(speech.workingDays(workingDays)).isEqualTo(said);
        assertThat(speech.upToWorkingDays(workingDays)).isEqualTo(atMost);
    }
}
