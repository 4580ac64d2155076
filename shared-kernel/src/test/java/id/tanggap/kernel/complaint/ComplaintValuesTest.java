package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import id.tanggap.kernel.complaint.Location.Coordinates;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplaintValuesTest {

    @Test
    void a_category_is_a_label_without_space_around_it() {
        assertThat(new Category("  Jalan rusak ")).isEqualTo(new Category("Jalan rusak")).hasToString("Jalan rusak");
        assertThat(new Category("x".repeat(80)).value()).hasSize(80);
    }

    @Test
    void a_category_has_1_to_80_characters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(" \t\n\u2003"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Category("x".repeat(81)));
    }

    @ParameterizedTest
    @CsvSource({"-90,-180", "90,180", "0,0", "-6.1754,106.8272"})
    void a_point_lies_on_the_globe(double latitude, double longitude) {
        assertThat(new Coordinates(latitude, longitude).latitude()).isEqualTo(latitude);
    }

    @ParameterizedTest
    @CsvSource({"90.0001,0", "-90.0001,0", "0,180.0001", "0,-180.0001", "NaN,0", "0,NaN", "Infinity,0"})
    void a_point_elsewhere_is_refused(double latitude, double longitude) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Coordinates(latitude, longitude));
    }

    @ParameterizedTest
    @EnumSource(ComplaintStatus.class)
    void four_states_are_ends_and_every_state_has_its_words(ComplaintStatus status) {
        Set<ComplaintStatus> ends = EnumSet.of(ComplaintStatus.CLOSED, ComplaintStatus.REJECTED,
                ComplaintStatus.WITHDRAWN, ComplaintStatus.MERGED);

        assertThat(status.ended()).isEqualTo(ends.contains(status));
        assertThat(status.openAtOffice()).isEqualTo(status == ComplaintStatus.FORWARDED);
        assertThat(status.text().id()).isNotBlank();
        assertThat(status.text().en()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(ServiceElement.class)
    void every_element_of_the_survey_has_its_words(ServiceElement element) {
        assertThat(element.text().id()).isNotBlank();
        assertThat(element.text().en()).isNotBlank();
    }

    @Test
    void an_id_is_read_back_from_its_text() {
        ComplaintId id = ComplaintId.of("018f0000-0000-7000-8000-000000000001");

        assertThat(ComplaintId.of(id.toString())).isEqualTo(id);
        assertThatNullPointerException().isThrownBy(() -> new ComplaintId(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "018f0000000070008000000000000001"})
    void what_is_no_uuid_is_no_id(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ComplaintId.of(text));
    }
}
