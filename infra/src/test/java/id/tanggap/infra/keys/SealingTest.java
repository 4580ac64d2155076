package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.Keyring.TamperedWith;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Personal data on its way into events and read models, and back to people. */
class SealingTest {

    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");
    private static final Pattern SEALED = Pattern.compile("\"sealed\":\"([^\"]+)\"");
    private static final TypeReference<Shreddable<String>> TEXT = new TypeReference<>() {
    };

    @TempDir
    Path folder;

    private People people;
    private NamedEventSerializer serializer;

    @BeforeEach
    void open() {
        people = People.in(folder);
        serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
    }

    @AfterEach
    void close() {
        people.close();
    }

    private static ComplaintEvent.Objected objection(PersonId subject, String text, String request) {
        return new ComplaintEvent.Objected(new ComplaintId(UUID.randomUUID()), new OfficeId(UUID.randomUUID()),
                Shreddable.of(subject, text), Provenance.now(Actor.REPORTER, AT, request));
    }

    private String written(Object event) {
        return new String(serializer.serialize(event, byte[].class).getData(), StandardCharsets.UTF_8);
    }

    private <T> T read(String name, String json) {
        SerializedObject<byte[]> stored = new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class,
                name, "1");
        return serializer.deserialize(stored);
    }

    private String said(ComplaintEvent.Objected event) {
        return keyring(event.text().subject()).open(event.text(), String.class).orElseThrow();
    }

    private Keyring keyring(PersonId... subjects) {
        return people.of(Set.of(subjects)).block();
    }

    @Test
    void no_word_of_a_long_history_is_readable_in_its_events_and_every_word_can_be_opened() {
        for (Recorded recorded : Histories.small(3).events(1_500)) {
            if (recorded.event() instanceof ComplaintEvent.Submitted event) {
                String json = written(event);
                ComplaintEvent.Submitted again = read("complaint.submitted", json);
                Keyring keys = keyring(event.title().subject());

                assertThat(json).doesNotContain(event.title().value().orElseThrow(), event.narrative().value().orElseThrow())
                        .doesNotContain("name:", "mail:", "phone:", "address:", "title:", "narrative:");
                assertThat(keys.opened(again.title())).isEqualTo(event.title());
                assertThat(keys.opened(again.narrative())).isEqualTo(event.narrative());
                assertThat(again.reporter().map(who -> keys.opened(who, Reporter.class))).isEqualTo(event.reporter());
            }
        }
    }

    @Test
    void an_event_in_which_something_stands_readable_is_not_read() {
        String json = written(objection(people.next(), "Belum selesai.", "r1"))
                .replaceFirst("\"sealed\":\"[^\"]+\"", "\"value\":\"Belum selesai.\"");

        assertThatThrownBy(() -> read("complaint.objected", json)).hasStackTraceContaining("value");
    }

    @Test
    void a_read_model_in_which_something_would_stand_readable_is_not_written() {
        JsonMapper views = ViewsJson.mapper();

        assertThatThrownBy(() -> views.writeValueAsBytes(Shreddable.of(people.next(), "Belum selesai.")))
                .hasStackTraceContaining("must be sealed").hasMessageNotContaining("Belum");
    }

    @Test
    void a_value_can_be_opened_from_a_read_model_as_from_its_event() {
        JsonMapper views = ViewsJson.mapper();
        ComplaintEvent.Objected event = read("complaint.objected", written(objection(people.next(), "Belum selesai.", "r1")));

        String stored = views.writeValueAsString(event.text());
        Shreddable<String> again = views.readValue(stored, TEXT);

        assertThat(stored).doesNotContain("Belum");
        assertThat(again).isEqualTo(event.text());
        assertThat(keyring(again.subject()).open(again, String.class)).contains("Belum selesai.");
        assertThat(views.<Shreddable<String>>readValue(views.writeValueAsString(Shreddable.erased(again.subject())), TEXT))
                .isEqualTo(Shreddable.erased(again.subject()));
    }

    @Test
    void sealed_values_that_are_exchanged_for_each_other_are_refused_whichever_they_are() {
        // given values of one person and of others, in several fields of several events
        PersonId siti = people.next();
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stored.add(written(objection(i % 3 == 0 ? people.next() : siti, "Teks " + i, "request-" + i)));
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 100; round++) {
            int to = random.nextInt(stored.size());
            int from = random.nextInt(stored.size());
            String exchanged = stored.get(to).replace(box(stored.get(to)), box(stored.get(from)));

            // when
            ComplaintEvent.Objected event = read("complaint.objected", exchanged);

            // then
            if (to == from) {
                assertThat(said(event)).isEqualTo("Teks " + to);
            } else {
                assertThatThrownBy(() -> said(event)).isInstanceOf(TamperedWith.class);
            }
        }
    }

    @Test
    void title_and_narrative_of_one_complaint_cannot_be_exchanged() {
        ComplaintEvent.Submitted submitted = Histories.small(3).events(500).stream().map(Recorded::event)
                .filter(ComplaintEvent.Submitted.class::isInstance).map(ComplaintEvent.Submitted.class::cast)
                .findFirst().orElseThrow();
        String json = written(submitted);
        Matcher boxes = SEALED.matcher(json);
        List<String> found = boxes.results().map(result -> result.group(1)).toList();
        String first = found.get(0);
        String second = found.get(1);

        ComplaintEvent.Submitted exchanged = read("complaint.submitted",
                json.replace(first, "?").replace(second, first).replace("?", second));

        Keyring keys = keyring(submitted.title().subject());
        assertThatThrownBy(() -> {
            keys.open(exchanged.title(), String.class);
            keys.open(exchanged.narrative(), String.class);
            exchanged.reporter().ifPresent(who -> keys.open(who, Reporter.class));
        }).isInstanceOf(TamperedWith.class);
    }

    @Test
    void a_value_in_another_persons_name_is_refused() {
        PersonId siti = people.next();
        PersonId budi = people.next();
        written(objection(budi, "Sudah selesai.", "r0"));
        String json = written(objection(siti, "Belum selesai.", "r1"));

        ComplaintEvent.Objected changed = read("complaint.objected", json.replace(siti.toString(), budi.toString()));

        assertThatThrownBy(() -> said(changed)).isInstanceOf(TamperedWith.class);
    }

    @Test
    void an_event_that_was_moved_to_another_request_is_refused_when_it_is_opened() {
        String json = written(objection(people.next(), "Belum selesai.", "request-1"));

        ComplaintEvent.Objected changed = read("complaint.objected", json.replace("request-1", "request-2"));

        assertThatThrownBy(() -> said(changed)).isInstanceOf(TamperedWith.class);
    }

    @Test
    void a_keyring_opens_nothing_about_others() {
        ComplaintEvent.Objected event = read("complaint.objected", written(objection(people.next(), "Rahasia", "r1")));

        assertThat(keyring(people.next()).open(event.text(), String.class)).isEqualTo(Optional.empty());
    }

    private static String box(String json) {
        Matcher box = SEALED.matcher(json);
        assertThat(box.find()).isTrue();
        return box.group(1);
    }
}
