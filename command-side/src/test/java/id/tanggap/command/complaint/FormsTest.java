package id.tanggap.command.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final String TEXT = "x".repeat(10_000);

    /** Paths of the fields at fault. */
    private static Set<String> faults(Object form) {
        return VALIDATOR.validate(form).stream().map(v -> v.getPropertyPath().toString()).collect(Collectors.toSet());
    }

    private static Forms.Submission submission(String title, String narrative, String category, Forms.Place place,
                                               Forms.Person person) {
        return new Forms.Submission(title, narrative, category, null, place, Identity.OPEN, person, null, null, null, null,
                null);
    }

    private static Forms.Submission with(Forms.Place place) {
        return submission("Lubang", "Dalam", "Jalan", place, null);
    }

    private static Forms.Submission with(Forms.Person person) {
        return submission("Lubang", "Dalam", "Jalan", null, person);
    }

    @Test
    void a_submission_is_taken_up_to_its_bounds() {
        assertThat(faults(submission("x".repeat(200), TEXT, "x".repeat(80),
                new Forms.Place(-90.0, 180.0, "x".repeat(500)),
                new Forms.Person("x".repeat(200), "siti@example.org", "+62 812-3456-7890")))).isEmpty();
        assertThat(faults(submission("x", "x", "x", null, null))).isEmpty();
    }

    @Test
    void a_submission_is_refused_beyond_its_bounds() {
        assertThat(faults(submission("x".repeat(201), TEXT + "x", "x".repeat(81), null, null)))
                .containsExactlyInAnyOrder("title", "narrative", "category");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void a_submission_says_something(String blank) {
        assertThat(faults(submission(blank, blank, blank, null, new Forms.Person(blank, null, null))))
                .containsExactlyInAnyOrder("title", "narrative", "category", "reporter.name");
        assertThat(faults(submission(null, null, null, null, null)))
                .containsExactlyInAnyOrder("title", "narrative", "category");
    }

    @Test
    void a_submission_chooses_its_identity() {
        assertThat(faults(new Forms.Submission("x", "x", "x", null, null, null, null, null, null, null, null,
                null)))
                .containsExactly("identity");
    }

    @Test
    void text_is_plain_wherever_it_is_taken() {
        String bell = "a\u0007";
        assertThat(faults(submission(bell, bell, bell, new Forms.Place(null, null, bell),
                new Forms.Person(bell, null, null))))
                .containsExactlyInAnyOrder("title", "narrative", "category", "location.address", "reporter.name");
        assertThat(faults(new Forms.Verification(Forms.Verification.Decision.RETURN, null, null, bell))).containsExactly("reason");
        assertThat(faults(new Forms.Completion(bell))).containsExactly("text");
        assertThat(faults(new Forms.Transfer(office(), bell))).containsExactly("reason");
        assertThat(faults(new Forms.Response(Forms.Response.Kind.FINAL, bell))).containsExactly("text");
        assertThat(faults(new Forms.Approval(null, bell))).containsExactly("reason");
        assertThat(faults(new Forms.Reply(Forms.Reply.Decision.OBJECT, bell))).containsExactly("text");
        assertThat(faults(new Forms.Withdrawal(bell))).containsExactly("reason");
        assertThat(faults(new Forms.Evaluation(3, null, bell))).containsExactly("comment");
    }

    @Test
    void no_text_is_longer_than_10000_characters() {
        String long1 = TEXT + "x";
        assertThat(faults(new Forms.Verification(Forms.Verification.Decision.RETURN, null, null, TEXT))).isEmpty();
        assertThat(faults(new Forms.Verification(Forms.Verification.Decision.RETURN, null, null, long1))).containsExactly("reason");
        assertThat(faults(new Forms.Completion(TEXT))).isEmpty();
        assertThat(faults(new Forms.Completion(long1))).containsExactly("text");
        assertThat(faults(new Forms.Transfer(office(), long1))).containsExactly("reason");
        assertThat(faults(new Forms.Response(Forms.Response.Kind.INTERIM, long1))).containsExactly("text");
        assertThat(faults(new Forms.Approval(null, long1))).containsExactly("reason");
        assertThat(faults(new Forms.Reply(Forms.Reply.Decision.ACCEPT, long1))).containsExactly("text");
        assertThat(faults(new Forms.Withdrawal(long1))).containsExactly("reason");
        assertThat(faults(new Forms.Evaluation(3, null, long1))).containsExactly("comment");
    }

    @ParameterizedTest
    @CsvSource({"-90,-180,", "90,180,", "90.01,0,location.latitude", "-90.01,0,location.latitude",
            "0,180.01,location.longitude", "0,-180.01,location.longitude", "NaN,0,location.latitude",
            "0,Infinity,location.longitude", "0,NaN,location.longitude"})
    void a_place_lies_on_the_globe(double latitude, double longitude, String fault) {
        assertThat(faults(with(new Forms.Place(latitude, longitude, null))))
                .isEqualTo(fault == null ? Set.of() : Set.of(fault));
    }

    @Test
    void an_address_has_up_to_500_characters() {
        assertThat(faults(with(new Forms.Place(null, null, "x".repeat(501))))).containsExactly("location.address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08123", "+6281234567890", "(021) 345-6789", "021.345.6789", "+62 (21) 345 6789"})
    void a_phone_number_is_taken_as_people_write_it(String phone) {
        assertThat(faults(with(new Forms.Person("Siti", null, phone)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0812", "call me", "+", "(((((", "++62812345", "0812345678901234567890123456", "0812345\n"})
    void what_is_no_phone_number_is_refused(String phone) {
        assertThat(faults(with(new Forms.Person("Siti", null, phone)))).containsExactly("reporter.phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"siti", "siti@", "@example.org", "siti @example.org", "a@b@c"})
    void what_is_no_address_is_refused(String email) {
        assertThat(faults(with(new Forms.Person("Siti", email, null)))).containsExactly("reporter.email");
    }

    @Test
    void an_address_has_up_to_254_characters_and_a_name_up_to_200() {
        String domain = ".example-of-a-long-name-for-a-domain".repeat(6).substring(1) + ".org";
        String email = "s".repeat(255 - domain.length() - 1) + "@" + domain;

        assertThat(email).hasSize(255);
        assertThat(faults(with(new Forms.Person("x".repeat(201), email, null))))
                .containsExactlyInAnyOrder("reporter.name", "reporter.email");
        assertThat(faults(with(new Forms.Person("x", email.substring(1), null)))).isEmpty();
    }

    @Test
    void choices_are_made() {
        assertThat(faults(new Forms.Verification(null, null, Classification.COMPLAINT, null))).containsExactly("decision");
        assertThat(faults(new Forms.Response(null, "x"))).containsExactly("kind");
        assertThat(faults(new Forms.Reply(null, null))).containsExactly("decision");
        assertThat(faults(new Forms.Transfer(null, "x"))).containsExactly("officeId");
        assertThat(faults(new Forms.Merge(null))).containsExactly("into");
        assertThat(faults(new Forms.Merge(new ComplaintId(UUID.randomUUID())))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"budi,", "0b.u_d-i,", "Budi,officerId", "budi santoso,officerId", "'',officerId", "-budi,officerId",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,officerId"})
    void an_officer_is_named_by_account(String officer, String fault) {
        assertThat(faults(new Forms.Assignment(officer))).isEqualTo(fault == null ? Set.of() : Set.of(fault));
    }

    // ---- evaluation

    @ParameterizedTest
    @CsvSource({"1,true", "4,true", "0,false", "5,false", "-1,false", ",false"})
    void satisfaction_goes_from_one_to_four(Integer satisfaction, boolean taken) {
        assertThat(faults(new Forms.Evaluation(satisfaction, null, null)).isEmpty()).isEqualTo(taken);
    }

    @ParameterizedTest
    @EnumSource(ServiceElement.class)
    void every_element_goes_from_one_to_four(ServiceElement element) {
        assertThat(faults(new Forms.Evaluation(3, all(element, 1), null))).isEmpty();
        assertThat(faults(new Forms.Evaluation(3, all(element, 4), null))).isEmpty();
        assertThat(faults(new Forms.Evaluation(3, all(element, 0), null))).hasSize(1);
        assertThat(faults(new Forms.Evaluation(3, all(element, 5), null))).hasSize(1);
        assertThat(faults(new Forms.Evaluation(3, all(element, null), null))).hasSize(1);
    }

    private static Map<ServiceElement, Integer> all(ServiceElement but, Integer score) {
        Map<ServiceElement, Integer> elements = new HashMap<>();
        Arrays.stream(ServiceElement.values()).forEach(e -> elements.put(e, 3));
        elements.put(but, score);
        return elements;
    }

    private static OfficeId office() {
        return new OfficeId(UUID.randomUUID());
    }
}
