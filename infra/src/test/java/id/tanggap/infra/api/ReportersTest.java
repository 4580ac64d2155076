package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What offices are told of reporters whom they do not know, how they are revealed, and the conversation with them. */
@ExtendWith(OnePlatform.class)
class ReportersTest {

    private static final Who ANOTHER_INSPECTOR = Who.staff("INSPECTOR", "intan");

    private final Platform platform;
    private final Office own;
    private final Office other;

    ReportersTest(Platform platform) {
        this.platform = platform;
        this.own = platform.office();
        this.other = platform.office();
    }

    private Case confidential() {
        return platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "MARKname"),
                "channel", "WHATSAPP").forwardedTo(own);
    }

    private static JsonNode entry(Answer timeline, String what) {
        return StreamSupport.stream(timeline.is(200).json().path("timeline").spliterator(), false)
                .filter(entry -> entry.path("what").asString().equals(what)).findFirst().orElseThrow();
    }

    @Test
    void the_reporter_and_those_who_work_on_it_read_what_the_others_write() {
        Case complaint = platform.anonymous().forwardedTo(own);
        complaint.asks(complaint.reporter(), "/messages", "text", "MARKreporter").is(201);
        complaint.asks(own.officer(), "/messages", "text", "MARKoffice").is(201);
        complaint.asks(Who.COORDINATOR, "/messages", "text", "MARKcoordinator").is(201);
        complaint.asks(Who.INSPECTOR, "/messages", "text", "MARKinspector").is(201);

        for (Who who : List.of(complaint.reporter(), own.officer(), own.head(), Who.COORDINATOR, Who.INSPECTOR)) {
            assertThat(complaint.timelineSeenBy(who).text()).contains("MARKreporter", "MARKoffice", "MARKcoordinator",
                    "MARKinspector", "Pesan dari pelapor", "Message from the office");
        }
        for (Who who : List.of(Who.PUBLIC, other.officer(), Who.ADMINISTRATOR)) {
            assertThat(complaint.timelineSeenBy(who).text()).doesNotContain("MARK", "MESSAGE");
        }
        assertThat(complaint.seenBy(own.officer()).json().at("/content/firstResponseAt").isMissingNode()).isTrue();
    }

    @Test
    void nobody_else_writes() {
        Case complaint = platform.anonymous().forwardedTo(own);

        complaint.asks(Who.PUBLIC, "/messages", "text", "x").is(403, "ROLE_MAY_NOT");
        complaint.asks(other.officer(), "/messages", "text", "x").is(403, "NOT_YOUR_OFFICE");
        complaint.asks(Who.ADMINISTRATOR, "/messages", "text", "x").is(403, "ROLE_MAY_NOT");
        complaint.asks(platform.anonymous().reporter(), "/messages", "text", "x").is(404, "COMPLAINT_NOT_FOUND");
    }

    @Test
    void an_office_is_told_neither_when_nor_how_an_unknown_reporter_came() {
        for (Case complaint : List.of(confidential(), platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "channel",
                "WHATSAPP").forwardedTo(own))) {
            complaint.asks(complaint.reporter(), "/messages", "text", "Ada kabar?").is(201);
            complaint.answeredBy(own).accepted();

            for (Who who : List.of(own.officer(), own.head())) {
                Answer seen = complaint.seenBy(who).is(200);
                assertThat(seen.text()).doesNotContain("WHATSAPP", "submittedAt", "endedAt", "\"used\"", "dueAt",
                        complaint.code, "MARKname");
                assertThat(seen.has("/submittedOn")).isTrue();
                for (String what : List.of("SUBMITTED", "MESSAGE", "CLOSED")) {
                    assertThat(entry(complaint.timelineSeenBy(who), what).propertyNames()).contains("on")
                            .doesNotContain("at", "recordedAt", "position", "actor");
                }
                assertThat(entry(complaint.timelineSeenBy(who), "FINAL_RESPONSE").propertyNames()).contains("at", "actor");
            }
            assertThat(complaint.seenBy(Who.COORDINATOR).text()).contains("WHATSAPP", "submittedAt");
            assertThat(complaint.seenBy(complaint.reporter()).text()).contains("WHATSAPP", "submittedAt");
        }
    }

    @Test
    void an_office_is_told_when_and_how_an_open_reporter_came() {
        Case complaint = platform.open().forwardedTo(own);

        assertThat(complaint.seenBy(own.officer()).text()).contains("submittedAt", "\"channel\"", "Sari");
    }

    @Test
    void two_people_reveal_a_confidential_reporter_and_the_reporter_is_told_who_asked_why_and_when() {
        Case complaint = confidential();
        complaint.asks(own.head(), "/identity-reveal", "reason", "MARKwhy").is(201);
        assertThat(complaint.seenBy(own.head()).has("/who")).isFalse();
        assertThat(complaint.seenBy(Who.INSPECTOR).at("/handling/revealRequested/officeId")).isEqualTo(own.id);

        complaint.asks(ANOTHER_INSPECTOR, "/identity-reveal/decision", "decision", "APPROVE", "reason", "MARKlaw").is(201);

        assertThat(complaint.seenBy(own.officer()).at("/who/reporter/name")).isEqualTo("MARKname");
        assertThat(complaint.seenBy(own.officer()).text()).doesNotContain(complaint.code);
        JsonNode asked = entry(complaint.timelineSeenBy(complaint.reporter()), "IDENTITY_REVEAL_REQUESTED");
        assertThat(asked.path("by").asString()).isEqualTo("OFFICE_HEAD");
        assertThat(asked.path("officeId").asString()).isEqualTo(own.id);
        assertThat(asked.path("text").asString()).isEqualTo("MARKwhy");
        assertThat(asked.has("at")).isTrue();
        JsonNode revealed = entry(complaint.timelineSeenBy(complaint.reporter()), "IDENTITY_REVEALED");
        assertThat(revealed.path("by").asString()).isEqualTo("INSPECTOR");
        assertThat(revealed.path("text").asString()).isEqualTo("MARKlaw");
        assertThat(complaint.timelineSeenBy(Who.PUBLIC).text()).doesNotContain("REVEAL", "MARK");
    }

    @Test
    void whoever_asked_does_not_decide() {
        Case complaint = confidential();
        complaint.asks(Who.INSPECTOR, "/identity-reveal", "reason", "x").is(201);

        complaint.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "APPROVE", "reason", "x")
                .is(403, "REVEAL_BY_ANOTHER");
        complaint.asks(own.head(), "/identity-reveal/decision", "decision", "APPROVE", "reason", "x")
                .is(403, "ROLE_MAY_NOT");
        assertThat(complaint.seenBy(own.head()).has("/who")).isFalse();
    }

    @Test
    void a_refused_request_and_a_transfer_leave_the_reporter_unknown() {
        Case refused = confidential();
        refused.asks(own.head(), "/identity-reveal", "reason", "x").is(201);
        refused.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "REFUSE", "reason", "x").is(201);
        assertThat(refused.seenBy(own.head()).text()).doesNotContain("MARKname");

        Case revealed = confidential();
        revealed.asks(own.head(), "/identity-reveal", "reason", "x").is(201);
        revealed.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "APPROVE", "reason", "x").is(201);
        revealed.asks(own.officer(), "/transfer", "officeId", other.id, "reason", "x").is(201);
        assertThat(revealed.seenBy(other.head()).text()).doesNotContain("MARKname");
        assertThat(revealed.seenBy(own.head()).text()).doesNotContain("MARKname");
    }

    @Test
    void of_an_anonymous_reporter_there_is_nothing_to_reveal() {
        platform.anonymous().forwardedTo(own).asks(Who.INSPECTOR, "/identity-reveal", "reason", "x")
                .is(409, "NOTHING_TO_REVEAL");
    }
}
