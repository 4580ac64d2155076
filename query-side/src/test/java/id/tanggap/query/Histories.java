package id.tanggap.query;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarEvent;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Clearance;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Evaluation;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.SecretHash;
import id.tanggap.kernel.complaint.ServiceElement;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.inspection.Conclusion;
import id.tanggap.kernel.inspection.InspectionEvent;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.Matter;
import id.tanggap.kernel.inspection.Severity;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.ServiceStandard;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Random histories that could have happened: offices, complaints in all their turns, inspections, imports. The same seed
 * makes the same history. Every text begins with a word that tells what it is ({@code draft:}, {@code name:} …), so that a
 * test can look for what must not be where.
 */
public final class Histories {

    /** An event with its place in its stream. */
    public record Recorded(String type, String stream, long sequence, DomainEvent event) {
    }

    private static final ZoneId[] ZONES = {ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Jayapura"),
            ZoneId.of("America/New_York"), ZoneId.of("Asia/Makassar")};
    private static final String[] WORDS = ("jalan rusak lampu mati air keruh sampah menumpuk antrean loket surat "
            + "izin lama banjir drainase trotoar sekolah puskesmas bantuan pajak kartu keluarga tetangga bising").split(" ");

    private final SplittableRandom random;
    private final Duration pace;
    private final int textLength;
    private final int mostOpen;
    private final List<OfficeId> offices = new ArrayList<>();
    private final List<State> open = new ArrayList<>();
    private final List<State> merged = new ArrayList<>();
    private final List<State> closed = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Recorded> group = new ArrayList<>();
    private Instant now = Instant.parse("2025-02-20T01:00:00Z");
    private Optional<ImportId> running = Optional.empty();
    private long line;
    private Optional<InspectionId> inspection = Optional.empty();
    private PersonId inspected;
    private OfficeId addressee;
    private int inspectionStep;

    /** What a complaint's next step depends on. */
    private static final class State {
        private ComplaintId id;
        private PersonId subject;
        private ComplaintStatus status = ComplaintStatus.SUBMITTED;
        private OfficeId office;
        private int responses;
        private boolean draft;
        private boolean evaluated;
        private ComplaintId into;
        private int duplicates;
        private Identity identity;
        private boolean withheld;
        private boolean oversight;
        private boolean revealAsked;
        private boolean erasureAsked;
        private int attachments;
    }

    /**
     * @param pace       the mean time between two steps
     * @param textLength of narratives and responses, in characters
     * @param mostOpen   how many complaints are open at a time
     */
    public Histories(long seed, int offices, Duration pace, int textLength, int mostOpen) {
        this.random = new SplittableRandom(seed);
        this.pace = pace;
        this.textLength = textLength;
        this.mostOpen = mostOpen;
        for (int i = 0; i < offices; i++) {
            this.offices.add(new OfficeId(uuid()));
        }
    }

    public static Histories small(long seed) {
        return new Histories(seed, 4, Duration.ofHours(1), 40, 40);
    }

    public List<OfficeId> offices() {
        return offices;
    }

    public Instant now() {
        return now;
    }

    /** The law recorded and all offices registered; comes first. */
    public List<Recorded> beginning() {
        Seeds.events(by(Actor.SYSTEM)).forEach(this::add);
        for (int i = 0; i < offices.size(); i++) {
            add(new OfficeEvent.Registered(offices.get(i), "office:" + i,
                    i == 0 ? Optional.empty() : Optional.of(offices.getFirst()), ZONES[i % ZONES.length],
                    i % 3 == 1 ? Optional.of(Seed.WEEKENDS_ONLY) : Optional.empty(), by(Actor.of(Role.ADMINISTRATOR, "admin"))));
        }
        return taken();
    }

    /** The beginning and so many events more, perhaps a few beyond. */
    public List<Recorded> events(int atLeast) {
        List<Recorded> events = new ArrayList<>(beginning());
        while (events.size() < atLeast) {
            events.addAll(next());
        }
        return events;
    }

