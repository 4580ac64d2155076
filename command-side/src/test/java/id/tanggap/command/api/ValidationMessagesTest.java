package id.tanggap.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.complaint.Constraints;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationMessagesTest {

    private static final Pattern MARK = Pattern.compile("\\{([^}]*)}");

    private final Properties indonesian = load("/ValidationMessages.properties");
    private final Properties english = load("/ValidationMessages_en.properties");
    private final Locale machine = Locale.getDefault();

    @AfterEach
    void machine_as_before() {
        Locale.setDefault(machine);
    }

    @Test
    void both_languages_have_the_same_messages_with_the_same_marks() {
        assertThat(indonesian.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(indonesian.stringPropertyNames()).allSatisfy(key -> {
            assertThat(indonesian.getProperty(key)).isNotBlank();
            assertThat(english.getProperty(key)).isNotBlank().isNotEqualTo(indonesian.getProperty(key));
            assertThat(marks(indonesian.getProperty(key))).isEqualTo(marks(english.getProperty(key)));
        });
    }

    @Test
    void every_constraint_on_what_the_api_takes_has_its_message_and_no_message_is_left_over() {
        Set<String> used = Constraints.messageKeys();
        used.add("jakarta.validation.constraints.Pattern.message");

        assertThat(indonesian.stringPropertyNames()).isEqualTo(used);
    }

    private record Form(@NotBlank @Size(max = 3) String name) {
    }

    @ParameterizedTest
    @CsvSource({"id,id", "id,en", "en,id", "en,en", "en-GB,id"})
    void the_reader_is_answered_in_the_language_asked_for_whatever_the_machine_speaks(String asked, String machine) {
        Locale.setDefault(Locale.forLanguageTag(machine));
        try (ValidatorFactory factory = Validation.byDefaultProvider().configure().buildValidatorFactory()) {
            String message = factory.getMessageInterpolator().interpolate("{tanggap.plain-text}", context(factory),
                    Locale.forLanguageTag(asked));

            assertThat(message).startsWith(asked.startsWith("en") ? "Text must not" : "Teks tidak boleh");
        }
    }

    @Test
    void our_wording_of_a_standard_constraint_goes_before_the_librarys() {
        Locale.setDefault(Locale.ENGLISH);
        try (ValidatorFactory factory = Validation.byDefaultProvider().configure().buildValidatorFactory()) {
            assertThat(factory.getValidator().validate(new Form("much too long")))
                    .extracting("message").containsExactly("It must have 0 to 3 characters.");
        }
    }

    private static jakarta.validation.MessageInterpolator.Context context(ValidatorFactory factory) {
        var descriptor = factory.getValidator().getConstraintsForClass(Form.class).getConstraintsForProperty("name")
                .getConstraintDescriptors().iterator().next();
        return new jakarta.validation.MessageInterpolator.Context() {
            @Override
            public jakarta.validation.metadata.ConstraintDescriptor<?> getConstraintDescriptor() {
                return descriptor;
            }

            @Override
            public Object getValidatedValue() {
                return null;
            }

            @Override
            public <T> T unwrap(Class<T> type) {
                throw new jakarta.validation.ValidationException("nothing to unwrap");
            }
        };
    }

    private static Set<String> marks(String text) {
        return new TreeSet<>(MARK.matcher(text).results().map((MatchResult m) -> m.group(1)).toList());
    }

    private static Properties load(String name) {
        try (var in = new InputStreamReader(ValidationMessagesTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
