package id.tanggap.command.complaint;

import static id.tanggap.command.complaint.ComplaintFixture.PROOF;
import static id.tanggap.command.complaint.ComplaintFixture.SATISFIED;
import static id.tanggap.command.complaint.ComplaintFixture.said;
import static id.tanggap.command.complaint.ComplaintFixture.submission;
import static id.tanggap.command.complaint.ComplaintFixture.text;

import id.tanggap.command.complaint.SimulatedYear.Life;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Reporters, a coordinator, offices and reviewers, each of whom does something or other some time. Many are quick, some
 * late, some never come back, and some act in the very second in which a limit ends, or in the one before.
 */
final class RandomPeople {

    /** What somebody asks for when the moment has come. */
    @FunctionalInterface
    interface Intention {
        ComplaintCommand at(Instant now);
    }

    record Plan(Instant at, Intention intention) {
    }

    private static final Actor COORDINATOR = Actor.of(Role.COORDINATOR, "rina");
    private static final Actor INSPECTOR = Actor.of(Role.INSPECTOR, "dewi");
    private static final Actor INTERFACE = Actor.of(Role.API_CLIENT, "lapor");
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private final Function<Life, Optional<Life>> others;

    /** @param others any other complaint that there is; empty if none was found */
    RandomPeople(Function<Life, Optional<Life>> others) {
        this.others = others;
    }

    /** Most write themselves; some are helped to write down later what happened, some come from another system. */
    ComplaintCommand submit(Life life, Instant now) {
        SplittableRandom random = life.random();
        ComplaintId id = life.id();
        int kind = random.nextInt(100);
        if (kind < 8) {
            Provenance earlier = by(COORDINATOR, now).occurred(now.minusSeconds(random.nextLong(20 * DAY)));
            return new ComplaintCommand.Submit(id, submission(Identity.OPEN), earlier);
        }
        if (kind < 14) {
            Instant created = now.minusSeconds(DAY + random.nextLong(70 * DAY));
            Optional<ComplaintCommand.ClosedAtSource> closed = random.nextInt(4) > 0 ? Optional.empty() : Optional.of(
                    new ComplaintCommand.ClosedAtSource(created.plusSeconds(random.nextLong(DAY)), said("Selesai.")));
            return new ComplaintCommand.Import(id, submission(Identity.OPEN), office(random), classification(random), closed,
                    by(INTERFACE, now).occurred(created));
        }
        return new ComplaintCommand.Submit(id, submission(kind < 50 ? Identity.OPEN : Identity.CONFIDENTIAL),
                by(Actor.PUBLIC, now));
    }

    /** What happens next with a complaint, if somebody wants anything. */
    Optional<Plan> next(Life life, Instant now) {
        if (life.complaint() == null) {
            return Optional.empty();
        }
        return intention(life).map(intention -> new Plan(when(life, now), intention));
    }

    private static Instant when(Life life, Instant now) {
        SplittableRandom random = life.random();
        if (random.nextInt(12) == 0) {
            List<Instant> ends = new Clocks(life.complaint().course(), SimulatedLaw.at(now)).deadlines(now).stream()
                    .flatMap(deadline -> deadline.due() instanceof Due.At(Instant due) ? Optional.of(due).stream()
                            : Optional.<Instant>empty().stream())
                    .map(due -> due.minusSeconds(random.nextInt(2))).filter(now::isBefore).toList();
            if (!ends.isEmpty()) {
                return ends.get(random.nextInt(ends.size()));
            }
        }
        long seconds = switch (random.nextInt(10)) {
            case 0, 1 -> random.nextLong(60, 4 * HOUR);
            case 2, 3, 4, 5 -> random.nextLong(HOUR, 4 * DAY);
            case 6, 7, 8 -> random.nextLong(DAY, 16 * DAY);
            default -> random.nextLong(10 * DAY, 75 * DAY);
        };
        return now.plusSeconds(seconds).plusNanos(1_000L * random.nextInt(1_000_000));
    }

