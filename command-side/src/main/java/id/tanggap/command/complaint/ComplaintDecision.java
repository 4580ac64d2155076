package id.tanggap.command.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Consent;
import id.tanggap.kernel.complaint.Correspondent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.LegalGround;
import id.tanggap.kernel.complaint.Secrecy;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.kernel.course.Clocks;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.kernel.course.Step;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What follows from a command in a state: events, or a {@link Refusal} that names the rule. Pure: no clock, no store, no
 * chance; the same question always has the same answer.
 */
final class ComplaintDecision {

    private static final Set<Role> AT_A_DESK = EnumSet.of(Role.COORDINATOR, Role.OFFICER, Role.OFFICE_HEAD);

    private ComplaintDecision() {
    }

    /** A complaint comes into being. */
    static ComplaintEvent.Submitted submit(ComplaintCommand.Submit command) {
        Provenance provenance = command.provenance();
        if (provenance.occurredAt().isAfter(provenance.recordedAt())) {
            throw Refusal.of(ComplaintRule.OCCURRED_IN_THE_FUTURE, "/occurredAt", Map.of());
        }
        if (!provenance.occurredAt().equals(provenance.recordedAt()) && !provenance.actor().role().isStaff()) {
            throw Refusal.of(ComplaintRule.OCCURRED_AT_IS_FOR_STAFF, "/occurredAt", Map.of());
        }
        requireAnonymity(command.submission());
        if (command.submission().identity() != Identity.ANONYMOUS && command.submission().reporter().isEmpty()) {
            throw Refusal.of(ComplaintRule.REPORTER_MISSING, "/reporter", Map.of());
        }
        requireConsent(command.submission(), provenance.actor().role());
        return submitted(command, command.submission(), provenance);
    }

    /** Who speaks for somebody else at a desk says that they agreed, and how; nobody else has a say in it. */
    private static void requireConsent(ComplaintCommand.Submission submission, Role role) {
        if (submission.consent().isEmpty()) {
            if (submission.channel() == Channel.DESK) {
                throw Refusal.of(ComplaintRule.CONSENT_MISSING, "/consent", Map.of());
            }
            return;
        }
        Consent consent = submission.consent().get();
        if (!AT_A_DESK.contains(role)) {
            throw Refusal.of(ComplaintRule.CONSENT_IS_RECORDED_BY_STAFF, "/consent", Map.of());
        }
        if (consent.manner() == Consent.Manner.SPOKEN && consent.witness().isEmpty()) {
            throw Refusal.of(ComplaintRule.WITNESS_MISSING, "/consent/witness", Map.of());
        }
        if (submission.identity() == Identity.ANONYMOUS && consent.by().isPresent()) {
            throw Refusal.of(ComplaintRule.ANONYMOUS_WITH_REPORTER, "/consent/by", Map.of());
        }
    }

    /** A complaint is taken over with what its source knows of it. */
    static List<ComplaintEvent> takeOver(ComplaintCommand.Import command, Offices offices) {
        requireRole(command, EnumSet.of(Role.API_CLIENT, Role.ADMINISTRATOR));
        Provenance provenance = command.provenance();
        if (provenance.occurredAt().isAfter(provenance.recordedAt())) {
            throw Refusal.of(ComplaintRule.OCCURRED_IN_THE_FUTURE, "created", Map.of());
        }
        requireAnonymity(command.submission());
        OfficeId office = requireActive(command.office(), offices);
        List<ComplaintEvent> events = new ArrayList<>();
        events.add(submitted(command, command.submission(), provenance));
        events.add(new ComplaintEvent.Forwarded(command.complaint(), office, command.classification(), provenance));
        command.closed().ifPresent(closed -> {
            if (closed.at().isBefore(provenance.occurredAt())) {
                throw Refusal.of(ComplaintRule.CLOSED_BEFORE_SUBMITTED, "closed", Map.of());
            }
            if (closed.at().isAfter(provenance.recordedAt())) {
                throw Refusal.of(ComplaintRule.OCCURRED_IN_THE_FUTURE, "closed", Map.of());
            }
            Provenance then = provenance.occurred(closed.at());
            events.add(new ComplaintEvent.FinalResponseDrafted(command.complaint(), office, 1, closed.resolution(), then));
            events.add(new ComplaintEvent.FinalResponseApproved(command.complaint(), office, 1, then));
            events.add(new ComplaintEvent.Closed(command.complaint(), office, ClosureReason.CLOSED_AT_SOURCE,
                    Optional.empty(), then));
        });
        return events;
    }

