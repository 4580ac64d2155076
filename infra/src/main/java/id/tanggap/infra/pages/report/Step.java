package id.tanggap.infra.pages.report;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.Identity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions, in their order, each on a page of its own. */
enum Step {

    KIND("jenis", "kind"),
    TOPIC("hal", "topic"),
    STORY("cerita", "title", "narrative"),
    PLACE("tempat", "address", "latitude", "longitude"),
    OFFICE("instansi", "office", "search"),
    IDENTITY("identitas", "identity"),
    CONTACT("kontak", "name", "email", "phone"),
    SIMILAR("serupa", "sameAs"),
    CHECK("periksa");

    static final String FOLDER = "/lapor/";

    private final String path;
    private final List<String> fields;

    Step(String path, String... fields) {
        this.path = path;
        this.fields = List.of(fields);
    }

    static Optional<Step> of(String path) {
        for (Step step : values()) {
            if (step.path.equals(path)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    String address() {
        return FOLDER + path;
    }

    /** What it asks for. */
    List<String> fields() {
        return fields;
    }

    /** Whether this is asked at all, as far as is known by now. Who accuses officials is not shown what others reported. */
    boolean isAsked(Draft draft) {
        return switch (this) {
            case KIND, TOPIC, STORY, PLACE, OFFICE, IDENTITY, CHECK -> true;
            case CONTACT -> !Identity.ANONYMOUS.name().equals(draft.get("identity"));
            case SIMILAR -> !Classification.OVERSIGHT_COMPLAINT.name().equals(draft.get("kind"));
        };
    }

    /** Where an answer changed, these have to be asked again: they depend on it. */
    Set<Step> unsettles() {
        return switch (this) {
            case KIND, TOPIC, OFFICE -> Set.of(SIMILAR);
            case IDENTITY -> Set.of(CONTACT);
            case STORY, PLACE, CONTACT, SIMILAR, CHECK -> Set.of();
        };
    }
}