    private Optional<Intention> intention(Life life) {
        Complaint complaint = life.complaint();
        SplittableRandom random = life.random();
        ComplaintId id = life.id();
        boolean waits = complaint.secrecy().reveal().isPresent() || complaint.secrecy().erasureAsked();
        if (random.nextInt(waits ? 2 : 10) == 0) {
            return Optional.of(beside(life));
        }
        int chance = random.nextInt(100);
        return Optional.ofNullable(switch (complaint.status()) {
            case SUBMITTED -> {
                Optional<Life> other = others.apply(life);
                if (chance < 12 && other.isPresent()) {
                    ComplaintId into = other.get().id();
                    yield now -> new ComplaintCommand.Merge(id, into, by(COORDINATOR, now));
                }
                OfficeId office = office(random);
                Classification classification = complaint.secrecy().withheld() && chance < 90
                        ? Classification.OVERSIGHT_COMPLAINT : classification(random);
                Actor checker = complaint.secrecy().withheld() ? INSPECTOR : COORDINATOR;
                if (checker == COORDINATOR && classification == Classification.OVERSIGHT_COMPLAINT && chance < 90) {
                    yield now -> new ComplaintCommand.Refer(id, Optional.of(office), Optional.empty(), by(COORDINATOR, now));
                }
                yield chance < 26 ? now -> new ComplaintCommand.Return(id, text("Di mana?"), by(checker, now))
                        : chance < 29 ? now -> new ComplaintCommand.Reject(id, text("Bukan wewenang."), by(checker, now))
                        : chance < 32 ? now -> new ComplaintCommand.Withdraw(id, PROOF, Optional.empty(), reporter(now))
                        : chance < 34 ? null
                        : now -> new ComplaintCommand.Forward(id, office, classification, by(checker, now));
            }
            case RETURNED -> chance < 70
                    ? now -> new ComplaintCommand.Complete(id, PROOF, text("Depan pasar."), reporter(now))
                    : chance < 75 ? now -> new ComplaintCommand.Withdraw(id, PROOF, Optional.empty(), reporter(now)) : null;
            case FORWARDED -> atTheOffice(life, chance);
            case RESPONDED -> chance < 22 ? now -> new ComplaintCommand.Accept(id, PROOF, Optional.empty(), reporter(now))
                    : chance < 50 ? now -> new ComplaintCommand.RaiseObjection(id, PROOF, text("Belum."), reporter(now))
                    : chance < 66 ? now -> appeal(id, now) : null;
            case APPEALED -> chance < 45
                    ? now -> new ComplaintCommand.UpholdResponse(id, text("Sesuai."), reviewer(life, now))
                    : chance < 95 ? sendBack(life) : null;
            case CLOSED -> afterwards(life, chance);
            case MERGED -> chance < 60 ? now -> new ComplaintCommand.UndoMerge(id, by(COORDINATOR, now)) : null;
            case REJECTED, WITHDRAWN -> null;
        });
    }

    /** What people want of a complaint whatever its state, most of it in vain. */
    private static Intention beside(Life life) {
        Complaint complaint = life.complaint();
        ComplaintId id = life.id();
        Actor staff = complaint.office().map(office -> Actor.of(Role.OFFICE_HEAD, "agus", office)).orElse(COORDINATOR);
        boolean yes = life.random().nextBoolean();
        if (complaint.secrecy().reveal().isPresent()) {
            return now -> new ComplaintCommand.DecideReveal(id, yes, text("Begitu."), by(INSPECTOR, now));
        }
        if (complaint.secrecy().erasureAsked()) {
            return yes ? now -> new ComplaintCommand.GrantErasure(id, LegalGround.REQUESTED_BY_SUBJECT, by(INSPECTOR, now))
                    : now -> new ComplaintCommand.RefuseErasure(id, LegalGround.LAW_ENFORCEMENT, Optional.empty(),
                            by(INSPECTOR, now));
        }
        return switch (life.random().nextInt(6)) {
            case 0 -> now -> new ComplaintCommand.WriteAsReporter(id, PROOF, text("Ada kabar?"), reporter(now));
            case 1 -> now -> new ComplaintCommand.WriteToReporter(id, text("Sabar."), by(staff, now));
            case 2, 3 -> now -> new ComplaintCommand.RequestReveal(id, text("Perlu saksi."), by(staff, now));
            case 4 -> now -> new ComplaintCommand.RecordErasureRequest(id, Optional.empty(), by(INSPECTOR, now));
            default -> now -> new ComplaintCommand.RequestErasure(id, PROOF, Optional.of(text("Cukup.")), reporter(now));
        };
    }