    /**
     * Whether this actor may ask this at all. Comes before anything that tells of the complaint's state, be it an answer
     * given before or a stale If-Match: a wrong secret, and what is withheld from whoever asks, must look exactly like an
     * unknown complaint. Only the request that created it may ask again whatever can be seen: it knows the answer.
     *
     * @param complaint null if what goes by this id is no complaint
     */
    static void admit(Complaint complaint, ComplaintCommand.Handling command) {
        if (complaint == null
                || !(command instanceof ComplaintCommand.Recall) && sight(complaint, command).isNothing()) {
            throw Refusal.of(NotFound.COMPLAINT_NOT_FOUND);
        }
        requireRole(command, allowed(command));
    }

    private static Sight sight(Complaint complaint, ComplaintCommand.Handling command) {
        return Sight.of(complaint, command.provenance().actor(), command instanceof ComplaintCommand.ByReporter mine
                ? Optional.of(mine.proof()) : Optional.empty());
    }

    /**
     * Something is asked of a complaint that exists; {@link ComplaintCommand.Merge} concerns two, see {@link #merge}. What
     * time has brought about by now comes first: nobody gains by asking before the platform looked.
     */
    static List<ComplaintEvent> decide(Complaint complaint, ComplaintCommand.Handling command, Offices offices, Law law) {
        admit(complaint, command);
        List<ComplaintEvent> events = new ArrayList<>();
        Complaint now = keepTime(complaint, law, command.provenance(), events);
        events.addAll(handle(now, command, offices, law));
        return events;
    }

    /**
     * @param events what time has brought about by now is added to them
     * @return what the complaint has become by that
     */
    private static Complaint keepTime(Complaint complaint, Law law, Provenance provenance, List<ComplaintEvent> events) {
        Complaint now = complaint;
        for (var event = due(now, law, provenance); event.isPresent(); event = due(now, law, provenance)) {
            events.add(event.get());
            now = now.evolve(event.get());
        }
        return now;
    }

    /** The next of what time alone brings about, if its moment has come. It happened then, whenever somebody looks. */
    private static Optional<ComplaintEvent> due(Complaint complaint, Law law, Provenance provenance) {
        return new Clocks(complaint.course(), law).next()
                .filter(step -> step.due() instanceof Due.At(Instant at) && !at.isAfter(provenance.recordedAt()))
                .map(step -> {
                    ComplaintId id = complaint.id();
                    Provenance then = provenance.by(Actor.SYSTEM).occurred(((Due.At) step.due()).moment());
                    return switch (step) {
                        case Step.Escalate s -> new ComplaintEvent.Escalated(id, complaint.office().orElseThrow(),
                                s.level().percent(), s.level().addressee(), then);
                        case Step.Lapse _ -> new ComplaintEvent.Lapsed(id, then);
                        case Step.CloseUnanswered _ -> new ComplaintEvent.Closed(id, complaint.office().orElseThrow(),
                                ClosureReason.STOOD_UNANSWERED, Optional.empty(), then);
                        case Step.AskWhetherSolved _ ->
                                new ComplaintEvent.AskedWhetherSolved(id, complaint.office().orElseThrow(), then);
                    };
                });
    }

