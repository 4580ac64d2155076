package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LegalGroundTest {

    /** The articles of UU 27/2022 whose words were compared with a copy of the law. */
    @ParameterizedTest
    @EnumSource
    void every_ground_cites_a_paragraph_that_was_compared_with_the_law(LegalGround ground) {
        assertThat(ground.article()).matches(ground.grants()
                ? "UU 27/2022 (Pasal 8 dan )?Pasal (43 ayat \\(1\\) huruf [a-d]|44 ayat \\(1\\) huruf a)"
                : "UU 27/2022 Pasal (15 ayat \\(1\\) huruf [a-c]|44 ayat \\(1\\) huruf c)");
    }

    @ParameterizedTest
    @EnumSource
    void no_two_grounds_are_the_same_paragraph(LegalGround ground) {
        assertThat(LegalGround.values()).filteredOn(other -> other.article().equals(ground.article())).containsExactly(ground);
    }
}
