package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.office.OfficeId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Short random lives of one complaint, by people of all roles who ask for anything at any time. */
class RandomHistoriesTest {

    private static final Map<ComplaintStatus, Set<ComplaintStatus>> NEXT = new EnumMap<>(Map.of(
            ComplaintStatus.SUBMITTED, EnumSet.of(ComplaintStatus.FORWARDED, ComplaintStatus.RETURNED,
                    ComplaintStatus.REJECTED, ComplaintStatus.MERGED, ComplaintStatus.WITHDRAWN),
            ComplaintStatus.RETURNED, EnumSet.of(ComplaintStatus.SUBMITTED, ComplaintStatus.WITHDRAWN),
            ComplaintStatus.FORWARDED, EnumSet.of(ComplaintStatus.RESPONDED, ComplaintStatus.RETURNED),
            ComplaintStatus.RESPONDED, EnumSet.of(ComplaintStatus.CLOSED, ComplaintStatus.FORWARDED,
                    ComplaintStatus.APPEALED),
            ComplaintStatus.APPEALED, EnumSet.of(ComplaintStatus.CLOSED, ComplaintStatus.FORWARDED),
            ComplaintStatus.MERGED, EnumSet.of(ComplaintStatus.SUBMITTED),
            ComplaintStatus.CLOSED, EnumSet.noneOf(ComplaintStatus.class),
            ComplaintStatus.REJECTED, EnumSet.noneOf(ComplaintStatus.class),
            ComplaintStatus.WITHDRAWN, EnumSet.noneOf(ComplaintStatus.class)));

    private static final Set<ComplaintStatus> AT_AN_OFFICE =
            EnumSet.of(ComplaintStatus.FORWARDED, ComplaintStatus.RESPONDED,
                    ComplaintStatus.APPEALED, ComplaintStatus.CLOSED);

    private static final int STEPS = 120;

    @Property(tries = 5_000)
    void every_command_is_either_refused_or_leads_along_the_table(@ForAll long seed) {
        Random random = new Random(seed);
        List<ComplaintEvent> history = new ArrayList<>(as(random.nextBoolean() ? Identity.OPEN : Identity.CONFIDENTIAL));
        Complaint complaint = after(history);
        for (int step = 0; step < STEPS; step++) {
            for (ComplaintEvent event : decided(complaint, command(random, complaint))) {
                Complaint before = complaint;
                complaint = complaint.evolve(event);
                history.add(event);
                requireSense(before, complaint);
            }
        }
        assertThat(after(history)).isEqualTo(complaint);
    }