    private static List<ComplaintEvent> handle(Complaint complaint, ComplaintCommand.Handling command, Offices offices,
                                               Law law) {
        Provenance provenance = command.provenance();
        requireData(complaint, command);
        return switch (command) {
            case ComplaintCommand.Forward c -> {
                requireToBeChecked(complaint, c, ComplaintRule.CHECKED_ALREADY);
                if (c.classification() == Classification.OVERSIGHT_COMPLAINT) {
                    requireInspectorate(c);
                }
                OfficeId office = requireActive(c.office(), offices);
                yield List.of(new ComplaintEvent.Forwarded(c.complaint(), office, c.classification(), provenance));
            }
            case ComplaintCommand.Refer c -> {
                require(complaint, ComplaintStatus.SUBMITTED, ComplaintRule.CHECKED_ALREADY);
                if (complaint.secrecy().withheld()) {
                    throw Refusal.of(ComplaintRule.FOR_THE_INSPECTORATE);
                }
                if (!complaint.duplicates().isEmpty()) {
                    throw Refusal.of(ComplaintRule.REFERRED_WITH_DUPLICATES);
                }
                c.about().filter(office -> offices.find(office).isEmpty()).ifPresent(_ -> {
                    throw Refusal.of(ComplaintRule.OFFICE_UNKNOWN, "/officeId", Map.of());
                });
                yield List.of(new ComplaintEvent.ReferredToInspectorate(c.complaint(), c.about(),
                        c.reason().map(t -> about(complaint, t)), provenance));
            }
            case ComplaintCommand.Return c -> {
                if (complaint.status() == ComplaintStatus.FORWARDED) {
                    requireRole(c, EnumSet.of(Role.COORDINATOR, Role.OFFICER, Role.OFFICE_HEAD));
                    requireOwnOffice(complaint, c);
                } else {
                    requireToBeChecked(complaint, c, ComplaintRule.NOT_RETURNABLE);
                }
                yield List.of(new ComplaintEvent.Returned(c.complaint(), about(complaint, c.reason()), provenance));
            }
            case ComplaintCommand.Reject c -> {
                requireToBeChecked(complaint, c, ComplaintRule.CHECKED_ALREADY);
                yield List.of(new ComplaintEvent.Rejected(c.complaint(), about(complaint, c.reason()), provenance));
            }
            case ComplaintCommand.Complete c -> {
                if (!isClosed(complaint, ClosureReason.LAPSED)) {
                    require(complaint, ComplaintStatus.RETURNED, ComplaintRule.NOT_RETURNED);
                } else {
                    requireTime(new Clocks(complaint.course(), law).reversal(provenance.recordedAt()));
                }
                yield List.of(new ComplaintEvent.Completed(c.complaint(), about(complaint, c.text()), provenance));
            }
            case ComplaintCommand.Assign c -> List.of(new ComplaintEvent.Assigned(c.complaint(),
                    requireWithOwnOffice(complaint, c), c.officer(), provenance));
            case ComplaintCommand.Transfer c -> {
                OfficeId from = requireWithOwnOffice(complaint, c);
                if (complaint.secrecy().oversight()) {
                    requireInspectorate(c);
                } else {
                    requireRole(c, EnumSet.of(Role.COORDINATOR, Role.OFFICER, Role.OFFICE_HEAD));
                }
                if (from.equals(c.office())) {
                    throw Refusal.of(ComplaintRule.HAS_IT_ALREADY, "/officeId", Map.of());
                }
                yield List.of(new ComplaintEvent.Transferred(c.complaint(), from, requireActive(c.office(), offices),
                        about(complaint, c.reason()), provenance));
            }
            case ComplaintCommand.GiveInterimResponse c -> List.of(new ComplaintEvent.InterimResponseGiven(
                    c.complaint(), requireWithOwnOffice(complaint, c), complaint.responses() + 1,
                    about(complaint, c.text()), provenance));
            case ComplaintCommand.DraftFinalResponse c -> List.of(new ComplaintEvent.FinalResponseDrafted(
                    c.complaint(), requireWithOwnOffice(complaint, c), complaint.responses() + 1,
                    about(complaint, c.text()), provenance));
            case ComplaintCommand.ApproveFinalResponse c -> {
                OfficeId office = requireWithOwnOffice(complaint, c);
                Complaint.Draft draft = requireDraft(complaint, c.response());
                if (draft.author().equals(provenance.actor().id())) {
                    throw Refusal.of(ComplaintRule.FOUR_EYES);
                }
                yield List.of(new ComplaintEvent.FinalResponseApproved(c.complaint(), office, draft.response(),
                        provenance));
            }
            case ComplaintCommand.SendBackFinalResponse c -> {
                OfficeId office = requireWithOwnOffice(complaint, c);
                Complaint.Draft draft = requireDraft(complaint, c.response());
                yield List.of(new ComplaintEvent.FinalResponseSentBack(c.complaint(), office, draft.response(),
                        about(complaint, c.reason()), provenance));
            }
            case ComplaintCommand.Accept c -> {
                require(complaint, ComplaintStatus.RESPONDED, ComplaintRule.NOT_RESPONDED);
                yield List.of(new ComplaintEvent.Closed(c.complaint(), complaint.office().orElseThrow(),
                        ClosureReason.ACCEPTED, c.comment().map(t -> about(complaint, t)), provenance));
            }
            case ComplaintCommand.RaiseObjection c -> {
                if (!isClosed(complaint, ClosureReason.STOOD_UNANSWERED)) {
                    require(complaint, ComplaintStatus.RESPONDED, ComplaintRule.NOT_RESPONDED);
                } else {
                    requireTime(new Clocks(complaint.course(), law).reversal(provenance.recordedAt()));
                }
                yield List.of(new ComplaintEvent.Objected(c.complaint(), complaint.office().orElseThrow(),
                        about(complaint, c.text()), provenance));
            }
            case ComplaintCommand.Withdraw c -> {
                if (complaint.status() != ComplaintStatus.RETURNED) {
                    require(complaint, ComplaintStatus.SUBMITTED, ComplaintRule.NOT_WITHDRAWABLE);
                }
                yield List.of(new ComplaintEvent.Withdrawn(c.complaint(), c.reason().map(t -> about(complaint, t)),
                        provenance));
            }
            case ComplaintCommand.Evaluate c -> {
                if (!complaint.status().ended()) {
                    require(complaint, ComplaintStatus.RESPONDED, ComplaintRule.NOTHING_TO_EVALUATE);
                }
                if (complaint.evaluated()) {
                    throw Refusal.of(ComplaintRule.EVALUATED_ALREADY);
                }
                yield List.of(new ComplaintEvent.Evaluated(c.complaint(), complaint.office(), c.evaluation(),
                        c.comment().map(t -> about(complaint, t)), provenance));
            }
            case ComplaintCommand.ConfirmSolved c -> List.of(new ComplaintEvent.ConfirmedSolved(c.complaint(),
                    requireAsked(complaint, provenance, law), c.comment().map(t -> about(complaint, t)), provenance));
            case ComplaintCommand.ReportUnsolved c -> List.of(new ComplaintEvent.ReportedUnsolved(c.complaint(),
                    requireAsked(complaint, provenance, law), about(complaint, c.text()), provenance));
            case ComplaintCommand.Appeal c -> {
                if (new Clocks(complaint.course(), law).appeal(provenance.recordedAt()).isEmpty()) {
                    throw Refusal.of(ComplaintRule.NOT_APPEALABLE, Map.of("status", complaint.status().text()));
                }
                yield List.of(new ComplaintEvent.Appealed(c.complaint(), complaint.office().orElseThrow(),
                        about(complaint, c.text()), provenance));
            }
            case ComplaintCommand.UpholdResponse c -> {
                OfficeId office = requireReviewable(complaint, c, offices);
                if (complaint.course().responded().isEmpty()) {
                    throw Refusal.of(ComplaintRule.NOTHING_TO_UPHOLD);
                }
                yield List.of(new ComplaintEvent.Closed(c.complaint(), office, ClosureReason.UPHELD_ON_APPEAL,
                        Optional.of(about(complaint, c.reason())), provenance));
            }
            case ComplaintCommand.SendBackOnAppeal c -> List.of(new ComplaintEvent.SentBackOnAppeal(c.complaint(),
                    requireReviewable(complaint, c, offices), about(complaint, c.instruction()), c.limit(), provenance));
            case ComplaintCommand.WriteAsReporter c -> List.of(message(complaint, c, c.text()));
            case ComplaintCommand.WriteToReporter c -> {
                requireOwnOffice(complaint, c);
                yield List.of(message(complaint, c, c.text()));
            }
            case ComplaintCommand.AttachAsReporter c -> c.attachment().map(attachment ->
                    attached(complaint, c, attachment, Optional.empty())).stream().toList();
            case ComplaintCommand.AttachAsStaff c -> {
                requireOwnOffice(complaint, c);
                c.response().filter(response -> response < 1 || response > complaint.responses()).ifPresent(response -> {
                    throw Refusal.of(ComplaintRule.NO_SUCH_RESPONSE, "response", Map.of("response", response));
                });
                yield c.attachment().map(attachment -> attached(complaint, c, attachment, c.response())).stream().toList();
            }
            case ComplaintCommand.ClearAttachment c -> waiting(complaint, c.attachment()).<ComplaintEvent>map(_ ->
                    new ComplaintEvent.AttachmentCleared(c.complaint(), c.attachment(), c.clearance(), provenance)).toList();
            case ComplaintCommand.RejectAttachment c -> waiting(complaint, c.attachment()).<ComplaintEvent>map(waiting ->
                    new ComplaintEvent.AttachmentRejected(c.complaint(), c.attachment(), waiting.file(), c.finding(),
                            provenance)).toList();
            case ComplaintCommand.RequestReveal c -> {
                OfficeId office = requireRevealable(complaint, c);
                if (complaint.secrecy().revealedTo().contains(office)) {
                    throw Refusal.of(ComplaintRule.REVEALED_ALREADY);
                }
                if (complaint.secrecy().reveal().isPresent()) {
                    throw Refusal.of(ComplaintRule.REVEAL_PENDING);
                }
                yield List.of(new ComplaintEvent.IdentityRevealRequested(c.complaint(), office, about(complaint, c.reason()),
                        provenance));
            }
            case ComplaintCommand.DecideReveal c -> {
                requireRevealable(complaint, c);
                Secrecy.Reveal reveal = complaint.secrecy().reveal()
                        .orElseThrow(() -> Refusal.of(ComplaintRule.NO_REVEAL_PENDING));
                if (reveal.by().id().equals(provenance.actor().id())) {
                    throw Refusal.of(ComplaintRule.REVEAL_BY_ANOTHER);
                }
                Shreddable<String> reason = about(complaint, c.reason());
                yield List.of(c.approved()
                        ? new ComplaintEvent.IdentityRevealed(c.complaint(), reveal.office(), reason, provenance)
                        : new ComplaintEvent.IdentityRevealRefused(c.complaint(), reveal.office(), reason, provenance));
            }
            case ComplaintCommand.RequestErasure c -> List.of(erasureRequested(complaint, c, c.reason()));
            case ComplaintCommand.RecordErasureRequest c -> List.of(erasureRequested(complaint, c, c.reason()));
            case ComplaintCommand.GrantErasure c -> {
                requireErasureAsked(complaint, c.ground(), true);
                if (!complaint.status().ended()) {
                    throw Refusal.of(ComplaintRule.NOT_ENDED_YET, Map.of("status", complaint.status().text()));
                }
                yield List.of(new ComplaintEvent.PersonalDataErased(c.complaint(), complaint.subject(), c.ground(),
                        provenance));
            }
            case ComplaintCommand.RefuseErasure c -> {
                requireErasureAsked(complaint, c.ground(), false);
                yield List.of(new ComplaintEvent.ErasureRefused(c.complaint(), c.ground(),
                        c.text().map(t -> about(complaint, t)), provenance));
            }
            case ComplaintCommand.KeepTime _ -> List.of();
            case ComplaintCommand.Recall _ -> throw Refusal.of(ComplaintRule.COMPLAINT_EXISTS);
            case ComplaintCommand.Merge _, ComplaintCommand.UndoMerge _ ->
                    throw new IllegalArgumentException("a merge concerns two complaints");
        };
    }

