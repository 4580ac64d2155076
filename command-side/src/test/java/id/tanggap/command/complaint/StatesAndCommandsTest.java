package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Clearance;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of states and commands: every cell of it. */
class StatesAndCommandsTest {

    /**
     * One row.
     *
     * @param by      in which role
     * @param command made for an actor of that role
     * @param next    for each state that allows it, the state that follows
     * @param refused by which rule in every other state
     * @param roles   who may ask for it, whatever the state
     */
    private record Row(Role by, Function<Actor, ComplaintCommand.Handling> command,
                       Map<ComplaintStatus, ComplaintStatus> next, ComplaintRule refused, Set<Role> roles) {
    }

    private static final Set<Role> OFFICE = EnumSet.of(Role.OFFICER, Role.OFFICE_HEAD);
    private static final Set<Role> COORDINATOR = EnumSet.of(Role.COORDINATOR);
    private static final Set<Role> CHECKERS = EnumSet.of(Role.COORDINATOR, Role.INSPECTOR);
    private static final Set<Role> ANY_STAFF =
            EnumSet.of(Role.COORDINATOR, Role.OFFICER, Role.OFFICE_HEAD, Role.INSPECTOR);
    private static final Set<Role> DATA_PROTECTION = EnumSet.of(Role.ADMINISTRATOR, Role.INSPECTOR);
    private static final String OPEN = "SUBMITTED>SUBMITTED RETURNED>RETURNED FORWARDED>FORWARDED RESPONDED>RESPONDED"
            + " APPEALED>APPEALED";
    private static final String ANY = OPEN + " CLOSED>CLOSED REJECTED>REJECTED WITHDRAWN>WITHDRAWN MERGED>MERGED";
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.INSPECTOR, Role.OFFICE_HEAD);
    private static final Set<Role> REPORTER = EnumSet.of(Role.REPORTER);

    private static final Map<Class<?>, Row> TABLE = new LinkedHashMap<>();

    static {
        row(ComplaintCommand.Forward.class, CHECKERS, "SUBMITTED>FORWARDED", ComplaintRule.CHECKED_ALREADY,
                a -> new ComplaintCommand.Forward(POTHOLE, WATER, Classification.COMPLAINT, by(a)));
        row(ComplaintCommand.Return.class, ANY_STAFF, "SUBMITTED>RETURNED FORWARDED>RETURNED",
                ComplaintRule.NOT_RETURNABLE, ComplaintFixture::returned);
        row(ComplaintCommand.Refer.class, COORDINATOR, "SUBMITTED>SUBMITTED", ComplaintRule.CHECKED_ALREADY,
                a -> new ComplaintCommand.Refer(POTHOLE, Optional.empty(), Optional.empty(), by(a)));
        row(ComplaintCommand.Reject.class, CHECKERS, "SUBMITTED>REJECTED", ComplaintRule.CHECKED_ALREADY,
                a -> new ComplaintCommand.Reject(POTHOLE, text("Bukan wewenang."), by(a)));
        row(ComplaintCommand.Assign.class, OFFICE, "FORWARDED>FORWARDED", ComplaintRule.NOT_WITH_AN_OFFICE,
                ComplaintFixture::assign);
        row(ComplaintCommand.Transfer.class, ANY_STAFF, "FORWARDED>FORWARDED",
                ComplaintRule.NOT_WITH_AN_OFFICE, a -> transferTo(WATER, a));
        row(ComplaintCommand.GiveInterimResponse.class, OFFICE, "FORWARDED>FORWARDED",
                ComplaintRule.NOT_WITH_AN_OFFICE, ComplaintFixture::interim);
        row(ComplaintCommand.DraftFinalResponse.class, OFFICE, "FORWARDED>FORWARDED",
                ComplaintRule.NOT_WITH_AN_OFFICE, ComplaintFixture::draft);
        row(ComplaintCommand.ApproveFinalResponse.class, OFFICE, "FORWARDED>RESPONDED",
                ComplaintRule.NOT_WITH_AN_OFFICE, a -> approve(1, a));
        row(ComplaintCommand.SendBackFinalResponse.class, OFFICE, "FORWARDED>FORWARDED",
                ComplaintRule.NOT_WITH_AN_OFFICE, a -> sendBack(1, a));
        row(ComplaintCommand.Complete.class, REPORTER, "RETURNED>SUBMITTED", ComplaintRule.NOT_RETURNED,
                a -> new ComplaintCommand.Complete(POTHOLE, PROOF, text("Depan pasar."), by(a)));
        row(ComplaintCommand.Accept.class, REPORTER, "RESPONDED>CLOSED", ComplaintRule.NOT_RESPONDED,
                a -> new ComplaintCommand.Accept(POTHOLE, PROOF, Optional.empty(), by(a)));
        row(ComplaintCommand.RaiseObjection.class, REPORTER, "RESPONDED>FORWARDED", ComplaintRule.NOT_RESPONDED,
                a -> new ComplaintCommand.RaiseObjection(POTHOLE, PROOF, text("Belum."), by(a)));
        row(ComplaintCommand.Withdraw.class, REPORTER, "SUBMITTED>WITHDRAWN RETURNED>WITHDRAWN",
                ComplaintRule.NOT_WITHDRAWABLE,
                a -> new ComplaintCommand.Withdraw(POTHOLE, PROOF, Optional.empty(), by(a)));
        row(ComplaintCommand.Evaluate.class, REPORTER, "RESPONDED>RESPONDED CLOSED>CLOSED REJECTED>REJECTED"
                        + " WITHDRAWN>WITHDRAWN MERGED>MERGED", ComplaintRule.NOTHING_TO_EVALUATE,
                a -> new ComplaintCommand.Evaluate(POTHOLE, PROOF, SATISFIED, Optional.empty(), by(a)));
        row(ComplaintCommand.ConfirmSolved.class, REPORTER, "", ComplaintRule.NOT_ASKED,
                a -> new ComplaintCommand.ConfirmSolved(POTHOLE, PROOF, Optional.empty(), by(a)));
        row(ComplaintCommand.ReportUnsolved.class, REPORTER, "", ComplaintRule.NOT_ASKED,
                a -> new ComplaintCommand.ReportUnsolved(POTHOLE, PROOF, text("Berlubang lagi."), by(a)));
        row(ComplaintCommand.Appeal.class, REPORTER, "", ComplaintRule.NOT_APPEALABLE,
                a -> new ComplaintCommand.Appeal(POTHOLE, PROOF, text("Masih berlubang."), by(a)));
        row(ComplaintCommand.UpholdResponse.class, REVIEWERS, "APPEALED>CLOSED", ComplaintRule.NOT_APPEALED,
                ComplaintFixture::uphold);
        row(ComplaintCommand.SendBackOnAppeal.class, REVIEWERS, "APPEALED>FORWARDED", ComplaintRule.NOT_APPEALED,
                ComplaintFixture::sendBackOnAppeal);
        row(ComplaintCommand.WriteAsReporter.class, REPORTER, OPEN, ComplaintRule.HAS_ENDED,
                a -> new ComplaintCommand.WriteAsReporter(POTHOLE, PROOF, text("Ada kabar?"), by(a)));
        row(ComplaintCommand.WriteToReporter.class, ANY_STAFF, OPEN, ComplaintRule.HAS_ENDED,
                ComplaintFixture::writeToReporter);
        row(ComplaintCommand.AttachAsReporter.class, REPORTER, OPEN, ComplaintRule.HAS_ENDED,
                a -> new ComplaintCommand.AttachAsReporter(POTHOLE, PROOF, Optional.of(aPhoto()), by(a)));
        row(ComplaintCommand.AttachAsStaff.class, ANY_STAFF, OPEN, ComplaintRule.HAS_ENDED,
                a -> new ComplaintCommand.AttachAsStaff(POTHOLE, Optional.of(aPhoto()), Optional.empty(), by(a)));
        // nothing waits to be looked through
        row(ComplaintCommand.ClearAttachment.class, EnumSet.of(Role.SYSTEM), ANY, null,
                a -> new ComplaintCommand.ClearAttachment(POTHOLE, 1, Clearance.SCANNED, by(a)));
        row(ComplaintCommand.RejectAttachment.class, EnumSet.of(Role.SYSTEM), ANY, null,
                a -> new ComplaintCommand.RejectAttachment(POTHOLE, 1, "x", by(a)));
        // the complaint of this table is an open one
        row(ComplaintCommand.RequestReveal.class, EnumSet.of(Role.COORDINATOR, Role.OFFICE_HEAD, Role.INSPECTOR), "",
                ComplaintRule.NOTHING_TO_REVEAL, ComplaintFixture::requestReveal);
        row(ComplaintCommand.DecideReveal.class, EnumSet.of(Role.INSPECTOR), "", ComplaintRule.NOTHING_TO_REVEAL,
                a -> decideReveal(true, a));
        row(ComplaintCommand.RequestErasure.class, REPORTER, ANY, null,
                a -> new ComplaintCommand.RequestErasure(POTHOLE, PROOF, Optional.empty(), by(a)));
        row(ComplaintCommand.RecordErasureRequest.class, DATA_PROTECTION, ANY, null,
                a -> new ComplaintCommand.RecordErasureRequest(POTHOLE, Optional.empty(), by(a)));
        row(ComplaintCommand.GrantErasure.class, DATA_PROTECTION, "", ComplaintRule.NO_ERASURE_PENDING,
                ComplaintFixture::grantErasure);
        row(ComplaintCommand.RefuseErasure.class, DATA_PROTECTION, "", ComplaintRule.NO_ERASURE_PENDING,
                ComplaintFixture::refuseErasure);
        row(ComplaintCommand.KeepTime.class, EnumSet.of(Role.SYSTEM), ANY, null,
                a -> new ComplaintCommand.KeepTime(POTHOLE, by(a)));
        row(ComplaintCommand.Merge.class, COORDINATOR, "SUBMITTED>MERGED", ComplaintRule.NOT_MERGEABLE,
                a -> new ComplaintCommand.Merge(POTHOLE, SAME_POTHOLE, by(a)));
        row(ComplaintCommand.UndoMerge.class, COORDINATOR, "MERGED>SUBMITTED", ComplaintRule.NOT_MERGED,
                a -> new ComplaintCommand.UndoMerge(POTHOLE, by(a)));
        row(ComplaintCommand.Recall.class, EnumSet.allOf(Role.class), "", ComplaintRule.COMPLAINT_EXISTS,
                a -> new ComplaintCommand.Recall(POTHOLE, by(a)));
    }

    private static void row(Class<? extends ComplaintCommand.Handling> type, Set<Role> roles, String next,
                            ComplaintRule refused, Function<Actor, ComplaintCommand.Handling> command) {
        Map<ComplaintStatus, ComplaintStatus> transitions = Arrays.stream(next.split(" ")).filter(s -> !s.isEmpty())
                .map(s -> s.split(">"))
                .collect(Collectors.toMap(s -> ComplaintStatus.valueOf(s[0]), s -> ComplaintStatus.valueOf(s[1])));
        Role by = roles.equals(REVIEWERS) ? Role.INSPECTOR : roles.iterator().next();
        TABLE.put(type, new Row(by, command, transitions, refused, roles));
    }

    private static List<ComplaintEvent> in(ComplaintStatus status) {
        return switch (status) {
            case SUBMITTED -> aSubmittedComplaint();
            case RETURNED -> aReturnedComplaint();
            case FORWARDED -> aComplaintWithADraft();
            case RESPONDED -> aRespondedComplaint();
            case APPEALED -> anAppealedComplaint();
            case CLOSED -> aClosedComplaint();
            case REJECTED -> aRejectedComplaint();
            case WITHDRAWN -> aWithdrawnComplaint();
            case MERGED -> aMergedComplaint();
        };
    }

    /** Wati, at the road office, where one is needed: she did not write the draft. */
    private static Actor somebody(Role role) {
        return role.belongsToAnOffice() ? Actor.of(role, "wati", ROADS) : Actor.of(role, "wati");
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StatesAndCommandsTest::leaves)
                : Stream.of(type);
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        assertThat(TABLE.keySet()).isEqualTo(leaves(ComplaintCommand.Handling.class).collect(Collectors.toSet()));
    }

    static Stream<Arguments> cells() {
        return TABLE.entrySet().stream().flatMap(row -> Arrays.stream(ComplaintStatus.values())
                .map(status -> Arguments.of(row.getKey().getSimpleName(), status, row.getValue())));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("cells")
    void a_command_is_allowed_exactly_in_the_states_of_its_row(String command, ComplaintStatus status, Row row) {
        Complaint complaint = after(in(status));
        ComplaintCommand.Handling asked = row.command().apply(row.by() == Role.COORDINATOR
                || status == ComplaintStatus.SUBMITTED && row.roles().contains(Role.COORDINATOR) ? RINA
                : somebody(row.by()));

        if (row.next().containsKey(status)) {
            Complaint now = complaint;
            for (ComplaintEvent event : decide(complaint, asked)) {
                now = now.evolve(event);
            }
            assertThat(now.status()).isEqualTo(row.next().get(status));
        } else {
            Refused.by(row.refused(), () -> decide(complaint, asked));
        }
    }

    static Stream<Arguments> roles() {
        return TABLE.entrySet().stream().flatMap(row -> Arrays.stream(Role.values())
                .flatMap(role -> Arrays.stream(ComplaintStatus.values())
                        .map(status -> Arguments.of(row.getKey().getSimpleName(), role, status, row.getValue()))));
    }

    @ParameterizedTest(name = "{0} by {1} when {2}")
    @MethodSource("roles")
    void a_role_that_may_not_is_told_so_in_every_state(String command, Role role, ComplaintStatus status, Row row) {
        Complaint complaint = after(in(status));
        ComplaintCommand.Handling asked = row.command().apply(somebody(role));

        if (row.roles().contains(role)) {
            try {
                assertThat(decide(complaint, asked)).hasSize(row.roles().equals(EnumSet.of(Role.SYSTEM)) ? 0 : 1);
            } catch (id.tanggap.kernel.Refusal refusal) {
                boolean checksInstead = command.equals("Return") && role != Role.COORDINATOR
                        && status == ComplaintStatus.SUBMITTED;
                // what the inspectorate may do with what it was referred, and only with that
                boolean notReferred = role == Role.INSPECTOR && Set.of("Forward", "Reject", "Return", "Transfer")
                        .contains(command) && EnumSet.of(ComplaintStatus.SUBMITTED, ComplaintStatus.FORWARDED).contains(status);
                boolean noOfficeYet = Set.of("WriteToReporter", "AttachAsStaff").contains(command)
                        && role.belongsToAnOffice()
                        && after(in(status)).office().isEmpty() || command.equals("RequestReveal")
                        && role.belongsToAnOffice() && after(in(status)).office().isEmpty();
                boolean ownReview = role == Role.OFFICE_HEAD && status == ComplaintStatus.APPEALED
                        && row.refused() == ComplaintRule.NOT_APPEALED;
                assertThat(refusal.rule()).isEqualTo(checksInstead || notReferred && row.next().containsKey(status)
                        ? ComplaintRule.ROLE_MAY_NOT : noOfficeYet ? ComplaintRule.NOT_YOUR_OFFICE
                        : ownReview ? ComplaintRule.NOT_SUPERVISING : row.refused());
            }
        } else {
            Refused.by(ComplaintRule.ROLE_MAY_NOT, () -> decide(complaint, asked));
        }
    }

    private static List<ComplaintEvent> decide(Complaint complaint, ComplaintCommand.Handling command) {
        return switch (command) {
            case ComplaintCommand.Merge c -> List.of(ComplaintDecision.merge(complaint,
                    Optional.of(another()), c, LAW).source());
            case ComplaintCommand.UndoMerge c -> List.of(ComplaintDecision.undoMerge(complaint,
                    Optional.of(another()), c, LAW).source());
            default -> ComplaintDecision.decide(complaint, command, OFFICES, LAW);
        };
    }

    private static Complaint another() {
        return Complaint.begin(ComplaintDecision.submit(submit(SAME_POTHOLE)));
    }
}
