package id.tanggap.kernel.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Sight.Audience;
import id.tanggap.kernel.complaint.Sight.Part;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of sight, over every role and every kind of complaint. */
class SightTest {

    private static final OfficeId OWN = new OfficeId(new UUID(1, 1));
    private static final OfficeId OTHER = new OfficeId(new UUID(1, 2));
    private static final SecretHash RIGHT = new SecretHash("1".repeat(64));
    private static final SecretHash WRONG = new SecretHash("2".repeat(64));

    private record Complaint(Identity identity, SecretHash secretHash, Optional<OfficeId> office, Secrecy secrecy)
            implements Sight.Subject {
    }

    private static Secrecy secrecy(boolean withheld, boolean erased, OfficeId... revealedTo) {
        return new Secrecy(withheld, Optional.empty(), false, Optional.empty(), List.of(revealedTo), false, erased
                ? Optional.of(new Secrecy.Erased(Instant.EPOCH, LegalGround.REQUESTED_BY_SUBJECT)) : Optional.empty());
    }

    private static Complaint complaint(Identity identity, Secrecy secrecy) {
        return new Complaint(identity, RIGHT, Optional.of(OWN), secrecy);
    }

    private static Actor actor(Role role, OfficeId office) {
        return role.belongsToAnOffice() ? Actor.of(role, "somebody", office) : Actor.of(role, "somebody");
    }

    private static List<Actor> everybody() {
        List<Actor> all = new ArrayList<>();
        for (Role role : Role.values()) {
            all.add(actor(role, OWN));
            if (role.belongsToAnOffice()) {
                all.add(actor(role, OTHER));
            }
        }
        return all;
    }

    private static Part part(Complaint complaint, Actor actor) {
        return Sight.of(complaint, actor, Optional.empty()).part();
    }

    @Test
    void each_role_has_its_part() {
        Map<Role, Part> parts = Map.of(Role.PUBLIC, Part.PUBLIC, Role.REPORTER, Part.PUBLIC, Role.COORDINATOR, Part.OVERSIGHT,
                Role.OFFICER, Part.OFFICE, Role.OFFICE_HEAD, Part.OFFICE, Role.INSPECTOR, Part.OVERSIGHT,
                Role.ADMINISTRATOR, Part.PUBLIC, Role.API_CLIENT, Part.PUBLIC, Role.SYSTEM, Part.OVERSIGHT);

        for (Role role : Role.values()) {
            assertThat(part(complaint(Identity.OPEN, secrecy(false, false)), actor(role, OWN))).isEqualTo(parts.get(role));
        }
    }

    @Test
    void another_office_is_one_of_the_public() {
        assertThat(part(complaint(Identity.OPEN, secrecy(false, false)), actor(Role.OFFICE_HEAD, OTHER)))
                .isEqualTo(Part.PUBLIC);
    }

    @Test
    void what_is_withheld_exists_for_those_above_the_offices_and_its_reporter_alone() {
        Complaint withheld = complaint(Identity.OPEN, secrecy(true, false));

        everybody().forEach(actor -> assertThat(part(withheld, actor)).as("%s", actor)
                .isEqualTo(Sight.seesWithheld(actor) ? Part.OVERSIGHT : Part.NOTHING));
        assertThat(Sight.of(withheld, Actor.PUBLIC, Optional.of(RIGHT)).part()).isEqualTo(Part.REPORTER);
    }

    @Test
    void a_wrong_secret_shows_nothing_to_anybody() {
        everybody().forEach(actor -> assertThat(Sight.of(complaint(Identity.OPEN, secrecy(false, false)), actor,
                Optional.of(WRONG)).isNothing()).isTrue());
    }

    @Test
    void the_secret_of_whoever_was_erased_shows_nothing_to_anybody() {
        everybody().forEach(actor -> assertThat(Sight.of(complaint(Identity.OPEN, secrecy(false, true)), actor,
                Optional.of(RIGHT)).isNothing()).isTrue());
    }

    @Test
    void an_office_knows_who_if_the_reporter_is_open_or_was_revealed_to_it() {
        Actor officer = actor(Role.OFFICER, OWN);
        for (Identity identity : Identity.values()) {
            assertThat(Sight.of(complaint(identity, secrecy(false, false)), officer, Optional.empty()).whoIsKnown())
                    .isEqualTo(identity == Identity.OPEN);
            assertThat(Sight.of(complaint(identity, secrecy(false, false, OTHER)), officer, Optional.empty()).whoIsKnown())
                    .isEqualTo(identity == Identity.OPEN);
            assertThat(Sight.of(complaint(identity, secrecy(false, false, OWN)), officer, Optional.empty()).whoIsKnown())
                    .isEqualTo(identity != Identity.ANONYMOUS);
        }
    }

    @Test
    void personal_data_is_for_the_reporter_and_on_request_for_administrators_and_inspectors() {
        Complaint complaint = complaint(Identity.OPEN, secrecy(false, false));

        everybody().forEach(actor -> assertThat(Sight.ofPersonalData(complaint, actor, Optional.empty()).isPresent())
                .as("%s", actor).isEqualTo(Set.of(Role.ADMINISTRATOR, Role.INSPECTOR).contains(actor.role())));
        assertThat(Sight.ofPersonalData(complaint, Actor.PUBLIC, Optional.of(RIGHT))).isPresent();
        assertThat(Sight.ofPersonalData(complaint(Identity.OPEN, secrecy(true, false)), actor(Role.ADMINISTRATOR, OWN),
                Optional.empty())).isEmpty();
    }

    @Test
    void what_is_meant_for_some_is_told_to_them_and_no_others() {
        Map<Audience, Set<Part>> meant = Map.of(
                Audience.EVERYBODY, Set.of(Part.PUBLIC, Part.REPORTER, Part.OFFICE, Part.OVERSIGHT),
                Audience.INVOLVED, Set.of(Part.REPORTER, Part.OFFICE, Part.OVERSIGHT),
                Audience.STAFF, Set.of(Part.OFFICE, Part.OVERSIGHT),
                Audience.REPORTER_AND_OVERSIGHT, Set.of(Part.REPORTER, Part.OVERSIGHT));

        meant.forEach((audience, parts) -> Arrays.stream(Part.values()).forEach(part ->
                assertThat(new Sight(part, false).isAmong(audience)).isEqualTo(parts.contains(part))));
    }
}