    /**
     * Both ends of a merge, to be recorded together.
     *
     * @param target what time has brought about there by now comes first; nothing falls due while a complaint waits for the
     *               check or is merged, so there is no such thing at the source
     */
    record Merging(ComplaintEvent source, List<ComplaintEvent> target) {
    }

    /** @param target what to merge into; empty if there is none */
    static Merging merge(Complaint source, Optional<Complaint> target, ComplaintCommand.Merge command, Law law) {
        admit(source, command);
        if (command.into().equals(source.id())) {
            throw Refusal.of(ComplaintRule.MERGED_INTO_ITSELF, "/into", Map.of());
        }
        requireData(source, command);
        require(source, ComplaintStatus.SUBMITTED, ComplaintRule.NOT_MERGEABLE);
        if (source.secrecy().withheld()) {
            throw Refusal.of(ComplaintRule.WITHHELD_NOT_MERGEABLE);
        }
        if (!source.duplicates().isEmpty()) {
            throw Refusal.of(ComplaintRule.HAS_DUPLICATES);
        }
        List<ComplaintEvent> events = new ArrayList<>();
        Complaint into = keepTime(target.orElseThrow(() ->
                Refusal.of(ComplaintRule.MERGE_TARGET_NOT_FOUND, "/into", Map.of())), law, command.provenance(), events);
        if (into.status().ended()) {
            throw Refusal.of(ComplaintRule.MERGE_TARGET_ENDED, "/into", Map.of("status", into.status().text()));
        }
        if (into.secrecy().withheld()) {
            throw Refusal.of(ComplaintRule.WITHHELD_NOT_MERGEABLE, "/into", Map.of());
        }
        events.add(new ComplaintEvent.DuplicateJoined(into.id(), source.id(), command.provenance()));
        return new Merging(new ComplaintEvent.Merged(source.id(), into.id(), command.provenance()), events);
    }

