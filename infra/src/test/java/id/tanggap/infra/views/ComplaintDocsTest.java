package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.keys.SealedHistories;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.ComplaintView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ComplaintDocsTest {

    private final ComplaintDocs docs = new ComplaintDocs(ViewsJson.mapper());

    @Test
    void no_event_but_an_erasure_changes_what_is_written_once() {
        // given every complaint of a history, as each of its events leaves it
        Map<ComplaintId, ComplaintView> first = new HashMap<>();
        Set<Class<?>> events = new HashSet<>();
        evolve(3_000, (event, complaint) -> {
            events.add(event.getClass());
            first.putIfAbsent(complaint.id(), complaint);

            if (event instanceof ComplaintEvent.PersonalDataErased) {
                assertThat(docs.submission(complaint)).isNotEqualTo(docs.submission(first.get(complaint.id())));
            } else {
                assertThat(docs.submission(complaint)).isEqualTo(docs.submission(first.get(complaint.id())));
            }
        });

        assertThat(events).containsExactlyInAnyOrder(ComplaintEvent.class.getPermittedSubclasses());
    }

    @Test
    void the_two_documents_together_are_the_complaint() {
        evolve(1_000, (_, complaint) ->
                assertThat(docs.read(docs.submission(complaint), docs.state(complaint))).isEqualTo(complaint));
    }

    private interface Watching {
        void see(ComplaintEvent event, ComplaintView after);
    }

    private static void evolve(int events, Watching watching) {
        Map<ComplaintId, ComplaintView> complaints = new HashMap<>();
        List<Recorded> history = SealedHistories.of(Histories.small(61).events(events));
        for (int position = 0; position < history.size(); position++) {
            Recorded recorded = history.get(position);
            if (recorded.event() instanceof ComplaintEvent event) {
                ComplaintView after = event instanceof ComplaintEvent.Submitted submitted
                        ? ComplaintView.begin(position, submitted)
                        : complaints.get(event.complaint()).evolve(event, recorded.sequence());
                complaints.put(after.id(), after);
                watching.see(event, after);
            }
        }
    }
}