    /** The events of the next step: those that are recorded together. */
    public List<Recorded> next() {
        now = now.plusMillis(random.nextLong(pace.toMillis() * 2) + 1);
        int dice = random.nextInt(1000);
        if (dice < 4) {
            office();
        } else if (dice < 10) {
            importing();
        } else if (dice < 13) {
            inspecting();
        } else if (open.isEmpty() || open.size() < mostOpen && dice < 220) {
            if (dice % 12 == 0) {
                imported();
            } else {
                submit(Optional.empty());
            }
        } else if (!closed.isEmpty() && dice > 970 && dice <= 994) {
            closed(closed.remove(random.nextInt(closed.size())));
        } else if (!closed.isEmpty() && dice > 960 && dice <= 970) {
            erase(closed.get(random.nextInt(closed.size())));
        } else if (!merged.isEmpty() && dice > 994) {
            undoMerge(merged.remove(random.nextInt(merged.size())));
        } else {
            handle(open.get(random.nextInt(open.size())));
        }
        return taken();
    }

    private void office() {
        OfficeId office = oneOf(offices);
        Provenance admin = by(Actor.of(Role.ADMINISTRATOR, "admin"));
        switch (random.nextInt(6)) {
            case 0 -> add(new OfficeEvent.Renamed(office, "office:" + random.nextInt(1000), admin));
            case 1 -> add(new OfficeEvent.Moved(office, Optional.empty(), admin));
            case 2 -> add(new OfficeEvent.ServiceStandardSet(office, new ServiceStandard(
                    oneOf(Classification.values()), Limit.workingDays(1 + random.nextInt(60)), "Peraturan", "",
                    soon()), admin));
            case 3 -> add(new OfficeEvent.CalendarChosen(office, random.nextBoolean() ? Seed.WEEKENDS_ONLY
                    : RecordedLaw.GENERAL, soon(), admin));
            case 4 -> add(new CalendarEvent.DayNamed(RecordedLaw.GENERAL, new NamedDay(soon(), DayKind.REGIONAL,
                    new Text("Hari " + random.nextInt(), "Day " + random.nextInt()), "Keputusan"), admin));
            default -> {
                add(new OfficeEvent.DeactivationBegun(office, admin));
                add(new OfficeEvent.DeactivationAbandoned(office, admin));
            }
        }
    }

    /** A day that has not begun anywhere yet. */
    private LocalDate soon() {
        return LocalDate.ofInstant(now, ZoneId.of("Pacific/Kiritimati")).plusDays(1 + random.nextInt(40));
    }

    private void importing() {
        Provenance admin = by(Actor.of(Role.ADMINISTRATOR, "admin"));
        if (running.isEmpty()) {
            running = Optional.of(new ImportId(uuid()));
            line = 1;
            add(new ImportEvent.Started(running.get(), ImportFormat.NYC_311, "file.csv", "0".repeat(64), 1000, ZONES[2], Seed.WEEKENDS_ONLY,
                    admin));
        } else if (random.nextInt(8) > 0) {
            line += 2;
            add(new ImportEvent.Advanced(running.get(), line, 1, 0, random.nextBoolean() ? List.of() : List.of(
                    new RefusedLine(line - 1, "created", "BAD_TIME", new Text("salah", "wrong"))), admin));
        } else {
            add(random.nextInt(3) > 0 ? new ImportEvent.Finished(running.get(), admin)
                    : new ImportEvent.Failed(running.get(), new Text("rusak", "broken"), admin));
            running = Optional.empty();
        }
    }

    /** From the opening over a finding and a recommendation, which is sent and followed up, to the closing; then another. */
    private void inspecting() {
        Provenance inspector = by(Actor.of(Role.INSPECTOR, "indra"));
        if (inspection.isEmpty()) {
            inspection = Optional.of(new InspectionId(uuid()));
            inspected = new PersonId(uuid());
            inspectionStep = 0;
            addressee = oneOf(offices);
        }
        InspectionId id = inspection.get();
        switch (inspectionStep++) {
            case 0 -> add(new InspectionEvent.Opened(id, open.isEmpty() ? Matter.of(addressee)
                    : Matter.of(oneOf(open).id), Shreddable.of(inspected, "alasan"), inspector));
            case 1 -> add(new InspectionEvent.FindingRecorded(id, 1, Shreddable.of(inspected, "temuan"),
                    Optional.of(oneOf(Severity.values())), inspector));
            case 2 -> add(new InspectionEvent.RecommendationMade(id, 1, addressee, Shreddable.of(inspected, "rekomendasi"),
                    List.of(1), random.nextBoolean() ? Optional.of(soon()) : Optional.empty(), inspector));
            case 3 -> add(new InspectionEvent.ReportSent(id, List.of(1), inspector));
            case 4 -> add(new InspectionEvent.FollowUpReported(id, 1, addressee, Shreddable.of(inspected, "tindak lanjut"),
                    by(Actor.of(Role.OFFICE_HEAD, "siti", addressee))));
            default -> {
                add(new InspectionEvent.Closed(id, oneOf(Conclusion.values()), Shreddable.of(inspected, "kesimpulan"),
                        inspector));
                inspection = Optional.empty();
            }
        }
    }

