package id.tanggap.infra.pages.follow;

import id.tanggap.kernel.complaint.ClosureReason;
import id.tanggap.kernel.course.Deadline;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.DeadlineAnswer;
import id.tanggap.query.complaint.TimelineAnswer;
import id.tanggap.query.complaint.TimelineEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a reporter can do on the page of their report. */
enum Act {

    ACCEPT("terima"),
    OBJECT("keberatan"),
    COMPLETE("lengkapi"),
    CONFIRM_SOLVED("tetap-selesai"),
    REPORT_UNSOLVED("belum-selesai"),
    EVALUATE("nilai"),
    APPEAL("banding"),
    WRITE("pesan"),
    WITHDRAW("cabut"),
    ERASE("hapus-data");

    /** After one of these an answer can be evaluated anew. */
    private static final Set<TimelineEntry.Fact> REOPENING = EnumSet.of(TimelineEntry.Fact.OBJECTED,
            TimelineEntry.Fact.REPORTED_UNSOLVED, TimelineEntry.Fact.SENT_BACK_ON_APPEAL, TimelineEntry.Fact.COMPLETED,
            TimelineEntry.Fact.MERGE_UNDONE);

    private final String path;

    Act(String path) {
        this.path = path;
    }

    static Optional<Act> of(String path) {
        for (Act act : values()) {
            if (act.path.equals(path)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }

    String path() {
        return path;
    }

    /**
     * What is offered, so that nobody is asked to fill in a form in vain. Whether it may be done is decided where it is done: the
     * time that runs for the reporter says it, and where none runs, the state.
     */
    static Set<Act> offered(ComplaintAnswer complaint, List<TimelineAnswer> timeline) {
        EnumSet<Act> acts = EnumSet.of(WRITE);
        for (DeadlineAnswer deadline : complaint.deadlines()) {
            if (deadline.party() == Deadline.Party.REPORTER && deadline.state() != DeadlineAnswer.State.LATE) {
                acts.addAll(within(deadline.what(), complaint));
            }
        }
        switch (complaint.status()) {
            case SUBMITTED, RETURNED -> acts.add(WITHDRAW);
            case CLOSED, REJECTED, WITHDRAWN, MERGED -> acts.add(ERASE);
            case FORWARDED, RESPONDED, APPEALED -> {
                // nothing that no time runs for
            }
        }
        if (isToBeEvaluated(complaint, timeline)) {
            acts.add(EVALUATE);
        }
        return acts;
    }

    private static Set<Act> within(Deadline.Kind kind, ComplaintAnswer complaint) {
        return switch (kind) {
            case COMPLETION -> EnumSet.of(COMPLETE);
            case REPLY -> EnumSet.of(ACCEPT, OBJECT);
            case REVERSAL -> complaint.content().flatMap(ComplaintAnswer.Content::closure)
                    .filter(ClosureReason.LAPSED::equals).isPresent() ? EnumSet.of(COMPLETE) : EnumSet.of(OBJECT);
            case APPEAL -> EnumSet.of(APPEAL);
            case WHETHER_SOLVED -> EnumSet.of(CONFIRM_SOLVED, REPORT_UNSOLVED);
            case VERIFICATION, RESPONSE -> Set.of();
        };
    }

    private static boolean isToBeEvaluated(ComplaintAnswer complaint, List<TimelineAnswer> timeline) {
        boolean answered = complaint.status().ended()
                || complaint.status() == id.tanggap.kernel.complaint.ComplaintStatus.RESPONDED;
        boolean evaluated = false;
        for (TimelineAnswer entry : timeline) {
            evaluated = entry.what() == TimelineEntry.Fact.EVALUATED || evaluated && !REOPENING.contains(entry.what());
        }
        return answered && !evaluated;
    }
}
