package id.tanggap.infra.pages.casework;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.TimelineAnswer;
import id.tanggap.query.complaint.TimelineEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people of staff can do on the page of a case, in the order in which it is offered. */
enum Move {

    APPROVE("setujui"),
    SEND_BACK("revisi"),
    FORWARD("teruskan"),
    RESPOND("tanggapi"),
    ASSIGN("tugaskan"),
    WRITE("pesan"),
    RETURN("kembalikan"),
    REJECT("tolak"),
    MERGE("gabung"),
    UNDO_MERGE("pisahkan"),
    REFER("rujuk"),
    TRANSFER("alihkan"),
    ASK_IDENTITY("minta-identitas"),
    UPHOLD("kuatkan"),
    ORDER("perintahkan");

    private final String path;

    Move(String path) {
        this.path = path;
    }

    static Optional<Move> of(String path) {
        for (Move move : values()) {
            if (move.path.equals(path)) {
                return Optional.of(move);
            }
        }
        return Optional.empty();
    }

    String path() {
        return path;
    }

    /**
     * What is offered, so that nobody fills in a form in vain. Whether it may be done is decided where it is done; a test asks
     * there for every move in every state, and finds no difference.
     *
     * @param above whether the actor is of the office above the one that has it
     */
    static Set<Move> offered(ComplaintAnswer complaint, List<TimelineAnswer> timeline, Actor actor, boolean above) {
        EnumSet<Move> moves = EnumSet.noneOf(Move.class);
        if (complaint.erased().isPresent()) {
            return moves;
        }
        switch (actor.role()) {
            case COORDINATOR -> coordinator(complaint, moves);
            case INSPECTOR -> inspector(complaint, moves);
            case OFFICER, OFFICE_HEAD -> {
                if (complaint.officeId().filter(actor::belongsTo).isPresent() && complaint.handling().isPresent()) {
                    office(complaint, actor, moves);
                }
            }
            case PUBLIC, REPORTER, ADMINISTRATOR, API_CLIENT, SYSTEM -> {
                // they only look
            }
        }
        if (mayReview(actor, above) && complaint.status() == ComplaintStatus.APPEALED) {
            moves.add(ORDER);
            if (stood(timeline)) {
                moves.add(UPHOLD);
            }
        }
        if (mayAskWho(complaint, timeline, actor)) {
            moves.add(ASK_IDENTITY);
        }
        if (complaint.handling().isPresent() && !complaint.status().ended() && writes(actor)) {
            moves.add(WRITE);
        }
        return moves;
    }

    private static void coordinator(ComplaintAnswer complaint, Set<Move> moves) {
        switch (complaint.status()) {
            case SUBMITTED -> {
                if (complaint.withheld().isEmpty()) {
                    moves.addAll(EnumSet.of(FORWARD, RETURN, REJECT));
                    if (complaint.duplicates() == 0) {
                        moves.addAll(EnumSet.of(MERGE, REFER));
                    }
                }
            }
            case FORWARDED -> {
                moves.add(RETURN);
                if (!accuses(complaint)) {
                    moves.add(TRANSFER);
                }
            }
            case MERGED -> moves.add(UNDO_MERGE);
            case RETURNED, RESPONDED, APPEALED, CLOSED, REJECTED, WITHDRAWN -> {
                // somebody else's turn, or nobody's
            }
        }
    }

    private static void inspector(ComplaintAnswer complaint, Set<Move> moves) {
        if (complaint.status() == ComplaintStatus.SUBMITTED && complaint.withheld().isPresent()) {
            moves.addAll(EnumSet.of(FORWARD, RETURN, REJECT));
        }
        if (complaint.status() == ComplaintStatus.FORWARDED && accuses(complaint)) {
            moves.add(TRANSFER);
        }
    }

    private static void office(ComplaintAnswer complaint, Actor actor, Set<Move> moves) {
        if (complaint.status() != ComplaintStatus.FORWARDED) {
            return;
        }
        moves.addAll(EnumSet.of(ASSIGN, RESPOND, RETURN));
        if (!accuses(complaint)) {
            moves.add(TRANSFER);
        }
        draft(complaint).ifPresent(draft -> {
            moves.add(SEND_BACK);
            if (draft.author().filter(actor.id()::equals).isEmpty()) {
                moves.add(APPROVE);
            }
        });
    }

    /** The draft that waits for a second pair of eyes. */
    static Optional<ComplaintAnswer.ResponseAnswer> draft(ComplaintAnswer complaint) {
        return complaint.handling().stream().flatMap(handling -> handling.drafts().stream())
                .filter(draft -> draft.kind() == id.tanggap.query.complaint.ComplaintView.Response.Kind.DRAFT)
                .reduce((_, later) -> later);
    }

    private static boolean accuses(ComplaintAnswer complaint) {
        return complaint.classification().filter(Classification.OVERSIGHT_COMPLAINT::equals).isPresent();
    }

    private static boolean writes(Actor actor) {
        return switch (actor.role()) {
            case COORDINATOR, INSPECTOR, OFFICER, OFFICE_HEAD -> true;
            case PUBLIC, REPORTER, ADMINISTRATOR, API_CLIENT, SYSTEM -> false;
        };
    }

    private static boolean mayReview(Actor actor, boolean above) {
        return actor.role() == Role.INSPECTOR || actor.role() == Role.OFFICE_HEAD && above;
    }

    /** Whether a final response stood when it was appealed: then it was not the office's turn just before. */
    private static boolean stood(List<TimelineAnswer> timeline) {
        ComplaintStatus before = ComplaintStatus.FORWARDED;
        ComplaintStatus beforeAppeal = ComplaintStatus.FORWARDED;
        for (TimelineAnswer entry : timeline) {
            if (entry.what() == TimelineEntry.Fact.APPEALED) {
                beforeAppeal = before;
            }
            before = entry.status();
        }
        return beforeAppeal != ComplaintStatus.FORWARDED;
    }

    private static boolean mayAskWho(ComplaintAnswer complaint, List<TimelineAnswer> timeline, Actor actor) {
        boolean asks = actor.role() == Role.OFFICE_HEAD || actor.role() == Role.COORDINATOR || actor.role() == Role.INSPECTOR;
        return asks && complaint.content().filter(content -> content.identity() == Identity.CONFIDENTIAL).isPresent()
                && complaint.officeId().isPresent() && !complaint.status().ended()
                && complaint.handling().filter(handling -> handling.revealRequested().isEmpty()).isPresent()
                && timeline.stream().noneMatch(entry -> entry.what() == TimelineEntry.Fact.IDENTITY_REVEALED
                        && entry.officeId().equals(complaint.officeId()));
    }
}