    private State submit(Optional<Instant> occurred) {
        State c = new State();
        c.id = new ComplaintId(uuid());
        c.subject = new PersonId(uuid());
        Identity identity = oneOf(Identity.values());
        c.identity = identity;
        c.withheld = occurred.isEmpty() && random.nextInt(20) == 0;
        Provenance provenance = by(occurred.isPresent() ? Actor.of(Role.ADMINISTRATOR, "admin") : Actor.PUBLIC);
        byte[] code = new byte[8];
        random.nextBytes(code);
        add(new ComplaintEvent.Submitted(c.id, TrackingCode.from(code), secretOf(c.id), identity,
                identity == Identity.ANONYMOUS ? Optional.empty() : Optional.of(Shreddable.of(c.subject, new Reporter(
                        "name:" + c.id, Optional.of("mail:" + c.id), Optional.of("phone:" + c.id)))),
                Shreddable.of(c.subject, "title:" + words(20)), text(c, "narrative:"),
                new Category("category " + random.nextInt(random.nextInt(12) + 1)),
                random.nextBoolean() ? Optional.of(oneOf(offices)) : Optional.empty(),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(Shreddable.of(c.subject, new Location(
                        Optional.of(new Location.Coordinates(-6.2, 106.8)), Optional.of("address:" + c.id)))),
                oneOf(Channel.values()), occurred.map(_ -> new SourceReference("nyc-311", c.id.toString())),
                c.withheld, c.withheld ? Optional.of(Classification.OVERSIGHT_COMPLAINT) : Optional.empty(), Optional.empty(), Optional.empty(),
                occurred.map(provenance::occurred).orElse(provenance)));
        open.add(c);
        return c;
    }

    /** The secret's hash that belongs to a complaint of these histories. */
    public static SecretHash secretOf(ComplaintId id) {
        String hex = id.toString().replace("-", "");
        return new SecretHash(hex + hex);
    }

    private void imported() {
        Instant began = now.minus(Duration.ofHours(random.nextInt(2000)));
        State c = submit(Optional.of(began));
        Provenance then = by(Actor.of(Role.ADMINISTRATOR, "admin")).occurred(began);
        c.office = oneOf(offices);
        c.status = ComplaintStatus.FORWARDED;
        add(new ComplaintEvent.Forwarded(c.id, c.office, Classification.COMPLAINT, then));
        if (random.nextInt(3) > 0) {
            Provenance later = then.occurred(began.plusSeconds(random.nextLong(
                    Math.max(1, Duration.between(began, now).toSeconds()))));
            add(new ComplaintEvent.FinalResponseDrafted(c.id, c.office, 1, text(c, "response:"), later));
            add(new ComplaintEvent.FinalResponseApproved(c.id, c.office, 1, later));
            add(new ComplaintEvent.Closed(c.id, c.office, ClosureReason.CLOSED_AT_SOURCE, Optional.empty(), later));
            c.responses = 1;
            end(c, ComplaintStatus.CLOSED);
        }
    }

