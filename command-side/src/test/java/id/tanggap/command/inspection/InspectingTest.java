package id.tanggap.command.inspection;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.DEWI;
import static id.tanggap.command.complaint.ComplaintFixture.by;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.complaint.ComplaintCommand.Text;
import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An inspection from its opening to its conclusion. */
class InspectingTest {

    private static final InspectionId ID = new InspectionId(new UUID(9, 1));
    private static final PersonId SUBJECT = new PersonId(new UUID(9, 2));
    private static final ComplaintId COMPLAINT = new ComplaintId(new UUID(9, 3));
    private static final OfficeId ROADS = new OfficeId(new UUID(9, 4));
    private static final OfficeId WATER = new OfficeId(new UUID(9, 5));
    private static final OfficeId CLOSED = new OfficeId(new UUID(9, 6));
    private static final OfficeId UNKNOWN = new OfficeId(new UUID(9, 7));
    private static final Actor HEAD_OF_ROADS = Actor.of(Role.OFFICE_HEAD, "siti", ROADS);
    private static final Actor HEAD_OF_WATER = Actor.of(Role.OFFICE_HEAD, "wati", WATER);
    private static final Actor OFFICER_OF_ROADS = Actor.of(Role.OFFICER, "budi", ROADS);

    private static final Offices OFFICES = id -> Stream.of(office(ROADS, Office.Standing.ACTIVE),
            office(WATER, Office.Standing.ACTIVE), office(CLOSED, Office.Standing.INACTIVE))
            .filter(office -> office.id().equals(id)).findFirst();
    private static final KnownComplaints COMPLAINTS = COMPLAINT::equals;

    private static Office office(OfficeId id, Office.Standing standing) {
        return new Office(id, "Dinas", Optional.empty(), standing, OfficeTerms.begin(new OfficeEvent.Registered(id, "Dinas",
                Optional.empty(), ZoneId.of("Asia/Jakarta"), Optional.empty(), by(ADMIN))));
    }