    /** @param target what it is merged into; empty if it is not merged */
    static Merging undoMerge(Complaint source, Optional<Complaint> target, ComplaintCommand.UndoMerge command, Law law) {
        admit(source, command);
        requireData(source, command);
        require(source, ComplaintStatus.MERGED, ComplaintRule.NOT_MERGED);
        List<ComplaintEvent> events = new ArrayList<>();
        Complaint into = keepTime(target.orElseThrow(), law, command.provenance(), events);
        events.add(new ComplaintEvent.DuplicateLeft(into.id(), source.id(), command.provenance()));
        return new Merging(new ComplaintEvent.MergeUndone(source.id(), into.id(), command.provenance()), events);
    }

    /** Who may ask for it, whatever the state. */
    private static Set<Role> allowed(ComplaintCommand.Handling command) {
        return switch (command) {
            case ComplaintCommand.Refer _, ComplaintCommand.Merge _, ComplaintCommand.UndoMerge _ ->
                    EnumSet.of(Role.COORDINATOR);
            case ComplaintCommand.Forward _, ComplaintCommand.Reject _ -> EnumSet.of(Role.COORDINATOR, Role.INSPECTOR);
            case ComplaintCommand.Return _, ComplaintCommand.Transfer _, ComplaintCommand.WriteToReporter _,
                 ComplaintCommand.AttachAsStaff _ ->
                    EnumSet.of(Role.COORDINATOR, Role.OFFICER, Role.OFFICE_HEAD, Role.INSPECTOR);
            case ComplaintCommand.RequestReveal _ -> EnumSet.of(Role.COORDINATOR, Role.OFFICE_HEAD, Role.INSPECTOR);
            case ComplaintCommand.DecideReveal _ -> EnumSet.of(Role.INSPECTOR);
            case ComplaintCommand.RecordErasureRequest _, ComplaintCommand.GrantErasure _,
                 ComplaintCommand.RefuseErasure _ -> EnumSet.of(Role.INSPECTOR, Role.ADMINISTRATOR);
            case ComplaintCommand.Assign _, ComplaintCommand.GiveInterimResponse _,
                 ComplaintCommand.DraftFinalResponse _, ComplaintCommand.ApproveFinalResponse _,
                 ComplaintCommand.SendBackFinalResponse _ -> EnumSet.of(Role.OFFICER, Role.OFFICE_HEAD);
            case ComplaintCommand.UpholdResponse _, ComplaintCommand.SendBackOnAppeal _ ->
                    EnumSet.of(Role.INSPECTOR, Role.OFFICE_HEAD);
            case ComplaintCommand.KeepTime _, ComplaintCommand.ClearAttachment _, ComplaintCommand.RejectAttachment _ ->
                    EnumSet.of(Role.SYSTEM);
            case ComplaintCommand.ByReporter _ -> EnumSet.of(Role.REPORTER);
            case ComplaintCommand.Recall _ -> EnumSet.allOf(Role.class);
        };
    }

