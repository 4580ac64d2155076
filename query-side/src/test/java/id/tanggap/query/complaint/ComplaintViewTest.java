package id.tanggap.query.complaint;

import static id.tanggap.query.Cases.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.query.complaint.ComplaintView.Response.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComplaintViewTest {

    private static final String DAY_1 = "2026-03-02T03:00:00";
    private static final String DAY_2 = "2026-03-03T03:00:00";
    private static final String DAY_3 = "2026-03-04T03:00:00";
    private static final String DAY_4 = "2026-03-05T03:00:00";
    private static final String DAY_5 = "2026-03-06T03:00:00";

    @Test
    void a_submission_waits_for_the_check_with_no_office_and_no_class() {
        ComplaintView view = after();

        assertThat(view.status()).isEqualTo(ComplaintStatus.SUBMITTED);
        assertThat(view.office()).isEmpty();
        assertThat(view.classification()).isEmpty();
        assertThat(view.number()).isEqualTo(70);
        assertThat(view.sequence()).isZero();
        assertThat(view.identity()).isEqualTo(Identity.OPEN);
        assertThat(view.course().submitted()).isEqualTo(at(DAY_1));
    }

    @Test
    void every_event_moves_the_sequence_on() {
        assertThat(after(forwarded(WATER, DAY_2), interim(WATER, 1, DAY_3)).sequence()).isEqualTo(2);
    }

    @Test
    void forwarding_gives_it_an_office_and_a_class() {
        ComplaintView view = after(forwarded(WATER, DAY_2));

        assertThat(view.status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(view.office()).contains(WATER);
        assertThat(view.classification()).contains(Classification.COMPLAINT);
    }

    @Test
    void returning_stops_the_clock_and_takes_it_from_the_office() {
        ComplaintView view = after(forwarded(WATER, DAY_2), returned(DAY_3));

        assertThat(view.status()).isEqualTo(ComplaintStatus.RETURNED);
        assertThat(view.course().pausedSince()).contains(at(DAY_3));
        assertThat(view.office()).isEmpty();
    }

    @Test
    void completing_starts_the_clock_again_and_keeps_how_long_it_stood() {
        ComplaintView view = after(returned(DAY_2), completed(DAY_3), returned(DAY_4), completed(DAY_5));

        assertThat(view.status()).isEqualTo(ComplaintStatus.SUBMITTED);
        assertThat(view.course().pausedSince()).isEmpty();
        assertThat(view.course().paused()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void rejecting_ends_it() {
        ComplaintView view = after(rejected(DAY_2));

        assertThat(view.status()).isEqualTo(ComplaintStatus.REJECTED);
        assertThat(view.course().ended()).contains(at(DAY_2));
    }

    @Test
    void assigning_names_the_officer() {
        assertThat(after(forwarded(WATER, DAY_2), assigned("budi", DAY_3)).officer()).contains("budi");
    }

    @Test
    void a_transfer_moves_it_without_its_officer_and_voids_the_draft() {
        ComplaintView view = after(forwarded(WATER, DAY_2), assigned("budi", DAY_2), drafted(WATER, 1, DAY_3),
                transferred(WATER, ROADS, DAY_4));

        assertThat(view.office()).contains(ROADS);
        assertThat(view.officer()).isEmpty();
        assertThat(view.status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(view.responses()).extracting(ComplaintView.Response::kind).containsExactly(Kind.SENT_BACK);
    }

    @Test
    void an_interim_response_is_the_first_one_and_changes_no_state() {
        ComplaintView view = after(forwarded(WATER, DAY_2), interim(WATER, 1, DAY_3));

        assertThat(view.status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(view.firstResponse()).contains(at(DAY_3));
        assertThat(view.course().responded()).isEmpty();
    }

    @Test
    void a_draft_answers_nothing() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3));

        assertThat(view.responses()).extracting(ComplaintView.Response::kind).containsExactly(Kind.DRAFT);
        assertThat(view.firstResponse()).isEmpty();
    }

    @Test
    void a_new_draft_takes_the_place_of_the_last() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3), drafted(WATER, 2, DAY_4));

        assertThat(view.responses()).extracting(ComplaintView.Response::kind)
                .containsExactly(Kind.SENT_BACK, Kind.DRAFT);
    }

    @Test
    void a_draft_that_is_sent_back_stays_known_as_such() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3), sentBack(WATER, 1, DAY_4));

        assertThat(view.responses()).extracting(ComplaintView.Response::kind).containsExactly(Kind.SENT_BACK);
        assertThat(view.status()).isEqualTo(ComplaintStatus.FORWARDED);
    }

    @Test
    void an_approved_response_stands_with_author_and_approver() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3), approved(WATER, 1, DAY_4));

        assertThat(view.status()).isEqualTo(ComplaintStatus.RESPONDED);
        assertThat(view.firstResponse()).contains(at(DAY_4));
        assertThat(view.course().responded()).contains(at(DAY_4));
        assertThat(view.responses()).singleElement().satisfies(response -> {
            assertThat(response.kind()).isEqualTo(Kind.FINAL);
            assertThat(response.author()).isEqualTo("petugas");
            assertThat(response.approver()).contains("kepala");
            assertThat(response.approvedAt()).contains(at(DAY_4));
        });
    }

    @Test
    void a_first_response_stays_the_first_one() {
        ComplaintView view = after(forwarded(WATER, DAY_2), interim(WATER, 1, DAY_3), drafted(WATER, 2, DAY_4),
                approved(WATER, 2, DAY_5));

        assertThat(view.firstResponse()).contains(at(DAY_3));
    }

    @Test
    void closing_ends_it_with_a_reason() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3), approved(WATER, 1, DAY_4),
                closed(WATER, DAY_5));

        assertThat(view.status()).isEqualTo(ComplaintStatus.CLOSED);
        assertThat(view.course().closure()).contains(ClosureReason.ACCEPTED);
        assertThat(view.course().ended()).contains(at(DAY_5));
    }

    @Test
    void an_objection_reopens_it_at_the_same_office_and_forgets_evaluation_and_response_time() {
        ComplaintView view = after(forwarded(WATER, DAY_2), drafted(WATER, 1, DAY_3), approved(WATER, 1, DAY_4),
                evaluated(WATER, 1, Map.of(), DAY_4), objected(WATER, DAY_5));

        assertThat(view.status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(view.office()).contains(WATER);
        assertThat(view.course().responded()).isEmpty();
        assertThat(view.firstResponse()).contains(at(DAY_4));
        assertThat(view.evaluation()).isEmpty();
    }

    @Test
    void withdrawing_ends_it_and_the_pause_it_was_in() {
        ComplaintView view = after(returned(DAY_2), withdrawn(DAY_3));

        assertThat(view.status()).isEqualTo(ComplaintStatus.WITHDRAWN);
        assertThat(view.course().pausedSince()).isEmpty();
        assertThat(view.course().paused()).isEqualTo(Duration.ofDays(1));
        assertThat(view.course().ended()).contains(at(DAY_3));
    }

    @Test
    void merging_ends_it_as_part_of_another_and_can_be_undone() {
        ComplaintView merged = after(merged(DAY_2));
        ComplaintView undone = after(merged(DAY_2), mergeUndone(DAY_3));

        assertThat(merged.status()).isEqualTo(ComplaintStatus.MERGED);
        assertThat(merged.mergedInto()).contains(OTHER);
        assertThat(undone.status()).isEqualTo(ComplaintStatus.SUBMITTED);
        assertThat(undone.mergedInto()).isEmpty();
        assertThat(undone.course().ended()).isEmpty();
    }

    @Test
    void a_duplicate_joins_and_leaves() {
        assertThat(after(duplicateJoined(DAY_2)).duplicates()).containsExactly(OTHER);
        assertThat(after(duplicateJoined(DAY_2), duplicateLeft(DAY_3)).duplicates()).isEmpty();
    }

    @Test
    void an_evaluation_is_kept_with_its_time() {
        ComplaintView view = after(rejected(DAY_2), evaluated(null, 2, Map.of(), DAY_3));

        assertThat(view.evaluation()).hasValueSatisfying(evaluation -> {
            assertThat(evaluation.evaluation().satisfaction()).isEqualTo(2);
            assertThat(evaluation.at()).isEqualTo(at(DAY_3));
        });
        assertThat(view.status()).isEqualTo(ComplaintStatus.REJECTED);
    }

    @Test
    void nothing_is_submitted_twice() {
        assertThatThrownBy(() -> after(submitted(DAY_2))).isInstanceOf(IllegalStateException.class);
    }

    private static ComplaintView after(ComplaintEvent... events) {
        ComplaintView view = ComplaintView.begin(70, submitted(DAY_1));
        for (ComplaintEvent event : events) {
            view = view.evolve(event, view.sequence() + 1);
        }
        return view;
    }
}