    private static TestExecutor<InspectionAggregate> given(Object... events) {
        AggregateTestFixture<InspectionAggregate> fixture = new AggregateTestFixture<>(InspectionAggregate.class);
        fixture.registerInjectableResource(OFFICES);
        fixture.registerInjectableResource(COMPLAINTS);
        fixture.registerCommandTargetResolver(SmallPlatform::target);
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events);
    }

    private static Shreddable<String> said(String text) {
        return Shreddable.of(SUBJECT, text);
    }

    private static InspectionCommand.Open open(Matter matter, Actor actor) {
        return new InspectionCommand.Open(ID, matter, said("Aduan berulang."), by(actor));
    }

    private static InspectionEvent.Opened opened(Matter matter) {
        return new InspectionEvent.Opened(ID, matter, said("Aduan berulang."), by(DEWI));
    }

    private static final InspectionEvent OPENED = opened(Matter.of(COMPLAINT));
    private static final InspectionEvent FOUND = new InspectionEvent.FindingRecorded(ID, 1, said("Lampu tidak ada."),
            Optional.of(Severity.SERIOUS), by(DEWI));
    private static final InspectionEvent RECOMMENDED = new InspectionEvent.RecommendationMade(ID, 1, ROADS,
            said("Pasang lampu."), List.of(1), Optional.empty(), by(DEWI));
    private static final InspectionEvent SENT = new InspectionEvent.ReportSent(ID, List.of(1), by(DEWI));
    private static final InspectionEvent ENDED =
            new InspectionEvent.Closed(ID, Conclusion.REMEDIED, said("Selesai."), by(DEWI));

    private static InspectionCommand.RecordFinding find(Actor actor) {
        return new InspectionCommand.RecordFinding(ID, new Text("Lampu tidak ada."), Optional.of(Severity.SERIOUS), by(actor));
    }

    private static InspectionCommand.Recommend recommend(OfficeId office, List<Integer> findings, LocalDate due) {
        return new InspectionCommand.Recommend(ID, office, new Text("Pasang lampu."), findings, Optional.ofNullable(due),
                by(DEWI));
    }

    private static InspectionCommand.SendReport send() {
        return new InspectionCommand.SendReport(ID, by(DEWI));
    }

    private static InspectionCommand.ReportFollowUp followUp(int recommendation, Actor actor) {
        return new InspectionCommand.ReportFollowUp(ID, recommendation, new Text("Sudah dipasang."), by(actor));
    }

    private static InspectionCommand.Close close() {
        return new InspectionCommand.Close(ID, Conclusion.REMEDIED, new Text("Selesai."), by(DEWI));
    }

    @Test
    void an_inspector_opens_one_on_a_complaint_or_on_an_office() {
        given().when(open(Matter.of(COMPLAINT), DEWI)).expectEvents(OPENED)
                .expectResultMessagePayload(new Answer(ID.toString(), 0, "OPEN", 0));
        given().when(open(Matter.of(CLOSED), DEWI)).expectEvents(opened(Matter.of(CLOSED)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void nobody_else_opens_one(Actor actor) {
        given().when(open(Matter.of(COMPLAINT), actor)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.INSPECTORS_ONLY));
    }

    static Stream<Actor> others() {
        return Stream.of(Actor.PUBLIC, ADMIN, Actor.of(Role.COORDINATOR, "kris"), OFFICER_OF_ROADS, HEAD_OF_ROADS,
                Actor.of(Role.API_CLIENT, "gateway"));
    }

    @Test
    void what_is_inspected_must_be_known() {
        given().when(open(Matter.of(new ComplaintId(new UUID(8, 8))), DEWI)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.MATTER_UNKNOWN));
        given().when(open(Matter.of(UNKNOWN), DEWI)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.MATTER_UNKNOWN));
    }

    @Test
    void findings_and_recommendations_are_numbered_and_kept_under_the_inspections_own_subject() {
        given(OPENED).when(find(DEWI)).expectEvents(FOUND);
        given(OPENED, FOUND).when(recommend(ROADS, List.of(1, 1), null)).expectEvents(RECOMMENDED);
        given(OPENED, FOUND, RECOMMENDED).when(recommend(WATER, List.of(), null)).expectEvents(
                new InspectionEvent.RecommendationMade(ID, 2, WATER, said("Pasang lampu."), List.of(), Optional.empty(), by(DEWI)));
    }

    @Test
    void a_recommendation_rests_on_findings_that_there_are() {
        given(OPENED, FOUND).when(recommend(ROADS, List.of(2), null)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.NO_SUCH_FINDING));
    }

    @Test
    void a_recommendation_is_addressed_to_an_active_office() {
        given(OPENED).when(recommend(UNKNOWN, List.of(), null)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.ADDRESSEE_UNKNOWN));
        given(OPENED).when(recommend(CLOSED, List.of(), null)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.ADDRESSEE_NOT_ACTIVE));
    }

    @Test
    void a_due_day_lies_not_before_today_at_the_office() {
        LocalDate today = LocalDate.ofInstant(by(DEWI).recordedAt(), ZoneId.of("Asia/Jakarta"));

        given(OPENED).when(recommend(ROADS, List.of(), today.minusDays(1))).expectNoEvents()
                .expectException(Refused.by(InspectionRule.DUE_DAY_PAST));
        given(OPENED).when(recommend(ROADS, List.of(), today)).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_report_sends_every_recommendation_that_was_not_sent_yet() {
        given(OPENED, FOUND, RECOMMENDED).when(send()).expectEvents(SENT);
        given(OPENED, FOUND, RECOMMENDED, SENT).when(send()).expectNoEvents()
                .expectException(Refused.by(InspectionRule.NOTHING_TO_SEND));
    }

    @Test
    void the_head_of_the_office_addressed_reports_what_was_done_as_often_as_there_is_something_to_report() {
        InspectionEvent followedUp =
                new InspectionEvent.FollowUpReported(ID, 1, ROADS, said("Sudah dipasang."), by(HEAD_OF_ROADS));

        given(OPENED, FOUND, RECOMMENDED, SENT).when(followUp(1, HEAD_OF_ROADS)).expectEvents(followedUp);
        given(OPENED, FOUND, RECOMMENDED, SENT, followedUp).when(followUp(1, HEAD_OF_ROADS)).expectEvents(followedUp);
    }

    @Test
    void an_inspector_does_not_report_for_the_office() {
        given(OPENED, FOUND, RECOMMENDED, SENT).when(followUp(1, DEWI)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.FOLLOW_UP_IS_THE_OFFICES));
    }

    @Test
    void an_office_reports_on_what_was_sent_to_it_only() {
        InspectionEvent another = new InspectionEvent.RecommendationMade(ID, 2, WATER, said("x"), List.of(),
                Optional.empty(), by(DEWI));

        given(OPENED, FOUND, RECOMMENDED, SENT, another).when(followUp(2, HEAD_OF_ROADS)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.NO_SUCH_RECOMMENDATION));
        given(OPENED, FOUND, RECOMMENDED, SENT).when(followUp(7, HEAD_OF_ROADS)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.NO_SUCH_RECOMMENDATION));
    }

    @Test
    void to_an_office_that_was_sent_nothing_there_is_no_inspection() {
        given(OPENED, FOUND, RECOMMENDED).when(followUp(1, HEAD_OF_ROADS)).expectNoEvents()
                .expectException(Refused.by(NotFound.INSPECTION_NOT_FOUND));
        given(OPENED, FOUND, RECOMMENDED, SENT).when(followUp(1, HEAD_OF_WATER)).expectNoEvents()
                .expectException(Refused.by(NotFound.INSPECTION_NOT_FOUND));
        given(OPENED, FOUND, RECOMMENDED, SENT).when(followUp(1, OFFICER_OF_ROADS)).expectNoEvents()
                .expectException(Refused.by(NotFound.INSPECTION_NOT_FOUND));
    }

    @ParameterizedTest
    @MethodSource("others")
    void to_everybody_else_there_is_no_inspection_until_it_is_sent(Actor actor) {
        given(OPENED, FOUND, RECOMMENDED).when(find(actor)).expectNoEvents()
                .expectException(Refused.by(NotFound.INSPECTION_NOT_FOUND));
    }

    @Test
    void a_head_who_was_sent_recommendations_inspects_nothing() {
        given(OPENED, FOUND, RECOMMENDED, SENT).when(find(HEAD_OF_ROADS)).expectNoEvents()
                .expectException(Refused.by(InspectionRule.INSPECTORS_ONLY));
    }

    @Test
    void an_inspection_ends_with_a_conclusion_once_everything_was_sent() {
        given(OPENED, FOUND, RECOMMENDED).when(close()).expectNoEvents()
                .expectException(Refused.by(InspectionRule.NOT_ALL_SENT));
        given(OPENED, FOUND, RECOMMENDED, SENT).when(close()).expectEvents(ENDED)
                .expectResultMessagePayload(new Answer(ID.toString(), 4, "CLOSED", 0));
    }

    static Stream<InspectionCommand> everything() {
        return Stream.of(find(DEWI), recommend(ROADS, List.of(), null), send(), followUp(1, HEAD_OF_ROADS), close());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void a_closed_inspection_takes_nothing_more(InspectionCommand command) {
        given(OPENED, FOUND, RECOMMENDED, SENT, ENDED).when(command).expectNoEvents()
                .expectException(Refused.by(InspectionRule.INSPECTION_CLOSED));
    }
}