    private static void requireAnonymity(ComplaintCommand.Submission submission) {
        if (submission.identity() == Identity.ANONYMOUS && submission.reporter().isPresent()) {
            throw Refusal.of(ComplaintRule.ANONYMOUS_WITH_REPORTER, "/reporter", Map.of());
        }
    }

    private static void requireRole(ComplaintCommand command, Set<Role> allowed) {
        Role role = command.provenance().actor().role();
        if (!allowed.contains(role)) {
            throw Refusal.of(ComplaintRule.ROLE_MAY_NOT, Map.of("role", role,
                    "allowed", allowed.stream().map(Role::name).collect(Collectors.joining(", "))));
        }
    }

    private static void require(Complaint complaint, ComplaintStatus status, ComplaintRule otherwise) {
        if (complaint.status() != status) {
            throw Refusal.of(otherwise, Map.of("status", complaint.status().text()));
        }
    }

    /** By the coordinator; what is withheld by the inspectorate, so that no coordinator can do away with an accusation. */
    private static void requireToBeChecked(Complaint complaint, ComplaintCommand command, ComplaintRule otherwise) {
        require(complaint, ComplaintStatus.SUBMITTED, otherwise);
        if (!complaint.secrecy().withheld()) {
            requireRole(command, EnumSet.of(Role.COORDINATOR));
        } else if (command.provenance().actor().role() != Role.INSPECTOR) {
            throw Refusal.of(ComplaintRule.FOR_THE_INSPECTORATE);
        }
    }

