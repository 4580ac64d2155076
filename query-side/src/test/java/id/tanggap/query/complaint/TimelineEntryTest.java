package id.tanggap.query.complaint;

import static id.tanggap.query.Cases.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Sight.Audience;
import id.tanggap.query.Histories;
import id.tanggap.query.complaint.TimelineEntry.Fact;
import id.tanggap.query.projection.MemoryViews;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

    private static final String DAY = "2026-03-02T03:00:00";

    private final MemoryViews views = new MemoryViews();

    @Test
    void what_happened_is_told_with_its_time_place_actor_and_the_state_after_it() {
        happened(submitted(DAY), forwarded(WATER, DAY));

        TimelineEntry entry = views.timeline.getLast();

        assertThat(entry.what()).isEqualTo(Fact.FORWARDED);
        assertThat(entry.complaint()).isZero();
        assertThat(entry.position()).isEqualTo(1);
        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.occurredAt()).isEqualTo(at(DAY));
        assertThat(entry.actor().id()).isEqualTo("koordinator");
        assertThat(entry.status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(entry.office()).contains(WATER);
    }

    @Test
    void an_approval_tells_the_text_that_was_approved() {
        happened(submitted(DAY), forwarded(WATER, DAY), drafted(WATER, 1, DAY), approved(WATER, 1, DAY));

        TimelineEntry entry = views.timeline.getLast();

        assertThat(entry.what()).isEqualTo(Fact.FINAL_RESPONSE);
        assertThat(entry.text()).contains(text("response 1"));
        assertThat(entry.response()).contains(1);
    }

    @Test
    void a_transfer_is_told_at_the_office_that_has_it_now() {
        happened(submitted(DAY), forwarded(WATER, DAY), transferred(WATER, ROADS, DAY));

        assertThat(views.timeline.getLast().office()).contains(ROADS);
    }

    @Test
    void a_merge_is_told_with_the_other_complaint() {
        happened(submitted(DAY), merged(DAY), mergeUndone(DAY));

        assertThat(views.timeline.get(1).related()).contains(OTHER);
        assertThat(views.timeline.get(2).related()).contains(OTHER);
    }

    @Test
    void drafts_and_assignments_are_matters_of_the_office_alone() {
        assertThat(meantFor(Audience.STAFF)).containsExactlyInAnyOrder(Fact.ASSIGNED, Fact.FINAL_RESPONSE_DRAFTED,
                Fact.FINAL_RESPONSE_SENT_BACK, Fact.ATTACHED_TO_RESPONSE, Fact.ATTACHMENT_CLEARED, Fact.PERSONAL_DATA_ERASED);
    }

    @Test
    void the_public_hears_of_no_message_no_file_no_reveal_and_no_erasure() {
        assertThat(meantFor(Audience.INVOLVED)).containsExactlyInAnyOrder(Fact.MESSAGE, Fact.ATTACHED, Fact.ATTACHMENT_REJECTED,
                Fact.IDENTITY_REVEAL_REQUESTED, Fact.IDENTITY_REVEALED, Fact.IDENTITY_REVEAL_REFUSED);
        assertThat(meantFor(Audience.REPORTER_AND_OVERSIGHT)).containsExactlyInAnyOrder(Fact.REFERRED,
                Fact.ERASURE_REQUESTED, Fact.ERASURE_REFUSED);
    }

    private static Set<Fact> meantFor(Audience audience) {
        return EnumSet.allOf(Fact.class).stream().filter(fact -> fact.audience() == audience).collect(Collectors.toSet());
    }

    @Test
    void every_event_of_a_complaint_has_exactly_one_entry_and_all_facts_occur() {
        List<Histories.Recorded> history = Histories.small(5).events(8_000);

        MemoryViews all = MemoryViews.of(history);

        assertThat(all.timeline).hasSize((int) history.stream()
                .filter(e -> e.event() instanceof ComplaintEvent).count());
        assertThat(all.timeline).extracting(TimelineEntry::what).contains(Fact.values());
        assertThat(all.timeline).extracting(TimelineEntry::position).doesNotHaveDuplicates();
    }

    private void happened(ComplaintEvent... events) {
        views.apply(COMPLAINT, events);
    }
}
