package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.Receipt;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.command.SmallPlatform;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MergingComplaintsTest {

    private static final ComplaintId THIRD_POTHOLE = new ComplaintId(new UUID(0x018f_0000_0000_7000L, -1));

    private final SmallPlatform platform = new SmallPlatform();

    @BeforeEach
    void three_complaints() {
        platform.send(submit(POTHOLE));
        platform.send(submit(SAME_POTHOLE));
        platform.send(submit(THIRD_POTHOLE));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void both_ends_of_a_merge_are_recorded_in_one_append() {
        Receipt receipt = platform.send(merge(POTHOLE, SAME_POTHOLE));

        assertThat(platform.lastAppend()).containsExactlyInAnyOrder(
                new ComplaintEvent.Merged(POTHOLE, SAME_POTHOLE, by(RINA)),
                new ComplaintEvent.DuplicateJoined(SAME_POTHOLE, POTHOLE, by(RINA)));
        assertThat(receipt.answer().id()).isEqualTo(POTHOLE.toString());
        assertThat(receipt.answer().status()).isEqualTo("MERGED");
        assertThat(receipt.answer().sequence()).isEqualTo(1);
        assertThat(receipt.position()).isEqualTo(platform.head());
    }

    @Test
    void both_ends_of_an_undone_merge_are_recorded_in_one_append() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));

        Receipt receipt = platform.send(undoMerge(POTHOLE));

        assertThat(platform.lastAppend()).containsExactlyInAnyOrder(
                new ComplaintEvent.MergeUndone(POTHOLE, SAME_POTHOLE, by(RINA)),
                new ComplaintEvent.DuplicateLeft(SAME_POTHOLE, POTHOLE, by(RINA)));
        assertThat(receipt.answer().status()).isEqualTo("SUBMITTED");
    }

    @Test
    void an_undone_merge_can_be_merged_elsewhere() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));
        platform.send(undoMerge(POTHOLE));

        assertThat(platform.send(merge(POTHOLE, THIRD_POTHOLE)).answer().status()).isEqualTo("MERGED");
        assertThat(platform.send(merge(SAME_POTHOLE, THIRD_POTHOLE)).answer().status()).isEqualTo("MERGED");
    }

    @Test
    void an_undone_merge_leaves_the_other_duplicates_where_they_are() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));
        platform.send(merge(THIRD_POTHOLE, SAME_POTHOLE));
        platform.send(undoMerge(POTHOLE));

        Refused.by(ComplaintRule.HAS_DUPLICATES, () -> platform.send(merge(SAME_POTHOLE, POTHOLE)));
        platform.send(undoMerge(THIRD_POTHOLE));
        platform.send(merge(SAME_POTHOLE, POTHOLE));
    }

    @Test
    void a_merge_can_be_undone_after_its_target_has_ended() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));
        platform.send(new ComplaintCommand.Reject(SAME_POTHOLE, text("x"), by(RINA)));

        assertThat(platform.send(undoMerge(POTHOLE)).answer().status()).isEqualTo("SUBMITTED");
    }

    @Test
    void what_other_complaints_were_merged_into_is_not_merged_itself() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));

        Refused.by(ComplaintRule.HAS_DUPLICATES, () -> platform.send(merge(SAME_POTHOLE, THIRD_POTHOLE)));
    }

    @Test
    void a_merged_complaint_takes_no_duplicates_so_there_is_never_a_ring() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));

        Refused.by(ComplaintRule.HAS_DUPLICATES, () -> platform.send(merge(SAME_POTHOLE, POTHOLE)));
        Refused.by(ComplaintRule.MERGE_TARGET_ENDED, () -> platform.send(merge(THIRD_POTHOLE, POTHOLE)));
    }

    @Test
    void a_complaint_that_must_have_lapsed_takes_no_duplicates_though_nobody_looked_so_far() {
        platform.send(new ComplaintCommand.Return(SAME_POTHOLE, text("Di mana?"), by(RINA)));
        platform.send(new ComplaintCommand.Merge(POTHOLE, SAME_POTHOLE, by(RINA, jakarta("2026-03-16T23:59"))));

        Refused.by(ComplaintRule.MERGE_TARGET_ENDED, () -> platform.send(
                new ComplaintCommand.Merge(THIRD_POTHOLE, SAME_POTHOLE, by(RINA, jakarta("2026-03-17T00:00")))));
    }

    @Test
    void what_time_has_brought_about_at_the_target_is_recorded_before_the_merge_and_before_its_end() {
        Instant half = jakarta("2026-03-12T00:00");
        Instant threeQuarters = jakarta("2026-03-17T12:00");
        platform.send(new OfficeCommand.Register(ROADS, "Dinas Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(), by(ADMIN)));
        platform.send(new ComplaintCommand.Forward(SAME_POTHOLE, ROADS, Classification.COMPLAINT, by(RINA)));

        platform.send(new ComplaintCommand.Merge(POTHOLE, SAME_POTHOLE, by(RINA, half)));
        assertThat(platform.lastAppend()).containsSubsequence(new ComplaintEvent.Escalated(SAME_POTHOLE, ROADS, 50,
                Addressee.OFFICER, by(Actor.SYSTEM, half)), new ComplaintEvent.DuplicateJoined(SAME_POTHOLE, POTHOLE,
                by(RINA, half)));

        platform.send(new ComplaintCommand.UndoMerge(POTHOLE, by(RINA, threeQuarters)));
        assertThat(platform.lastAppend()).containsSubsequence(new ComplaintEvent.Escalated(SAME_POTHOLE, ROADS, 75,
                Addressee.OFFICE_HEAD, by(Actor.SYSTEM, threeQuarters)), new ComplaintEvent.DuplicateLeft(SAME_POTHOLE,
                POTHOLE, by(RINA, threeQuarters)));
    }

    @Test
    void a_complaint_is_not_merged_into_itself() {
        Refused.by(ComplaintRule.MERGED_INTO_ITSELF, () -> platform.send(merge(POTHOLE, POTHOLE)));
    }

    @Test
    void a_complaint_is_not_merged_into_one_that_does_not_exist() {
        Refused.by(ComplaintRule.MERGE_TARGET_NOT_FOUND,
                () -> platform.send(merge(POTHOLE, new ComplaintId(UUID.randomUUID()))));
    }

    @Test
    void a_complaint_that_does_not_exist_is_not_merged() {
        ComplaintId nowhere = new ComplaintId(UUID.randomUUID());

        assertThatExceptionOfType(AggregateNotFoundException.class).isThrownBy(() -> platform.send(merge(nowhere, POTHOLE)));
        assertThatExceptionOfType(AggregateNotFoundException.class).isThrownBy(() -> platform.send(undoMerge(nowhere)));
    }

    @Test
    void an_office_is_not_a_complaint() {
        platform.send(new OfficeCommand.Register(ROADS, "Dinas Jalan", Optional.empty(), ZoneOffset.UTC, Optional.empty(),
                by(ADMIN)));
        ComplaintId office = new ComplaintId(ROADS.value());

        Refused.by(ComplaintRule.MERGE_TARGET_NOT_FOUND, () -> platform.send(merge(POTHOLE, office)));
        Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> platform.send(merge(office, POTHOLE)));
        Refused.by(NotFound.COMPLAINT_NOT_FOUND, () -> platform.send(undoMerge(office)));
        Refused.by(NotFound.COMPLAINT_NOT_FOUND,
                () -> platform.send(new ComplaintCommand.Reject(office, text("x"), by(RINA))));
    }

    @Test
    void only_the_coordinator_merges_whatever_state_the_request_rests_on() {
        Refused.by(ComplaintRule.ROLE_MAY_NOT, () -> platform.send(
                new ComplaintCommand.Merge(POTHOLE, SAME_POTHOLE, by(Actor.PUBLIC)), Requests.onState(99)));
    }

    @Test
    void a_refused_merge_leaves_no_trace() {
        long before = platform.head();

        Refused.by(RequestRule.STATE_CHANGED,
                () -> platform.send(merge(POTHOLE, SAME_POTHOLE), Requests.onState(7)));

        assertThat(platform.head()).isEqualTo(before);
    }

    @Test
    void a_repeated_merge_is_answered_as_before_without_new_events() {
        var request = Requests.keyedOnState("key", "merge", 0);
        Receipt first = platform.send(merge(POTHOLE, SAME_POTHOLE), request);
        long head = platform.head();

        Receipt again = platform.send(merge(POTHOLE, SAME_POTHOLE), request);

        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void a_repeated_undo_is_answered_as_before_without_new_events() {
        platform.send(merge(POTHOLE, SAME_POTHOLE));
        var request = Requests.keyedOnState("key", "undo", 1);
        Receipt first = platform.send(undoMerge(POTHOLE), request);
        platform.send(merge(POTHOLE, THIRD_POTHOLE));
        long head = platform.head();

        assertThat(platform.send(undoMerge(POTHOLE), request).answer()).isEqualTo(first.answer());
        assertThat(platform.head()).isEqualTo(head);
    }

    @Test
    void the_key_of_a_merge_belongs_to_the_complaint_that_was_merged_alone() {
        platform.send(merge(POTHOLE, SAME_POTHOLE), Requests.keyed("key", "merge"));

        assertThat(platform.send(new ComplaintCommand.Reject(SAME_POTHOLE, text("x"), by(RINA)),
                Requests.keyed("key", "other")).answer().status()).isEqualTo("REJECTED");
    }

    @Test
    void crosswise_merges_and_undos_that_meet_all_get_an_answer_and_never_make_a_ring() {
        for (int round = 0; round < 30; round++) {
            List<Object> outcomes = Flux.fromStream(IntStream.range(0, 4).mapToObj(i -> switch (i) {
                        case 0 -> merge(POTHOLE, SAME_POTHOLE);
                        case 1 -> merge(SAME_POTHOLE, POTHOLE);
                        case 2 -> undoMerge(POTHOLE);
                        default -> undoMerge(SAME_POTHOLE);
                    }))
                    .flatMap(c -> platform.commands().send(c, id.tanggap.command.Request.PLAIN).cast(Object.class)
                            .onErrorResume(id.tanggap.kernel.Refusal.class, Mono::just))
                    .collectList().block(java.time.Duration.ofSeconds(20));

            assertThat(outcomes).hasSize(4);
            assertThat(merged(POTHOLE) && merged(SAME_POTHOLE)).isFalse();
        }
    }

    private boolean merged(ComplaintId id) {
        return platform.events().readEvents(id.toString()).asStream()
                .map(e -> (ComplaintEvent) e.getPayload())
                .collect(java.util.stream.Collectors.collectingAndThen(java.util.stream.Collectors.toList(),
                        history -> after(history).mergedInto().isPresent()));
    }
}
