package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.tanggap.kernel.office.OfficeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {

    private static final OfficeId DINAS = new OfficeId(UUID.randomUUID());

    @ParameterizedTest
    @EnumSource(Role.class)
    void exactly_officers_and_heads_belong_to_an_office(Role role) {
        if (role == Role.OFFICER || role == Role.OFFICE_HEAD) {
            assertThat(Actor.of(role, "budi", DINAS).belongsTo(DINAS)).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(role, "budi"));
        } else {
            assertThat(Actor.of(role, "budi").belongsTo(DINAS)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(role, "budi", DINAS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "budi", "budi.s_2-x", "0budi"})
    void an_account_name_is_short_and_lower_case(String id) {
        assertThat(Actor.of(Role.COORDINATOR, id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Budi", ".budi", "-budi", "budi santoso", "budi@example.org", "budi\n", "büdi",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void nothing_else_is_an_account_name_least_of_all_an_address(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(Role.COORDINATOR, id));
    }

    @Test
    void an_officer_belongs_to_no_other_office() {
        assertThat(Actor.of(Role.OFFICER, "budi", DINAS).belongsTo(new OfficeId(UUID.randomUUID()))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybody_but_the_public_and_reporters_is_staff(Role role) {
        assertThat(role.isStaff()).isEqualTo(role != Role.PUBLIC && role != Role.REPORTER);
    }
}