    private void handle(State c) {
        Provenance coordinator = by(Actor.of(Role.COORDINATOR, "akun-koordinator"));
        Provenance reporter = by(Actor.REPORTER);
        if (random.nextInt(8) == 0) {
            beside(c);
            return;
        }
        int dice = random.nextInt(100);
        switch (c.status) {
            case SUBMITTED -> {
                if (dice < 6 && !c.withheld && c.duplicates == 0) {
                    c.withheld = true;
                    add(new ComplaintEvent.ReferredToInspectorate(c.id, random.nextBoolean() ? Optional.empty()
                            : Optional.of(oneOf(offices)), Optional.of(text(c, "referral:")), coordinator));
                } else if (dice < 80) {
                    c.office = oneOf(offices);
                    c.status = ComplaintStatus.FORWARDED;
                    Classification classification = oneOf(Classification.values());
                    c.oversight = classification == Classification.OVERSIGHT_COMPLAINT;
                    add(new ComplaintEvent.Forwarded(c.id, c.office, classification, c.withheld
                            ? by(Actor.of(Role.INSPECTOR, "inspektur")) : coordinator));
                    c.withheld = false;
                } else if (dice < 86) {
                    returned(c, coordinator);
                } else if (dice < 90) {
                    add(new ComplaintEvent.Rejected(c.id, text(c, "reason:"), coordinator));
                    end(c, ComplaintStatus.REJECTED);
                } else if (dice < 93) {
                    withdrawn(c, reporter);
                } else {
                    merge(c, coordinator);
                }
            }
            case RETURNED -> {
                if (dice < 80) {
                    c.status = ComplaintStatus.SUBMITTED;
                    c.evaluated = false;
                    add(new ComplaintEvent.Completed(c.id, text(c, "completion:"), reporter));
                } else if (dice < 90) {
                    add(new ComplaintEvent.Lapsed(c.id, by(Actor.SYSTEM)));
                    end(c, ComplaintStatus.CLOSED);
                } else {
                    withdrawn(c, reporter);
                }
            }
            case FORWARDED -> atOffice(c, dice);
            case RESPONDED -> {
                if (dice < 75) {
                    add(new ComplaintEvent.Closed(c.id, c.office, ClosureReason.ACCEPTED,
                            Optional.of(text(c, "thanks:")), reporter));
                    end(c, ComplaintStatus.CLOSED);
                    closed.add(c);
                } else if (dice < 80) {
                    add(new ComplaintEvent.Closed(c.id, c.office, ClosureReason.STOOD_UNANSWERED, Optional.empty(),
                            by(Actor.SYSTEM)));
                    end(c, ComplaintStatus.CLOSED);
                    closed.add(c);
                } else if (dice < 90) {
                    reopened(c);
                    add(new ComplaintEvent.Objected(c.id, c.office, text(c, "objection:"), reporter));
                } else if (dice < 94) {
                    appealed(c);
                } else if (!c.evaluated) {
                    evaluate(c);
                }
            }
            case APPEALED -> {
                Provenance inspector = by(Actor.of(Role.INSPECTOR, "inspektur"));
                if (dice < 50) {
                    add(new ComplaintEvent.Closed(c.id, c.office, ClosureReason.UPHELD_ON_APPEAL,
                            Optional.of(text(c, "reason:")), inspector));
                    end(c, ComplaintStatus.CLOSED);
                    closed.add(c);
                } else {
                    reopened(c);
                    add(new ComplaintEvent.SentBackOnAppeal(c.id, c.office, text(c, "reason:"),
                            Limit.workingDays(1 + random.nextInt(20)), inspector));
                }
            }
            case CLOSED, REJECTED, WITHDRAWN, MERGED -> throw new IllegalStateException("ended complaints are not open");
        }
    }

    /** What may happen to an open complaint in any state. */
    private void beside(State c) {
        Provenance inspector = by(Actor.of(Role.INSPECTOR, "inspektur"));
        if (c.revealAsked) {
            c.revealAsked = false;
            add(random.nextBoolean()
                    ? new ComplaintEvent.IdentityRevealed(c.id, c.office, text(c, "reveal:"), inspector)
                    : new ComplaintEvent.IdentityRevealRefused(c.id, c.office, text(c, "reveal:"), inspector));
        } else if (c.identity == Identity.CONFIDENTIAL && c.office != null && random.nextInt(3) == 0) {
            c.revealAsked = true;
            add(new ComplaintEvent.IdentityRevealRequested(c.id, c.office, text(c, "reveal:"),
                    by(Actor.of(Role.OFFICE_HEAD, "kepala", c.office))));
        } else if (c.erasureAsked) {
            c.erasureAsked = false;
            add(new ComplaintEvent.ErasureRefused(c.id, LegalGround.LAW_ENFORCEMENT, Optional.of(text(c, "erasure:")),
                    inspector));
        } else if (random.nextInt(6) == 0) {
            askToErase(c);
        } else if (random.nextInt(3) == 0) {
            attach(c);
        } else {
            boolean byReporter = random.nextBoolean();
            add(new ComplaintEvent.MessageSent(c.id, byReporter ? Correspondent.REPORTER : Correspondent.INSPECTORATE,
                    text(c, c.withheld ? "secretly:" : "message:"), byReporter ? by(Actor.REPORTER) : inspector));
        }
    }

