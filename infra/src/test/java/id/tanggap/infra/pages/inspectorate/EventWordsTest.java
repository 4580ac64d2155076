package id.tanggap.infra.pages.inspectorate;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.office.OfficeEvent;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever can happen is told in words. */
class EventWordsTest {

    private static final Properties WORDS = words();

    private static Properties words() {
        Properties words = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/words/inspectorate.properties"),
                StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    @Test
    void every_event_that_can_be_stored_has_words_and_can_be_filtered_for() {
        Set<String> stored = new EventTypes().namesOf(DomainEvent.class);

        assertThat(EventWords.TYPES).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stored);
        assertThat(stored).allSatisfy(type -> {
            assertThat(WORDS).containsKey("event." + type);
            assertThat(WORDS).containsKey("event.of." + type.substring(0, type.indexOf('.')));
        });
    }

    @Test
    void everything_that_an_event_says_has_a_label() {
        Set<String> fields = new TreeSet<>();
        for (Class<?> family : List.of(ComplaintEvent.class, OfficeEvent.class, ImportEvent.class, CalendarEvent.class,
                RulebookEvent.class, InspectionEvent.class, AccountEvent.class)) {
            for (Class<?> type : family.getPermittedSubclasses()) {
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
            }
        }

        assertThat(fields).isNotEmpty().allSatisfy(field -> assertThat(WORDS).containsKey("field." + field));
    }
}
