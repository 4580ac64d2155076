package id.tanggap.query.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.Seeds;
import id.tanggap.query.complaint.ComplaintView.Response.Kind;
import id.tanggap.query.projection.MemoryViews;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over every complaint of a long random history, in every state that it ends up in, and every kind of reader. */
class WhoSeesWhatTest {

    private static final RecordedLaw LAW = Seeds.law();
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecretHash WRONG = new SecretHash("0".repeat(64));

    /** What a reader is told of a complaint that is not there for them. */
    private static final String NOTHING = "";

    private static MemoryViews views;
    private static Map<Long, List<TimelineEntry>> timelines;

    @BeforeAll
    static void a_long_history() {
        views = MemoryViews.of(Histories.small(21).events(6_000));
        timelines = new HashMap<>();
        views.timeline.forEach(entry -> timelines.computeIfAbsent(entry.complaint(), _ -> new ArrayList<>()).add(entry));
    }

    @Test
    void the_public_is_told_no_text_no_person_and_no_time_finer_than_a_day() {
        eachComplaint(complaint -> true, (complaint, told) -> assertThat(told)
                .doesNotContain("name:", "mail:", "phone:", "address:", "title:", "narrative:", "draft:", "interim:",
                        "response:", "reason:", "completion:", "objection:", "thanks:", "opinion:",
                        complaint.trackingCode().value(), "T0", "T1", "T2"), Actor.PUBLIC,
                Actor.of(Role.ADMINISTRATOR, "admin"), Actor.of(Role.API_CLIENT, "client"));
    }

    @Test
    void another_office_is_told_no_more_than_the_public() {
        Actor stranger = Actor.of(Role.OFFICE_HEAD, "kepala", new OfficeId(UUID.randomUUID()));

        eachComplaint(complaint -> true, (complaint, told) ->
                assertThat(told).isEqualTo(told(complaint, Actor.PUBLIC, Optional.empty())), stranger);
    }

    @Test
    void a_wrong_secret_shows_nothing() {
        views.complaints.values().forEach(complaint -> assertThat(told(complaint, Actor.PUBLIC, Optional.of(WRONG)))
                .isEqualTo(NOTHING));
    }

    @Test
    void what_is_withheld_is_nothing_to_everybody_but_its_reporter_and_those_above_the_offices() {
        eachComplaint(complaint -> complaint.secrecy().withheld(), (_, told) -> assertThat(told).isEqualTo(NOTHING),
                Actor.PUBLIC, Actor.of(Role.ADMINISTRATOR, "admin"), Actor.of(Role.API_CLIENT, "client"));
        eachComplaint(complaint -> complaint.secrecy().withheld() && complaint.secrecy().erased().isEmpty(),
                (complaint, told) -> assertThat(told).contains("narrative:")
                        .isNotEqualTo(told(complaint, Actor.PUBLIC, Optional.of(complaint.secretHash()))),
                Actor.of(Role.COORDINATOR, "koordinator-2"), Actor.of(Role.INSPECTOR, "inspektur"));
    }

    @Test
    void an_office_is_never_told_what_was_said_while_the_complaint_was_withheld() {
        eachComplaintAtItsOffice(_ -> true, told -> assertThat(told).doesNotContain("secretly:", "referral:"));
    }

    @Test
    void an_office_is_told_of_reporters_that_it_does_not_know_no_time_finer_than_a_day_and_no_channel() {
        eachComplaintAtItsOffice(complaint -> !knows(complaint), told -> {
            JsonNode timeline = JSON.readTree(told.substring(told.indexOf("}[{") + 1));
            timeline.forEach(entry -> {
                if (List.of("PUBLIC", "REPORTER", "SYSTEM").contains(entry.path("by").asString())
                        || entry.path("what").asString().equals("SUBMITTED")) {
                    assertThat(entry.propertyNames()).doesNotContain("at", "recordedAt", "position", "actor");
                }
            });
            assertThat(told).doesNotContain("\"channel\"", "submittedAt", "endedAt", "dueAt", "\"used\"", "nyc-311");
        });
    }

    @Test
    void an_office_to_which_a_reporter_was_revealed_is_told_who() {
        eachComplaintAtItsOffice(complaint -> complaint.identity() == Identity.CONFIDENTIAL && knows(complaint)
                && complaint.secrecy().erased().isEmpty(), told -> assertThat(told).contains("name:"));
    }

    @Test
    void of_whoever_was_erased_nobody_is_told_a_word() {
        views.complaints.values().stream().filter(c -> c.secrecy().erased().isPresent()).forEach(complaint -> {
            everybody(complaint).forEach(actor -> assertThat(told(complaint, actor, Optional.empty())).doesNotContain(
                    "name:", "mail:", "phone:", "address:", "title:", "narrative:", "draft:", "interim:", "response:",
                    "reason:", "completion:", "objection:", "thanks:", "opinion:", "message:", "secretly:", "referral:",
                    "reveal:", "erasure:"));
            assertThat(told(complaint, Actor.PUBLIC, Optional.of(complaint.secretHash()))).isEqualTo(NOTHING);
        });
    }

    @Test
    void the_office_is_never_told_who_reported_unless_the_reporter_is_open_or_was_revealed() {
        eachComplaintAtItsOffice(complaint -> !knows(complaint), told ->
                assertThat(told).doesNotContain("name:", "mail:", "phone:"));
    }