    private static Intention atTheOffice(Life life, int chance) {
        ComplaintId id = life.id();
        OfficeId office = life.complaint().office().orElseThrow();
        Actor officer = Actor.of(Role.OFFICER, "budi", office);
        Actor head = Actor.of(Role.OFFICE_HEAD, "agus", office);
        if (life.complaint().draft().isPresent() && chance < 75) {
            int draft = life.complaint().draft().get().response();
            return chance < 5 ? now -> new ComplaintCommand.ApproveFinalResponse(id, draft, by(officer, now))
                    : chance < 62 ? now -> new ComplaintCommand.ApproveFinalResponse(id, draft, by(head, now))
                    : now -> new ComplaintCommand.SendBackFinalResponse(id, draft, text("Lampirkan foto."), by(head, now));
        }
        OfficeId other = office(life.random());
        return chance < 40 ? now -> new ComplaintCommand.DraftFinalResponse(id, text("Sudah ditambal."), by(officer, now))
                : chance < 58 ? now -> new ComplaintCommand.Transfer(id, other, text("Pipa bocor."), by(officer, now))
                : chance < 67 ? now -> new ComplaintCommand.GiveInterimResponse(id, text("Kami periksa."), by(officer, now))
                : chance < 75 ? now -> new ComplaintCommand.Assign(id, "wati", by(head, now))
                : chance < 84 ? now -> new ComplaintCommand.Return(id, text("Di mana?"), by(officer, now))
                : chance < 96 ? now -> appeal(id, now) : null;
    }

    private static Intention afterwards(Life life, int chance) {
        ComplaintId id = life.id();
        if (life.complaint().course().question().filter(question -> !question.answered()).isPresent()) {
            return chance < 40 ? now -> new ComplaintCommand.ConfirmSolved(id, PROOF, Optional.empty(), reporter(now))
                    : chance < 75 ? now -> new ComplaintCommand.ReportUnsolved(id, PROOF, text("Belum."), reporter(now))
                    : null;
        }
        ClosureReason why = life.complaint().course().closure().orElseThrow();
        return switch (why) {
            case LAPSED -> chance < 55 ? now -> new ComplaintCommand.Complete(id, PROOF, text("Depan pasar."), reporter(now))
                    : null;
            case STOOD_UNANSWERED -> chance < 30
                    ? now -> new ComplaintCommand.RaiseObjection(id, PROOF, text("Belum."), reporter(now))
                    : chance < 50 ? now -> appeal(id, now) : null;
            case ACCEPTED, UPHELD_ON_APPEAL, CLOSED_AT_SOURCE -> chance < 20
                    ? now -> new ComplaintCommand.Evaluate(id, PROOF, SATISFIED, Optional.empty(), reporter(now)) : null;
        };
    }

    private static ComplaintCommand appeal(ComplaintId id, Instant now) {
        return new ComplaintCommand.Appeal(id, PROOF, text("Masih berlubang."), reporter(now));
    }

    private static Intention sendBack(Life life) {
        Limit limit = life.random().nextInt(3) == 0 ? Limit.workingHours(life.random().nextInt(8, 60))
                : Limit.workingDays(life.random().nextInt(2, 25));
        return now -> new ComplaintCommand.SendBackOnAppeal(life.id(), text("Tambal."), limit, reviewer(life, now));
    }

    /** The head of the office above where there is one, or the inspectorate. */
    private static Provenance reviewer(Life life, Instant now) {
        return by(SimulatedLaw.bureau(life.complaint().office().orElseThrow()).parent()
                .map(above -> Actor.of(Role.OFFICE_HEAD, "yuli", above)).orElse(INSPECTOR), now);
    }

    private static Provenance reporter(Instant now) {
        return by(Actor.REPORTER, now);
    }

    private static Provenance by(Actor actor, Instant now) {
        return Provenance.now(actor, now, "request");
    }

    private static OfficeId office(SplittableRandom random) {
        return SimulatedLaw.BUREAUS.get(random.nextInt(SimulatedLaw.BUREAUS.size())).id();
    }

    private static Classification classification(SplittableRandom random) {
        return Classification.values()[random.nextInt(Classification.values().length)];
    }
}