    private void attach(State c) {
        boolean byReporter = random.nextBoolean();
        boolean document = random.nextBoolean();
        int number = ++c.attachments;
        Optional<Integer> response = !byReporter && c.responses > 0 && random.nextBoolean() ? Optional.of(c.responses)
                : Optional.empty();
        AttachmentId file = new AttachmentId(new UUID(random.nextLong(), random.nextLong()));
        add(new ComplaintEvent.AttachmentAdded(c.id, number, file, document ? AttachmentType.PDF : AttachmentType.JPEG,
                1 + random.nextInt(9_999_999), "ab".repeat(32), Shreddable.of(c.subject, new FileKey("key:" + number)),
                response.isEmpty() && random.nextBoolean() ? Optional.of(text(c, c.withheld ? "secretly:" : "attached:"))
                        : Optional.empty(),
                byReporter ? Correspondent.REPORTER : Correspondent.INSPECTORATE, response,
                byReporter ? by(Actor.REPORTER) : by(Actor.of(Role.INSPECTOR, "inspektur"))));
        if (document && random.nextInt(3) > 0) {
            add(random.nextBoolean() ? new ComplaintEvent.AttachmentCleared(c.id, number, Clearance.SCANNED, by(Actor.SYSTEM))
                    : new ComplaintEvent.AttachmentRejected(c.id, number, file, "Eicar", by(Actor.SYSTEM)));
        }
    }

    private void askToErase(State c) {
        c.erasureAsked = true;
        add(new ComplaintEvent.ErasureRequested(c.id, Optional.of(text(c, "erasure:")), by(Actor.REPORTER)));
    }

    private void atOffice(State c, int dice) {
        Provenance officer = by(Actor.of(Role.OFFICER, "petugas", c.office));
        Provenance head = by(Actor.of(Role.OFFICE_HEAD, "kepala", c.office));
        if (c.draft) {
            c.draft = false;
            if (dice < 85) {
                c.status = ComplaintStatus.RESPONDED;
                add(new ComplaintEvent.FinalResponseApproved(c.id, c.office, c.responses, head));
            } else {
                add(new ComplaintEvent.FinalResponseSentBack(c.id, c.office, c.responses, text(c, "reason:"), head));
            }
        } else if (dice < 6) {
            EscalationLadder.Level level = oneOf(EscalationLadder.GENERAL.levels());
            add(new ComplaintEvent.Escalated(c.id, c.office, level.percent(), level.addressee(), by(Actor.SYSTEM)));
        } else if (dice < 12) {
            add(new ComplaintEvent.Assigned(c.id, c.office, "petugas-" + random.nextInt(9), head));
        } else if (dice < 25) {
            add(new ComplaintEvent.InterimResponseGiven(c.id, c.office, ++c.responses, text(c, "interim:"), officer));
        } else if (dice < 33 && offices.size() > 1) {
            OfficeId from = c.office;
            while (c.office.equals(from)) {
                c.office = oneOf(offices);
            }
            c.revealAsked = false;
            add(new ComplaintEvent.Transferred(c.id, from, c.office, text(c, "reason:"), officer));
        } else if (dice < 37) {
            returned(c, head);
        } else {
            c.draft = true;
            add(new ComplaintEvent.FinalResponseDrafted(c.id, c.office, ++c.responses,
                    text(c, "draft:" + c.responses + ":"), officer));
        }
    }

    /** What may still come after a closing. */
    private void closed(State c) {
        Provenance reporter = by(Actor.REPORTER);
        switch (random.nextInt(4)) {
            case 0 -> {
                add(new ComplaintEvent.AskedWhetherSolved(c.id, c.office, by(Actor.SYSTEM)));
                add(new ComplaintEvent.ConfirmedSolved(c.id, c.office, Optional.of(text(c, "thanks:")), reporter));
            }
            case 1 -> {
                add(new ComplaintEvent.AskedWhetherSolved(c.id, c.office, by(Actor.SYSTEM)));
                reopened(c);
                add(new ComplaintEvent.ReportedUnsolved(c.id, c.office, text(c, "objection:"), reporter));
                open.add(c);
            }
            case 2 -> {
                reopened(c);
                add(new ComplaintEvent.Objected(c.id, c.office, text(c, "objection:"), reporter));
                open.add(c);
            }
            default -> {
                appealed(c);
                open.add(c);
            }
        }
    }

