package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.office.OfficeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventNamesTest {

    private static final Map<Class<?>, String> FAMILIES =
            Map.of(ComplaintEvent.class, "complaint", OfficeEvent.class, "office", ImportEvent.class, "import",
                    CalendarEvent.class, "calendar", RulebookEvent.class, "rulebook", InspectionEvent.class, "inspection",
                    AccountEvent.class, "account");

    static Stream<Class<?>> events() {
        return FAMILIES.keySet().stream().flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_an_immutable_record_stored_under_a_name_of_its_aggregate(Class<?> event) {
        EventName name = event.getAnnotation(EventName.class);

        assertThat(event).isRecord();
        assertThat(name).as("@EventName").isNotNull();
        assertThat(name.revision()).isPositive();
        assertThat(name.value()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*")
                .startsWith(FAMILIES.get(event.getInterfaces()[0]) + ".");
    }

    @Test
    void no_two_events_share_a_name() {
        List<String> names = events().map(event -> event.getAnnotation(EventName.class).value()).toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(72);
    }

    /** Names are kept for ever: whoever changes one here must mean it, and write an upcaster. */
    @Test
    void names_stay_as_they_are_stored() {
        assertThat(events().map(event -> event.getAnnotation(EventName.class)).map(n -> n.value() + " " + n.revision()))
                .containsExactlyInAnyOrder(
                        "complaint.submitted 3", "complaint.forwarded 1", "complaint.returned 1",
                        "complaint.completed 1", "complaint.rejected 1", "complaint.assigned 1",
                        "complaint.transferred 1", "complaint.interim-response-given 1",
                        "complaint.final-response-drafted 1", "complaint.final-response-sent-back 1",
                        "complaint.final-response-approved 1", "complaint.closed 1", "complaint.objected 1",
                        "complaint.withdrawn 1", "complaint.merged 1", "complaint.merge-undone 1",
                        "complaint.duplicate-joined 1", "complaint.duplicate-left 1", "complaint.evaluated 1",
                        "complaint.lapsed 1", "complaint.escalated 1", "complaint.asked-whether-solved 1",
                        "complaint.confirmed-solved 1", "complaint.reported-unsolved 1", "complaint.appealed 1",
                        "complaint.sent-back-on-appeal 1", "complaint.referred-to-inspectorate 1",
                        "complaint.message-sent 1", "complaint.identity-reveal-requested 1",
                        "complaint.identity-revealed 1", "complaint.identity-reveal-refused 1",
                        "complaint.erasure-requested 1", "complaint.erasure-refused 1",
                        "complaint.personal-data-erased 1", "complaint.attachment-added 1",
                        "complaint.attachment-cleared 1", "complaint.attachment-rejected 1",
                        "office.registered 2", "office.renamed 1", "office.moved 1", "office.service-standard-set 2",
                        "office.deactivation-begun 1", "office.deactivation-abandoned 1", "office.deactivated 1",
                        "office.calendar-chosen 1", "calendar.registered 1", "calendar.day-named 1",
                        "calendar.day-cancelled 1", "calendar.year-declared 1", "calendar.week-set 1",
                        "account.opened 1", "account.role-changed 1", "account.deactivated 1",
                        "account.reactivated 1", "account.password-reset-requested 1", "account.password-set 1",
                        "account.second-factor-set 1", "account.second-factor-removed 1",
                        "account.key-issued 1", "account.key-revoked 1",
                        "rulebook.standard-set 1", "rulebook.procedure-set 1",
                        "inspection.opened 1", "inspection.finding-recorded 1", "inspection.recommendation-made 1",
                        "inspection.report-sent 1", "inspection.follow-up-reported 1", "inspection.closed 1",
                        "import.started 2", "import.advanced 1", "import.finished 1", "import.failed 1");
    }
}
