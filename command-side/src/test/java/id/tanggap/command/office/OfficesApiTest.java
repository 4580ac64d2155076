package id.tanggap.command.office;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.RINA;
import static id.tanggap.command.office.OfficeFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Refused;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.LimitForm;
import id.tanggap.command.api.Sender;
import id.tanggap.command.api.Senders;
import id.tanggap.command.api.Standard;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.clock.WorkingUnit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

class OfficesApiTest {

    private static final String KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    private static final LocalDate FROM = LocalDate.of(2199, 1, 1);
    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

    private final SmallPlatform platform = new SmallPlatform();
    private final OfficesApi api = new OfficesApi(new ManagingOffices(platform.commands(),
            new DeactivatingOffices(platform.commands(), (_, _) -> Mono.just(0L)),
            new Identifiers(new SecureRandom(), Senders.KEY), JAKARTA));

    @AfterEach
    void close() {
        platform.close();
    }

    private static Sender admin(String... headers) {
        return Senders.post("/api/v1/offices", ADMIN, headers);
    }

    private static Answers.Recorded answer(Mono<ResponseEntity<Answers.Recorded>> mono) {
        return mono.block(Duration.ofSeconds(10)).getBody();
    }

    @Test
    void an_office_that_names_no_zone_is_in_the_platforms() {
        answer(api.register(new ManagingOffices.Registration(" Dinas Jalan ", null, null, null), admin()));
        var here = (OfficeEvent.Registered) platform.lastAppend().getFirst();
        answer(api.register(new ManagingOffices.Registration("Dinas Jalan", null, ZoneId.of("Asia/Jayapura"), null), admin()));
        var there = (OfficeEvent.Registered) platform.lastAppend().getFirst();

        assertThat(here.name()).isEqualTo("Dinas Jalan");
        assertThat(here.zone()).isEqualTo(JAKARTA);
        assertThat(there.zone()).isEqualTo(ZoneId.of("Asia/Jayapura"));
    }

    @Test
    void a_registration_sent_again_gets_the_same_answer_and_no_second_office() {
        var form = new ManagingOffices.Registration("Dinas Jalan", null, null, null);
        var first = api.register(form, admin("Idempotency-Key", KEY)).block(Duration.ofSeconds(10));
        answer(api.rename(OfficeId.of(first.getBody().id()), new ManagingOffices.Name("Bina Marga"), admin("If-Match", "\"0\"")));

        var again = api.register(form, admin("Idempotency-Key", KEY)).block(Duration.ofSeconds(10));

        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(again.getHeaders().getLocation()).isEqualTo(first.getHeaders().getLocation());
        assertThat(platform.appends()).hasSize(2);
        Refused.by(RequestRule.IDEMPOTENCY_KEY_REUSED, () -> answer(api.register(
                new ManagingOffices.Registration("Dinas Air", null, null, null), admin("Idempotency-Key", KEY))));
    }

    @Test
    void an_office_lives_from_registration_to_deactivation() {
        OfficeId above = OfficeId.of(answer(
                api.register(new ManagingOffices.Registration("Kota", null, null, null), admin())).id());
        OfficeId id = OfficeId.of(answer(
                api.register(new ManagingOffices.Registration("Dinas", above, null, null), admin())).id());

        assertThat(answer(api.move(id, new ManagingOffices.Parent(null), admin("If-Match", "\"0\""))).sequence()).isEqualTo(1);
        assertThat(answer(api.setServiceStandard(id, new Standard(Classification.COMPLAINT,
                new LimitForm(WorkingUnit.DAYS, 10), " Perda 7/2026 ", null, FROM), admin("If-Match", "\"1\""))).sequence())
                .isEqualTo(2);
        assertThat(answer(api.deactivate(id, admin("If-Match", "\"2\""))).status()).isEqualTo("INACTIVE");
        Refused.by(OfficeRule.PARENT_NOT_ACTIVE, () ->
                answer(api.register(new ManagingOffices.Registration("Seksi", id, null, null), admin())));
    }

    @Test
    void an_unknown_office_is_not_found() {
        Refused.by(NotFound.OFFICE_NOT_FOUND,
                () -> answer(api.rename(UNKNOWN, new ManagingOffices.Name("x"), admin("If-Match", "\"0\""))));
        Refused.by(NotFound.OFFICE_NOT_FOUND, () -> answer(api.deactivate(UNKNOWN, admin("If-Match", "\"0\""))));
        Refused.by(NotFound.OFFICE_NOT_FOUND,
                () -> answer(api.deactivate(UNKNOWN, admin("If-Match", "\"0\"", "Idempotency-Key", KEY))));
    }

    @Test
    void nobody_else_registers_and_nobody_decides_without_a_state() {
        Refused.by(OfficeRule.ADMINISTRATORS_ONLY, () -> answer(api.register(
                new ManagingOffices.Registration("x", null, null, null), Senders.post("/api/v1/offices", RINA))));
        Refused.by(RequestRule.IF_MATCH_MISSING, () -> answer(api.deactivate(UNKNOWN, admin())));
    }

    private static Standard standardOf(int hours) {
        return new Standard(Classification.COMPLAINT, new LimitForm(WorkingUnit.HOURS, hours), "x", "Pasal 1",
                FROM);
    }

    @Test
    void forms_are_taken_up_to_their_bounds() {
        assertThat(VALIDATOR.validate(new ManagingOffices.Registration("x".repeat(200), null, null, null))).isEmpty();
        assertThat(VALIDATOR.validate(new ManagingOffices.Registration("x".repeat(201), null, null, null))).hasSize(1);
        assertThat(VALIDATOR.validate(new ManagingOffices.Name(" "))).hasSize(1);
        assertThat(VALIDATOR.validate(new ManagingOffices.Name("a\u0000"))).hasSize(1);
        assertThat(VALIDATOR.validate(standardOf(1))).isEmpty();
        assertThat(VALIDATOR.validate(standardOf(10_000))).isEmpty();
        assertThat(VALIDATOR.validate(standardOf(0))).hasSize(1);
        assertThat(VALIDATOR.validate(standardOf(10_001))).hasSize(1);
        assertThat(VALIDATOR.validate(new Standard(null, null, "\u2003", "x".repeat(201), null))).hasSize(5);
    }
}