    private void appealed(State c) {
        c.status = ComplaintStatus.APPEALED;
        c.draft = false;
        add(new ComplaintEvent.Appealed(c.id, c.office, text(c, "objection:"), by(Actor.REPORTER)));
    }

    private void reopened(State c) {
        c.status = ComplaintStatus.FORWARDED;
        c.evaluated = false;
    }

    private void returned(State c, Provenance by) {
        c.status = ComplaintStatus.RETURNED;
        c.office = null;
        c.revealAsked = false;
        c.withheld |= c.oversight;
        c.draft = false;
        add(new ComplaintEvent.Returned(c.id, text(c, "reason:"), by));
    }

    /** Nothing comes after it. */
    private void erase(State c) {
        if (!c.erasureAsked) {
            askToErase(c);
        }
        closed.remove(c);
        merged.remove(c);
        add(new ComplaintEvent.PersonalDataErased(c.id, c.subject, LegalGround.REQUESTED_BY_SUBJECT,
                by(Actor.of(Role.ADMINISTRATOR, "admin"))));
    }

    private void withdrawn(State c, Provenance by) {
        add(new ComplaintEvent.Withdrawn(c.id, Optional.of(text(c, "reason:")), by));
        end(c, ComplaintStatus.WITHDRAWN);
    }

    private void merge(State c, Provenance by) {
        State into = oneOf(open);
        if (into == c || c.duplicates > 0 || c.withheld || into.withheld) {
            return;
        }
        c.into = into.id;
        into.duplicates++;
        add(new ComplaintEvent.Merged(c.id, into.id, by));
        add(new ComplaintEvent.DuplicateJoined(into.id, c.id, by));
        open.remove(c);
        c.status = ComplaintStatus.MERGED;
        merged.add(c);
    }

    private void undoMerge(State c) {
        Provenance by = by(Actor.of(Role.COORDINATOR, "akun-koordinator"));
        add(new ComplaintEvent.MergeUndone(c.id, c.into, by));
        add(new ComplaintEvent.DuplicateLeft(c.into, c.id, by));
        c.status = ComplaintStatus.SUBMITTED;
        c.evaluated = false;
        open.add(c);
    }

    private void end(State c, ComplaintStatus how) {
        c.status = how;
        open.remove(c);
        if (!c.evaluated && random.nextBoolean()) {
            evaluate(c);
        }
    }

    private void evaluate(State c) {
        c.evaluated = true;
        Map<ServiceElement, Integer> elements = random.nextBoolean() ? Map.of()
                : Arrays.stream(ServiceElement.values()).collect(Collectors.toMap(e -> e, _ -> 1 + random.nextInt(4)));
        add(new ComplaintEvent.Evaluated(c.id, Optional.ofNullable(c.office), new Evaluation(1 + random.nextInt(4),
                elements), Optional.of(text(c, "opinion:")), by(Actor.REPORTER)));
    }

    private void add(DomainEvent event) {
        String type = switch (event) {
            case ComplaintEvent _ -> "ComplaintAggregate";
            case OfficeEvent _ -> "OfficeAggregate";
            case CalendarEvent _ -> "CalendarAggregate";
            case RulebookEvent _ -> "RulebookAggregate";
            case InspectionEvent _ -> "InspectionAggregate";
            default -> "Import";
        };
        String stream = switch (event) {
            case ComplaintEvent e -> e.complaint().toString();
            case OfficeEvent e -> e.office().toString();
            case CalendarEvent e -> e.calendar().stream();
            case RulebookEvent _ -> RulebookEvent.STREAM;
            case ImportEvent e -> e.importId().toString();
            case InspectionEvent e -> e.inspection().toString();
            default -> throw new IllegalArgumentException(event.toString());
        };
        group.add(new Recorded(type, stream, sequences.merge(stream, 0L, (last, _) -> last + 1), event));
    }

    private List<Recorded> taken() {
        List<Recorded> taken = List.copyOf(group);
        group.clear();
        return taken;
    }

    private Provenance by(Actor actor) {
        return Provenance.now(actor, now, "request");
    }

    private Shreddable<String> text(State c, String what) {
        return Shreddable.of(c.subject, what + c.id + " " + words(textLength));
    }

    private String words(int length) {
        StringBuilder text = new StringBuilder(length + 10);
        while (text.length() < length) {
            text.append(oneOf(WORDS)).append(' ');
        }
        return text.toString();
    }

    private UUID uuid() {
        return new UUID(now.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000), random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