    /** Random commands get far often enough for the property to mean something. */
    @Test
    void random_lives_reach_every_state() {
        Random random = new Random(1);
        Set<ComplaintStatus> reached = EnumSet.noneOf(ComplaintStatus.class);
        for (int life = 0; life < 5_000; life++) {
            Complaint complaint = after(aSubmittedComplaint());
            for (int step = 0; step < STEPS; step++) {
                for (ComplaintEvent event : decided(complaint, command(random, complaint))) {
                    complaint = complaint.evolve(event);
                    reached.add(complaint.status());
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(ComplaintStatus.values());
    }

    private static List<ComplaintEvent> decided(Complaint complaint, ComplaintCommand.Handling command) {
        try {
            List<ComplaintEvent> events = switch (command) {
                case ComplaintCommand.Merge c -> List.of(ComplaintDecision.merge(complaint,
                        Optional.of(another()), c, LAW).source());
                case ComplaintCommand.UndoMerge c -> List.of(ComplaintDecision.undoMerge(complaint,
                        Optional.of(another()), c, LAW).source());
                default -> ComplaintDecision.decide(complaint, command, OFFICES, LAW);
            };
            assertThat(events).isNotEmpty().allMatch(e -> e.complaint().equals(POTHOLE)
                    && e.provenance().equals(command.provenance()));
            return events;
        } catch (Refusal refusal) {
            assertThat(refusal.text().id()).isNotBlank().doesNotContain("{");
            assertThat(refusal.text().en()).isNotBlank().doesNotContain("{");
            return List.of();
        }
    }

    private static Complaint another() {
        return Complaint.begin(ComplaintDecision.submit(submit(SAME_POTHOLE)));
    }

    private static void requireSense(Complaint before, Complaint now) {
        assertThat(before.secrecy().erased().isPresent()).as("something happened after the erasure").isFalse();
        if (now.secrecy().withheld()) {
            assertThat(now.office()).isEmpty();
            assertThat(Sight.of(now, BUDI, Optional.empty()).isNothing()).isTrue();
            assertThat(Sight.of(now, Actor.PUBLIC, Optional.empty()).isNothing()).isTrue();
        }
        if (now.secrecy().oversight() && now.status() == ComplaintStatus.SUBMITTED) {
            assertThat(now.secrecy().withheld()).isTrue();
        }
        if (before.status() != now.status()) {
            assertThat(NEXT.get(before.status())).contains(now.status());
        }
        assertThat(now.responses()).isBetween(before.responses(), before.responses() + 1);
        assertThat(now.mergedInto().isPresent()).isEqualTo(now.status() == ComplaintStatus.MERGED);
        assertThat(now.office().isPresent()).isEqualTo(AT_AN_OFFICE.contains(now.status()));
        if (now.draft().isPresent()) {
            assertThat(now.status()).isEqualTo(ComplaintStatus.FORWARDED);
            assertThat(now.draft().get().response()).isBetween(1, now.responses());
        }
        assertThat(List.of(now.id(), now.secretHash(), now.subject()))
                .isEqualTo(List.of(before.id(), before.secretHash(), before.subject()));
    }

    private static ComplaintCommand.Handling command(Random random, Complaint complaint) {
        Actor staff = oneOf(random, RINA, RINA, RINA, BUDI, BUDI, WATI, AGUS, JOKO, YULI, DEWI, ADMIN,
                Actor.of(oneOf(random, Role.PUBLIC, Role.INSPECTOR, Role.SYSTEM), "somebody"));
        Actor reporter = random.nextInt(10) == 0 ? staff : Actor.REPORTER;
        SecretHash proof = random.nextInt(10) == 0 ? WRONG_PROOF : PROOF;
        OfficeId office = oneOf(random, ROADS, ROADS, ROADS, ROADS, WATER, CLOSED_MARKETS, UNKNOWN);
        ComplaintId other = oneOf(random, SAME_POTHOLE, SAME_POTHOLE, POTHOLE);
        int response = random.nextInt(5) == 0 ? random.nextInt() : complaint.responses();
        // what ends a complaint is rare, so that lives get long enough to see everything
        return switch (random.nextInt(58)) {
            case 0, 1, 2, 3 -> new ComplaintCommand.Forward(POTHOLE, office, Classification.ASPIRATION, by(staff));
            case 4, 5 -> returned(staff);
            case 6 -> new ComplaintCommand.Reject(POTHOLE, text("x"), by(staff));
            case 7, 8 -> assign(staff);
            case 9, 10 -> transferTo(office, staff);
            case 11, 12 -> interim(staff);
            case 13, 14, 15, 16, 17 -> draft(staff);
            case 18, 19, 20, 21, 22, 23 -> approve(response, staff);
            case 24 -> sendBack(response, staff);
            case 25, 26, 27 -> new ComplaintCommand.Complete(POTHOLE, proof, text("x"), by(reporter));
            case 28 -> new ComplaintCommand.Accept(POTHOLE, proof, Optional.empty(), by(reporter));
            case 29, 30, 31 -> new ComplaintCommand.RaiseObjection(POTHOLE, proof, text("x"), by(reporter));
            case 32 -> new ComplaintCommand.Withdraw(POTHOLE, proof, Optional.empty(), by(reporter));
            case 33, 34 -> new ComplaintCommand.Evaluate(POTHOLE, proof, SATISFIED, Optional.empty(), by(reporter));
            case 35, 36 -> new ComplaintCommand.Merge(POTHOLE, other, by(staff));
            case 37, 38 -> new ComplaintCommand.UndoMerge(POTHOLE, by(staff));
            case 39, 40, 41 -> new ComplaintCommand.Appeal(POTHOLE, proof, text("x"), by(reporter));
            case 42 -> uphold(staff);
            case 43, 44 -> sendBackOnAppeal(staff);
            case 45 -> new ComplaintCommand.Refer(POTHOLE, Optional.of(office), Optional.empty(), by(staff));
            case 46, 47 -> new ComplaintCommand.Forward(POTHOLE, office, Classification.OVERSIGHT_COMPLAINT,
                    by(oneOf(random, staff, DEWI)));
            case 48 -> new ComplaintCommand.WriteAsReporter(POTHOLE, proof, text("x"), by(reporter));
            case 49 -> writeToReporter(staff);
            case 50, 51 -> requestReveal(staff);
            case 52, 53 -> decideReveal(random.nextBoolean(), oneOf(random, staff, DEWI));
            case 54 -> new ComplaintCommand.RequestErasure(POTHOLE, proof, Optional.of(text("x")), by(reporter));
            case 55 -> grantErasure(staff);
            case 56 -> refuseErasure(staff);
            default -> new ComplaintCommand.Recall(POTHOLE, by(staff));
        };
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
