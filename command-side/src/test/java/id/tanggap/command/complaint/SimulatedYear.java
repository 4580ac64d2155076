package id.tanggap.command.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.course.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A clock that steps through a year, from one appointment to the next. People do what {@link RandomPeople} intend, a scanner
 * keeps time of what is due, and sometimes one of them or both cannot reach the platform, for hours or for weeks. The same
 * seed makes the same year.
 */
final class SimulatedYear {

    static final Instant BEGIN = Instant.parse("2025-10-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-31T10:00:00Z");

    /** What came of one command, be it that it was asked of another complaint and is recorded here too. */
    record Entry(ComplaintCommand command, List<ComplaintEvent> events) {

        Instant at() {
            return command.provenance().recordedAt();
        }
    }

    /** One complaint and all that was recorded of it. */
    static final class Life {

        private final int number;
        private final SplittableRandom random;
        private final List<Entry> record = new ArrayList<>();
        private Complaint complaint;
        /** What was planned before the last plan is off. */
        private int plan;
        private int scan;

        private Life(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }

        int number() {
            return number;
        }

        ComplaintId id() {
            return new ComplaintId(new UUID(0x018f_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
        }

        /** What it has become. */
        Complaint complaint() {
            return complaint;
        }

        SplittableRandom random() {
            return random;
        }

        List<Entry> record() {
            return record;
        }

        List<ComplaintEvent> events() {
            return record.stream().flatMap(entry -> entry.events().stream()).toList();
        }

        /** What was known at a moment. */
        List<ComplaintEvent> events(Instant now) {
            return record.stream().filter(entry -> !entry.at().isAfter(now)).flatMap(entry -> entry.events().stream())
                    .toList();
        }
    }

    /** Nobody looks what is due; nobody reaches the platform at all, if it is an outage. */
    private record Downtime(Instant from, Instant to, boolean outage) {

        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    private record Appointment(Instant at, long number, Runnable what) {
    }

    private final List<Life> lives = new ArrayList<>();
    private final List<Downtime> downtimes = new ArrayList<>();
    private final PriorityQueue<Appointment> agenda =
            new PriorityQueue<>(Comparator.comparing(Appointment::at).thenComparing(Appointment::number));
    private final RandomPeople people = new RandomPeople(this::anyOther);
    private long appointments;
    private int refusals;

    private SimulatedYear() {
    }

    static SimulatedYear of(long seed, int complaints) {
        SimulatedYear year = new SimulatedYear();
        SplittableRandom random = new SplittableRandom(seed);
        year.planDowntimes(random.split());
        SimulatedLaw.changes().forEach(change -> year.agree(change, () -> year.lives.stream()
                .filter(life -> life.complaint != null).forEach(life -> year.planScan(life, change))));
        for (int i = 0; i < complaints; i++) {
            Life life = new Life(i, random.split());
            year.lives.add(life);
            Instant at = BEGIN.plusSeconds(life.random.nextLong(Duration.between(BEGIN, END).toSeconds()));
            year.act(life, at, now -> year.people.submit(life, now));
        }
        year.run();
        return year;
    }

    List<Life> lives() {
        return lives;
    }

    /** How often somebody asked for what was not allowed. */
    int refusals() {
        return refusals;
    }

    private void run() {
        while (!agenda.isEmpty() && agenda.peek().at().isBefore(END)) {
            agenda.poll().what().run();
        }
        lives.stream().filter(life -> life.complaint != null).forEach(life -> keepTime(life, END));
    }

    private void agree(Instant at, Runnable what) {
        agenda.add(new Appointment(at, appointments++, what));
    }

    // ---- the platform is down

    private void planDowntimes(SplittableRandom random) {
        for (int i = 0; i < 24; i++) {
            long hours = i < 4 ? random.nextLong(24 * 8, 24 * 22)
                    : i < 10 ? random.nextLong(24, 24 * 5) : random.nextLong(1, 14);
            Instant from = BEGIN.plusSeconds(random.nextLong(Duration.between(BEGIN, END).toSeconds()));
            downtimes.add(new Downtime(from, from.plus(Duration.ofHours(hours)), i % 2 == 0));
        }
    }

    private Optional<Downtime> downtime(Instant moment, boolean outagesOnly) {
        return downtimes.stream().filter(downtime -> downtime.covers(moment) && (downtime.outage() || !outagesOnly))
                .findFirst();
    }

    // ---- people

    private void act(Life life, Instant at, RandomPeople.Intention intention) {
        int plan = ++life.plan;
        agree(at, () -> {
            if (plan == life.plan) {
                downtime(at, true).ifPresentOrElse(
                        outage -> act(life, outage.to().plusMillis(life.random.nextInt(7_200_000)), intention),
                        () -> send(life, intention.at(at)));
            }
        });
    }

    private void plan(Life life, Instant now) {
        people.next(life, now).ifPresentOrElse(plan -> act(life, plan.at(), plan.intention()), () -> life.plan++);
    }

    private Optional<Life> anyOther(Life life) {
        Life other = lives.get(life.random.nextInt(lives.size()));
        return other == life || other.complaint == null ? Optional.empty() : Optional.of(other);
    }

    private void send(Life life, ComplaintCommand command) {
        Instant now = command.provenance().recordedAt();
        try {
            switch (command) {
                case ComplaintCommand.Submit c -> record(life, c, List.of(ComplaintDecision.submit(c)));
                case ComplaintCommand.Import c -> record(life, c, ComplaintDecision.takeOver(c, SimulatedLaw.OFFICES));
                case ComplaintCommand.Merge c -> merge(life, life(c.into()), c, ComplaintDecision.merge(life.complaint,
                        Optional.of(life(c.into()).complaint), c, SimulatedLaw.at(now)));
                case ComplaintCommand.UndoMerge c -> {
                    Optional<Life> into = life.complaint.mergedInto().map(this::life);
                    merge(life, into.orElseThrow(), c, ComplaintDecision.undoMerge(life.complaint,
                            into.map(Life::complaint), c, SimulatedLaw.at(now)));
                }
                case ComplaintCommand.Handling c -> record(life, c, decided(life, c));
            }
        } catch (Refusal refused) {
            refusals++;
        }
        plan(life, now);
    }

    private void merge(Life source, Life target, ComplaintCommand command, ComplaintDecision.Merging merging) {
        record(target, command, merging.target());
        record(source, command, List.of(merging.source()));
    }

    private Life life(ComplaintId id) {
        return lives.get((int) (id.value().getLeastSignificantBits() & 0xffff_ffffL));
    }

    private static List<ComplaintEvent> decided(Life life, ComplaintCommand.Handling command) {
        return ComplaintDecision.decide(life.complaint, command, SimulatedLaw.OFFICES,
                SimulatedLaw.at(command.provenance().recordedAt()));
    }

    private void record(Life life, ComplaintCommand command, List<ComplaintEvent> events) {
        life.record.add(new Entry(command, events));
        for (ComplaintEvent event : events) {
            life.complaint = event instanceof ComplaintEvent.Submitted submitted
                    ? Complaint.begin(submitted) : life.complaint.evolve(event);
        }
        planScan(life, command.provenance().recordedAt());
    }

    // ---- the scanner

    private void planScan(Life life, Instant now) {
        int scan = ++life.scan;
        new Clocks(life.complaint.course(), SimulatedLaw.at(now)).next()
                .flatMap(step -> step.due() instanceof Due.At(Instant due) ? Optional.of(due) : Optional.empty())
                .ifPresent(due -> scan(life, scan, now.isAfter(due) ? now : due));
    }

    /** Some scans come at the very moment, most within minutes. */
    private void scan(Life life, int scan, Instant at) {
        Instant then = at.plusSeconds(life.random.nextInt(4) == 0 ? 0 : life.random.nextInt(600));
        agree(then, () -> {
            if (scan == life.scan) {
                downtime(then, false).ifPresentOrElse(downtime -> scan(life, scan, downtime.to()), () -> {
                    keepTime(life, then);
                    if (life.random.nextInt(8) == 0) {
                        agree(then.plusSeconds(1), () -> keepTime(life, then.plusSeconds(1)));
                    }
                });
            }
        });
    }

    private void keepTime(Life life, Instant now) {
        ComplaintCommand.KeepTime command = new ComplaintCommand.KeepTime(life.id(),
                Provenance.now(Actor.SYSTEM, now, "scan"));
        List<ComplaintEvent> events = decided(life, command);
        record(life, command, events);
        if (events.stream().anyMatch(event -> !(event instanceof ComplaintEvent.Escalated))) {
            plan(life, now);
        }
    }
}