    private static void requireInspectorate(ComplaintCommand command) {
        if (command.provenance().actor().role() != Role.INSPECTOR) {
            throw Refusal.of(ComplaintRule.OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE);
        }
    }

    /** Whatever is done to a complaint may leave words, and there is no key left under which they could be kept. */
    private static void requireData(Complaint complaint, ComplaintCommand command) {
        if (complaint.secrecy().erased().isPresent() && !(command instanceof ComplaintCommand.KeepTime)) {
            throw Refusal.of(ComplaintRule.DATA_ERASED);
        }
    }

    private static ComplaintEvent message(Complaint complaint, ComplaintCommand command, ComplaintCommand.Text text) {
        if (complaint.status().ended()) {
            throw Refusal.of(ComplaintRule.HAS_ENDED, Map.of("status", complaint.status().text()));
        }
        return new ComplaintEvent.MessageSent(complaint.id(), Correspondent.of(command.provenance().actor().role()),
                about(complaint, text), command.provenance());
    }

    private static ComplaintEvent attached(Complaint complaint, ComplaintCommand command, ComplaintCommand.Attachment file,
                                           Optional<Integer> response) {
        if (complaint.status().ended()) {
            throw Refusal.of(ComplaintRule.HAS_ENDED, Map.of("status", complaint.status().text()));
        }
        Correspondent from = Correspondent.of(command.provenance().actor().role());
        boolean byReporter = from == Correspondent.REPORTER;
        int most = AttachmentLimits.mostFrom(from);
        if (complaint.attached().stream().filter(each -> (each.from() == Correspondent.REPORTER) == byReporter).count() >= most) {
            throw Refusal.of(ComplaintRule.TOO_MANY_ATTACHMENTS, Map.of("limit", most));
        }
        return new ComplaintEvent.AttachmentAdded(complaint.id(), complaint.attached().size() + 1, file.file(), file.type(),
                file.size(), file.sha256(), Shreddable.of(complaint.subject(), file.key()),
                file.description().map(text -> about(complaint, text)), from, response, command.provenance());
    }

    private static Stream<Complaint.Attached> waiting(Complaint complaint, int attachment) {
        return complaint.attached().stream().filter(each -> each.number() == attachment && each.waits());
    }

    /** The office that would be told who reported: the one that has the complaint, and needs to know as long as it does. */
    private static OfficeId requireRevealable(Complaint complaint, ComplaintCommand command) {
        requireOwnOffice(complaint, command);
        if (complaint.identity() != Identity.CONFIDENTIAL) {
            throw Refusal.of(ComplaintRule.NOTHING_TO_REVEAL);
        }
        return complaint.office().filter(_ -> !complaint.status().ended()).orElseThrow(() ->
                Refusal.of(ComplaintRule.NO_OFFICE_TO_REVEAL_TO, Map.of("status", complaint.status().text())));
    }

