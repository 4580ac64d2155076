package id.tanggap.infra.pages.inspectorate;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.query.inspection.InspectionAnswer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What can be done in an inspection. */
enum Step {

    FIND("temuan"),
    RECOMMEND("rekomendasi"),
    SEND("kirim"),
    CLOSE("tutup"),
    /** By the office that a recommendation is addressed to. */
    FOLLOW_UP("tindak-lanjut");

    private final String path;

    Step(String path) {
        this.path = path;
    }

    static Optional<Step> of(String path) {
        for (Step step : values()) {
            if (step.path.equals(path)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    public String path() {
        return path;
    }

    /** The field of its text, which no other step has. */
    public String field() {
        return path + "-text";
    }

    /** What is offered, so that nobody is asked to fill in a form in vain. Whether it may be done is decided where it is done. */
    static Set<Step> offered(InspectionAnswer inspection, Actor reader) {
        if (inspection.status() == InspectionStatus.CLOSED) {
            return EnumSet.noneOf(Step.class);
        }
        if (reader.role() != Role.INSPECTOR) {
            return EnumSet.of(FOLLOW_UP);
        }
        boolean unsent = inspection.recommendations().stream().anyMatch(recommendation -> recommendation.sentAt().isEmpty());
        return unsent ? EnumSet.of(FIND, RECOMMEND, SEND) : EnumSet.of(FIND, RECOMMEND, CLOSE);
    }
}
