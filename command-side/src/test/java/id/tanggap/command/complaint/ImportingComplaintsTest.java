package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Answer;
import id.tanggap.command.Refused;
import id.tanggap.command.Requests;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.office.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportingComplaintsTest {

    private static final Instant CREATED = NOW.minus(Duration.ofDays(30));
    private static final Instant CLOSED = NOW.minus(Duration.ofDays(10));

    private static ComplaintCommand.Import imported(Actor actor, OfficeId office, Instant created, Instant closed) {
        return new ComplaintCommand.Import(POTHOLE, submission(Identity.OPEN), office, Classification.COMPLAINT,
                Optional.ofNullable(closed).map(at -> new ComplaintCommand.ClosedAtSource(at, said("Filled."))),
                by(actor).occurred(created));
    }

    @Test
    void an_open_complaint_arrives_at_its_office_with_its_own_time() {
        List<ComplaintEvent> events = ComplaintDecision.takeOver(imported(ADMIN, ROADS, CREATED, null), OFFICES);

        assertThat(events).hasSize(2).allSatisfy(e -> {
            assertThat(e.provenance().occurredAt()).isEqualTo(CREATED);
            assertThat(e.provenance().recordedAt()).isEqualTo(NOW);
        });
        assertThat(after(events).status()).isEqualTo(ComplaintStatus.FORWARDED);
        assertThat(after(events).office()).contains(ROADS);
    }

    @Test
    void a_closed_complaint_arrives_with_its_whole_history_in_one_step() {
        Provenance created = by(ADMIN).occurred(CREATED);
        Provenance closed = by(ADMIN).occurred(CLOSED);

        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, ROADS, CREATED, CLOSED))
                .expectEvents(ComplaintDecision.takeOver(imported(ADMIN, ROADS, CREATED, null), OFFICES).getFirst(),
                        new ComplaintEvent.Forwarded(POTHOLE, ROADS, Classification.COMPLAINT, created),
                        new ComplaintEvent.FinalResponseDrafted(POTHOLE, ROADS, 1, said("Filled."), closed),
                        new ComplaintEvent.FinalResponseApproved(POTHOLE, ROADS, 1, closed),
                        new ComplaintEvent.Closed(POTHOLE, ROADS, ClosureReason.CLOSED_AT_SOURCE, Optional.empty(), closed))
                .expectResultMessagePayload(new Answer(POTHOLE.toString(), 4, "CLOSED", 1));
    }

    @Test
    void a_repeated_import_is_answered_as_of_its_last_event() {
        var keyed = Requests.metaData(Requests.keyed("line-7", "line 7"));

        complaints().givenCommands(new GenericCommandMessage<>(imported(ADMIN, ROADS, CREATED, CLOSED), keyed))
                .when(new ComplaintCommand.Recall(POTHOLE, by(ADMIN)), keyed)
                .expectNoEvents()
                .expectResultMessagePayload(new Answer(POTHOLE.toString(), 4, "CLOSED", 1));
    }

    @Test
    void an_import_is_all_or_nothing() {
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, ROADS, CREATED, CREATED.minusSeconds(1)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.CLOSED_BEFORE_SUBMITTED));
    }

    @Test
    void a_complaint_may_be_closed_the_moment_it_is_created() {
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, ROADS, CREATED, CREATED))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void nothing_was_created_in_the_future() {
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, ROADS, NOW.plusSeconds(1), null))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OCCURRED_IN_THE_FUTURE));
    }

    @Test
    void nothing_was_closed_in_the_future() {
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, ROADS, CREATED, NOW.plusSeconds(1)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OCCURRED_IN_THE_FUTURE));
    }

    @Test
    void complaints_are_not_imported_to_an_office_that_takes_none() {
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, CLOSED_MARKETS, CREATED, null))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_NOT_ACTIVE));
        complaints().givenNoPriorActivity()
                .when(imported(ADMIN, UNKNOWN, CREATED, null))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.OFFICE_UNKNOWN));
    }

    @Test
    void an_imported_anonymous_complaint_carries_no_data_about_its_reporter_either() {
        var named = submission(Identity.OPEN);
        var anonymous = new ComplaintCommand.Submission(named.trackingCode(), named.secretHash(), Identity.ANONYMOUS,
                named.reporter(), named.title(), named.narrative(), named.category(), named.requestedOffice(),
                named.location(), named.channel(), named.source(), false, named.takenFor(), named.sameAs());

        complaints().givenNoPriorActivity()
                .when(new ComplaintCommand.Import(POTHOLE, anonymous, ROADS, Classification.COMPLAINT,
                        Optional.empty(), by(ADMIN).occurred(CREATED)))
                .expectNoEvents().expectException(Refused.by(ComplaintRule.ANONYMOUS_WITH_REPORTER));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"OFFICER", "OFFICE_HEAD"}, mode = EnumSource.Mode.EXCLUDE)
    void administrators_and_other_systems_import_and_nobody_else(Role role) {
        var result = complaints().givenNoPriorActivity()
                .when(imported(Actor.of(role, "somebody"), ROADS, CREATED, null));
        if (role == Role.ADMINISTRATOR || role == Role.API_CLIENT) {
            result.expectSuccessfulHandlerExecution();
        } else {
            result.expectNoEvents().expectException(Refused.by(ComplaintRule.ROLE_MAY_NOT));
        }
    }
}