    private static ComplaintEvent erasureRequested(Complaint complaint, ComplaintCommand command,
                                                   Optional<ComplaintCommand.Text> reason) {
        if (complaint.secrecy().erasureAsked()) {
            throw Refusal.of(ComplaintRule.ERASURE_PENDING);
        }
        return new ComplaintEvent.ErasureRequested(complaint.id(), reason.map(t -> about(complaint, t)),
                command.provenance());
    }

    private static void requireErasureAsked(Complaint complaint, LegalGround ground, boolean grants) {
        if (!complaint.secrecy().erasureAsked()) {
            throw Refusal.of(ComplaintRule.NO_ERASURE_PENDING);
        }
        if (ground.grants() != grants) {
            throw Refusal.of(ComplaintRule.GROUND_DOES_NOT_FIT, "/legalGround", Map.of());
        }
    }

    private static OfficeId requireWithOwnOffice(Complaint complaint, ComplaintCommand command) {
        require(complaint, ComplaintStatus.FORWARDED, ComplaintRule.NOT_WITH_AN_OFFICE);
        requireOwnOffice(complaint, command);
        return complaint.office().orElseThrow();
    }

    private static void requireOwnOffice(Complaint complaint, ComplaintCommand command) {
        if (command.provenance().actor().role().belongsToAnOffice()
                && complaint.office().filter(command.provenance().actor()::belongsTo).isEmpty()) {
            throw Refusal.of(ComplaintRule.NOT_YOUR_OFFICE);
        }
    }

    private static boolean isClosed(Complaint complaint, ClosureReason why) {
        return complaint.course().closure().filter(why::equals).isPresent();
    }

    private static void requireTime(Optional<Deadline> window) {
        if (window.isEmpty()) {
            throw Refusal.of(ComplaintRule.REVERSAL_OVER);
        }
    }

    private static OfficeId requireAsked(Complaint complaint, Provenance provenance, Law law) {
        if (new Clocks(complaint.course(), law).answer(provenance.recordedAt()).isEmpty()) {
            throw Refusal.of(ComplaintRule.NOT_ASKED);
        }
        return complaint.office().orElseThrow();
    }

    /** By the inspectorate, or by the head of the office above the one that is appealed against; never by that one. */
    private static OfficeId requireReviewable(Complaint complaint, ComplaintCommand command, Offices offices) {
        require(complaint, ComplaintStatus.APPEALED, ComplaintRule.NOT_APPEALED);
        OfficeId office = complaint.office().orElseThrow();
        Actor reviewer = command.provenance().actor();
        if (reviewer.role().belongsToAnOffice()
                && offices.find(office).flatMap(Office::parent).filter(reviewer::belongsTo).isEmpty()) {
            throw Refusal.of(ComplaintRule.NOT_SUPERVISING);
        }
        return office;
    }

    private static Complaint.Draft requireDraft(Complaint complaint, int response) {
        return complaint.draft().filter(draft -> draft.response() == response)
                .orElseThrow(() -> Refusal.of(ComplaintRule.NO_SUCH_DRAFT, Map.of("response", response)));
    }

    private static OfficeId requireActive(OfficeId id, Offices offices) {
        Office office = offices.find(id)
                .orElseThrow(() -> Refusal.of(ComplaintRule.OFFICE_UNKNOWN, "/officeId", Map.of()));
        if (!office.takesComplaints()) {
            throw Refusal.of(ComplaintRule.OFFICE_NOT_ACTIVE, "/officeId", Map.of("office", office.name()));
        }
        return id;
    }

    /** Free text about a complaint may hold its reporter's data, whoever wrote it. */
    private static Shreddable<String> about(Complaint complaint, ComplaintCommand.Text text) {
        return Shreddable.of(complaint.subject(), text.value());
    }

    private static ComplaintEvent.Submitted submitted(ComplaintCommand command, ComplaintCommand.Submission s,
                                                      Provenance provenance) {
        return new ComplaintEvent.Submitted(command.complaint(), s.trackingCode(), s.secretHash(), s.identity(),
                s.reporter(), s.title(), s.narrative(), s.category(), s.requestedOffice(), s.location(), s.channel(),
                s.source(), s.oversight(), s.takenFor(), s.sameAs(), s.consent(), provenance);
    }
}
