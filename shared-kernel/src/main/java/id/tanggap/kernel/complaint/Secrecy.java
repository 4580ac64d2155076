package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a complaint's events say about who may know of it and of its reporter. A pure fold of them; both sides keep one, so
 * that {@link Sight} is the same for commands and reads.
 *
 * @param withheld     whether it is the inspectorate's to check, and hidden from offices and the public until that forwards it
 * @param about        the office that it accuses, if the coordinator named one
 * @param oversight    whether it was last forwarded as one that accuses officials; it is withheld again if the office returns it
 * @param reveal       the request to reveal its reporter that waits for a second person
 * @param revealedTo   the offices to which its reporter was revealed
 * @param erasureAsked whether a request to erase waits for a decision
 * @param erased       set once its reporter's data was erased
 */
public record Secrecy(boolean withheld, Optional<OfficeId> about, boolean oversight, Optional<Reveal> reveal,
                      List<OfficeId> revealedTo, boolean erasureAsked, Optional<Erased> erased) {

    /** Who asked that who reported be revealed, and to which office. */
    public record Reveal(OfficeId office, Actor by) {
    }

    /** When the reporter's data was erased, and on which ground. */
    public record Erased(Instant at, LegalGround ground) {
    }

    private static final Secrecy NONE = new Secrecy(false, Optional.empty(), false, Optional.empty(), List.of(), false,
            Optional.empty());

    public Secrecy {
        revealedTo = List.copyOf(revealedTo);
    }

    public static Secrecy begin(ComplaintEvent.Submitted e) {
        return e.oversight() ? NONE.withheld(true, Optional.empty()) : NONE;
    }

    public Secrecy evolve(ComplaintEvent event) {
        return switch (event) {
            case ComplaintEvent.Submitted e -> throw new IllegalStateException("submitted twice: " + e.complaint());
            case ComplaintEvent.ReferredToInspectorate e -> withheld(true, e.about());
            case ComplaintEvent.Forwarded e -> {
                boolean accuses = e.classification() == Classification.OVERSIGHT_COMPLAINT;
                yield withheld || oversight != accuses
                        ? new Secrecy(false, about, accuses, reveal, revealedTo, erasureAsked, erased) : this;
            }
            // what was asked for one office is not for the next to have
            case ComplaintEvent.Transferred _ -> revealing(Optional.empty());
            case ComplaintEvent.Returned _ -> revealing(Optional.empty()).withheld(withheld || oversight, about);
            case ComplaintEvent.IdentityRevealRequested e ->
                    revealing(Optional.of(new Reveal(e.office(), e.provenance().actor())));
            case ComplaintEvent.IdentityRevealed e -> new Secrecy(withheld, about, oversight, Optional.empty(),
                    Stream.concat(revealedTo.stream(), Stream.of(e.office())).toList(), erasureAsked, erased);
            case ComplaintEvent.IdentityRevealRefused _ -> revealing(Optional.empty());
            case ComplaintEvent.ErasureRequested _ ->
                    new Secrecy(withheld, about, oversight, reveal, revealedTo, true, erased);
            case ComplaintEvent.ErasureRefused _ ->
                    new Secrecy(withheld, about, oversight, reveal, revealedTo, false, erased);
            case ComplaintEvent.PersonalDataErased e -> new Secrecy(withheld, about, oversight, Optional.empty(), revealedTo,
                    false, Optional.of(new Erased(e.provenance().occurredAt(), e.ground())));
            case ComplaintEvent.Completed _, ComplaintEvent.Rejected _, ComplaintEvent.Assigned _,
                 ComplaintEvent.InterimResponseGiven _, ComplaintEvent.FinalResponseDrafted _,
                 ComplaintEvent.FinalResponseSentBack _, ComplaintEvent.FinalResponseApproved _, ComplaintEvent.Closed _,
                 ComplaintEvent.Lapsed _, ComplaintEvent.Escalated _, ComplaintEvent.AskedWhetherSolved _,
                 ComplaintEvent.ConfirmedSolved _, ComplaintEvent.ReportedUnsolved _, ComplaintEvent.Appealed _,
                 ComplaintEvent.SentBackOnAppeal _, ComplaintEvent.Objected _, ComplaintEvent.Withdrawn _,
                 ComplaintEvent.Merged _, ComplaintEvent.MergeUndone _, ComplaintEvent.DuplicateJoined _,
                 ComplaintEvent.DuplicateLeft _, ComplaintEvent.Evaluated _, ComplaintEvent.MessageSent _,
                 ComplaintEvent.AttachmentAdded _, ComplaintEvent.AttachmentCleared _,
                 ComplaintEvent.AttachmentRejected _ -> this;
        };
    }

    private Secrecy withheld(boolean now, Optional<OfficeId> accused) {
        return now == withheld && accused.equals(about) ? this
                : new Secrecy(now, accused, oversight, reveal, revealedTo, erasureAsked, erased);
    }

    private Secrecy revealing(Optional<Reveal> now) {
        return now.equals(reveal) ? this
                : new Secrecy(withheld, about, oversight, now, revealedTo, erasureAsked, erased);
    }
}
