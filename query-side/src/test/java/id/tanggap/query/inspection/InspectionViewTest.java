package id.tanggap.query.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.projection.MemoryViews;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InspectionViewTest {

    private static final InspectionId ID = new InspectionId(new UUID(5, 1));
    private static final PersonId SUBJECT = new PersonId(new UUID(5, 2));
    private static final OfficeId ROADS = new OfficeId(new UUID(5, 3));
    private static final OfficeId WATER = new OfficeId(new UUID(5, 4));
    private static final ComplaintId COMPLAINT = new ComplaintId(new UUID(5, 5));
    private static final Actor INSPECTOR = Actor.of(Role.INSPECTOR, "indra");
    private static final Actor HEAD_OF_ROADS = Actor.of(Role.OFFICE_HEAD, "siti", ROADS);
    private static final Provenance P = Provenance.now(INSPECTOR, Instant.parse("2026-01-01T00:00:00Z"), "request");

    private final MemoryViews views = new MemoryViews();

    private InspectionView after(InspectionEvent... events) {
        views.apply(ID, events);
        return views.inspections.get(ID);
    }

    private static Shreddable<String> said(String text) {
        return Shreddable.of(SUBJECT, text);
    }

    private static InspectionEvent.Opened opened() {
        return new InspectionEvent.Opened(ID, Matter.of(COMPLAINT), said("reason"), P);
    }

    private static InspectionEvent.FindingRecorded found(int number) {
        return new InspectionEvent.FindingRecorded(ID, number, said("finding " + number), Optional.of(Severity.MINOR), P);
    }

    private static InspectionEvent.RecommendationMade recommended(int number, OfficeId office, int finding) {
        return new InspectionEvent.RecommendationMade(ID, number, office, said("recommendation " + number), List.of(finding),
                Optional.empty(), P);
    }

    @Test
    void an_inspection_is_open_until_it_is_closed() {
        assertThat(after(opened()).status()).isEqualTo(InspectionStatus.OPEN);
        assertThat(after(new InspectionEvent.Closed(ID, Conclusion.UNFOUNDED, said("nothing"), P)).status())
                .isEqualTo(InspectionStatus.CLOSED);
    }

    @Test
    void a_recommendation_is_known_to_its_office_once_it_was_sent() {
        assertThat(after(opened(), found(1), recommended(1, ROADS, 1)).sentTo()).isEmpty();

        InspectionView sent = after(new InspectionEvent.ReportSent(ID, List.of(1), P), recommended(2, WATER, 1));

        assertThat(sent.sentTo()).containsExactly(ROADS);
        assertThat(InspectionAnswer.existsFor(HEAD_OF_ROADS, sent)).isTrue();
        assertThat(InspectionAnswer.existsFor(Actor.of(Role.OFFICER, "budi", ROADS), sent)).isFalse();
        assertThat(InspectionAnswer.existsFor(Actor.of(Role.OFFICE_HEAD, "wati", WATER), sent)).isFalse();
        assertThat(InspectionAnswer.existsFor(Actor.of(Role.COORDINATOR, "kris"), sent)).isFalse();
        assertThat(InspectionAnswer.existsFor(INSPECTOR, sent)).isTrue();
    }

    @Test
    void a_head_is_told_the_findings_on_which_what_was_sent_rests_and_no_others() {
        InspectionView view = after(opened(), found(1), found(2), recommended(1, ROADS, 2), recommended(2, WATER, 1),
                new InspectionEvent.ReportSent(ID, List.of(1, 2), P), recommended(3, ROADS, 1));

        InspectionAnswer told = InspectionAnswer.of(view, HEAD_OF_ROADS);

        assertThat(told.findings()).extracting(InspectionAnswer.FindingAnswer::number).containsExactly(2);
        assertThat(told.recommendations()).extracting(InspectionAnswer.RecommendationAnswer::number).containsExactly(1);
        assertThat(told.complaintId()).isEmpty();
        assertThat(told.reason()).isEmpty();
    }

    @Test
    void what_was_done_stands_with_its_recommendation() {
        InspectionView view = after(opened(), found(1), recommended(1, ROADS, 1), recommended(2, ROADS, 1),
                new InspectionEvent.ReportSent(ID, List.of(1, 2), P),
                new InspectionEvent.FollowUpReported(ID, 2, ROADS, said("done"), P.by(HEAD_OF_ROADS)));

        assertThat(view.recommendations().get(0).followUps()).isEmpty();
        assertThat(view.recommendations().get(1).followUps()).extracting(InspectionView.FollowUp::by).containsExactly("siti");
    }

    @Test
    void an_event_before_the_opening_is_refused() {
        assertThatThrownBy(() -> after(found(1))).isInstanceOf(IllegalStateException.class);
    }
}