    @Test
    void the_office_is_told_who_reported_openly() {
        eachComplaintAtItsOffice(complaint -> complaint.identity() == Identity.OPEN
                && complaint.secrecy().erased().isEmpty(), told -> assertThat(told).contains("name:"));
    }

    @Test
    void the_office_is_never_told_the_tracking_code() {
        eachComplaintAtItsOffice(_ -> true, told -> assertThat(told).doesNotContain("TGP-"));
    }

    @Test
    void nobody_is_ever_told_the_hash_of_a_secret() {
        views.complaints.values().forEach(complaint -> {
            for (Actor actor : everybody(complaint)) {
                assertThat(told(complaint, actor, Optional.of(complaint.secretHash())))
                        .doesNotContain(complaint.secretHash().value());
            }
        });
    }

    @Test
    void the_reporter_is_told_everything_but_drafts_officers_and_authors() {
        views.complaints.values().stream().filter(c -> c.secrecy().erased().isEmpty()).forEach(complaint -> {
            String told = told(complaint, Actor.PUBLIC, Optional.of(complaint.secretHash()));

            assertThat(told).contains("narrative:", complaint.trackingCode().value());
            assertThat(told).doesNotContain("petugas", "kepala", "akun-koordinator");
            complaint.responses().stream().filter(r -> r.kind() == Kind.DRAFT || r.kind() == Kind.SENT_BACK)
                    .forEach(draft -> assertThat(told).doesNotContain(draft.text().value().orElseThrow()));
            complaint.responses().stream().filter(r -> r.kind() == Kind.FINAL || r.kind() == Kind.INTERIM)
                    .forEach(given -> assertThat(told).contains(given.text().value().orElseThrow()));
        });
    }

    @Test
    void the_coordinator_and_the_inspectorate_are_told_who_even_if_it_is_confidential() {
        eachComplaint(complaint -> complaint.identity() == Identity.CONFIDENTIAL
                && complaint.secrecy().erased().isEmpty(), (_, told) -> assertThat(told).contains("name:", "TGP-"), Actor.of(Role.COORDINATOR, "koordinator-2"),
                Actor.of(Role.INSPECTOR, "inspektur"));
    }

    @Test
    void of_an_anonymous_reporter_there_is_nothing_to_tell_anybody() {
        eachComplaint(complaint -> complaint.identity() == Identity.ANONYMOUS, (_, told) ->
                assertThat(told).doesNotContain("name:", "mail:", "phone:"),
                Actor.of(Role.COORDINATOR, "koordinator-2"), Actor.of(Role.INSPECTOR, "inspektur"));
    }

    @Test
    void the_history_reaches_every_kind_of_case() {
        assertThat(views.complaints.values()).extracting(ComplaintView::identity).contains(Identity.values());
        assertThat(views.complaints.values()).anyMatch(c -> c.responses().stream().anyMatch(r -> r.kind() == Kind.DRAFT))
                .anyMatch(c -> c.office().isPresent() && c.identity() == Identity.CONFIDENTIAL)
                .anyMatch(c -> c.secrecy().withheld()).anyMatch(c -> c.secrecy().erased().isPresent())
                .anyMatch(c -> c.identity() == Identity.CONFIDENTIAL && c.office().isPresent() && knows(c));
        assertThat(views.timeline).anyMatch(entry -> entry.what() == TimelineEntry.Fact.MESSAGE && entry.withheld());
    }

    private static boolean knows(ComplaintView complaint) {
        return complaint.identity() == Identity.OPEN || complaint.identity() == Identity.CONFIDENTIAL
                && complaint.office().filter(complaint.secrecy().revealedTo()::contains).isPresent();
    }

    private interface Look {
        void at(ComplaintView complaint, String told);
    }

    private static void eachComplaint(Predicate<ComplaintView> which, Look look, Actor... actors) {
        views.complaints.values().stream().filter(which).forEach(complaint -> {
            for (Actor actor : actors) {
                look.at(complaint, told(complaint, actor, Optional.empty()));
            }
        });
    }

    private static void eachComplaintAtItsOffice(Predicate<ComplaintView> which, java.util.function.Consumer<String> look) {
        views.complaints.values().stream().filter(which).filter(c -> c.office().isPresent()).forEach(complaint -> {
            look.accept(told(complaint, Actor.of(Role.OFFICER, "budi", complaint.office().get()), Optional.empty()));
            look.accept(told(complaint, Actor.of(Role.OFFICE_HEAD, "ani", complaint.office().get()), Optional.empty()));
        });
    }

    private static List<Actor> everybody(ComplaintView complaint) {
        List<Actor> actors = new ArrayList<>(List.of(Actor.PUBLIC, Actor.of(Role.COORDINATOR, "koordinator-2"),
                Actor.of(Role.INSPECTOR, "inspektur"), Actor.of(Role.ADMINISTRATOR, "admin")));
        complaint.office().ifPresent(office -> actors.add(Actor.of(Role.OFFICER, "budi", office)));
        return actors;
    }

    /** The complaint and its timeline as one reader gets them, as text. */
    private static String told(ComplaintView complaint, Actor actor, Optional<SecretHash> proof) {
        Sight sight = Sight.of(complaint, actor, proof);
        return sight.isNothing() ? NOTHING : JSON.writeValueAsString(ComplaintAnswer.of(complaint, sight, Set.of(), ZONE,
                LAW, NOW)) + JSON.writeValueAsString(TimelineAnswer.of(timelines.get(complaint.number()), sight, Set.of(),
                ZONE));
    }
}
