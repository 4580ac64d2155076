package id.tanggap.infra.pages.inspectorate;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ComplaintView;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the inspectorate can do about one complaint. */
enum Act {

    FORWARD("teruskan", false),
    RETURN("kembalikan", true),
    REJECT("tolak", true),
    UPHOLD("kuatkan", true),
    SEND_BACK("perintahkan", true),
    APPROVE_REVEAL("ungkap", true),
    REFUSE_REVEAL("jangan-ungkap", true),
    INSPECT("periksa", true),
    REQUEST_REVEAL("minta-ungkap", true);

    private final String path;
    private final boolean needsText;

    Act(String path, boolean needsText) {
        this.path = path;
        this.needsText = needsText;
    }

    static Optional<Act> of(String path) {
        for (Act act : values()) {
            if (act.path.equals(path)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }

    public String path() {
        return path;
    }

    /** The field of its text, which no other act has. */
    public String field() {
        return field("text");
    }

    /** One of its fields. */
    public String field(String name) {
        return path + "-" + name;
    }

    /** Whether there is something to write at all. */
    public boolean takesText() {
        return this != FORWARD;
    }

    boolean needsText() {
        return needsText;
    }

    /** Of messages. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What is offered, so that nobody is asked to fill in a form in vain. Whether it may be done is decided where it is done.
     *
     * @param inspector who looks
     */
    static Set<Act> offered(ComplaintAnswer complaint, Actor inspector) {
        EnumSet<Act> acts = EnumSet.of(INSPECT);
        if (complaint.erased().isPresent()) {
            return acts;
        }
        if (complaint.status() == ComplaintStatus.SUBMITTED && complaint.withheld().isPresent()) {
            acts.addAll(EnumSet.of(FORWARD, RETURN, REJECT));
        }
        if (complaint.status() == ComplaintStatus.APPEALED) {
            acts.add(SEND_BACK);
            if (isAnswered(complaint)) {
                acts.add(UPHOLD);
            }
        }
        boolean confidential = complaint.content().filter(content -> content.identity() == Identity.CONFIDENTIAL).isPresent();
        Optional<ComplaintAnswer.Handling> handling = complaint.handling();
        Optional<ComplaintAnswer.RevealAnswer> asked = handling.flatMap(ComplaintAnswer.Handling::revealRequested);
        if (asked.isPresent()) {
            if (!asked.get().by().id().equals(inspector.id())) {
                acts.addAll(EnumSet.of(APPROVE_REVEAL, REFUSE_REVEAL));
            }
        } else if (confidential && complaint.officeId().isPresent() && !complaint.status().ended()) {
            acts.add(REQUEST_REVEAL);
        }
        return acts;
    }

    private static boolean isAnswered(ComplaintAnswer complaint) {
        return complaint.content().stream().flatMap(content -> content.responses().stream())
                .anyMatch(response -> response.kind() == ComplaintView.Response.Kind.FINAL);
    }
}
