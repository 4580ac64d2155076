package id.tanggap.infra.pages.report;

import id.tanggap.command.complaint.Forms;
import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.web.Violations;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.office.OfficeId;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the answers of a draft come to, and what is wrong with them: by the very rules that hold for the API's bodies. */
final class Answers {

    /** Said by who does not know which office it is. */
    static final String UNKNOWN_OFFICE = "-";
    /** Said by whose report is another matter. */
    static final String ANOTHER_MATTER = "-";
    /** Characters of a story on these pages: as many as a browser can keep. */
    static final int LONGEST_STORY = 4_000;

    private static final Map<String, String> FIELDS = Map.of("title", "title", "narrative", "narrative", "location.address",
            "address", "reporter.name", "name", "reporter.email", "email", "reporter.phone", "phone");

    private final Validator validator;

    Answers(Validator validator) {
        this.validator = validator;
    }

    /** @param say a text of the bundles, in the reader's language, by its key */
    Mistakes mistakes(Step step, Draft draft, Function<String, String> say, Locale locale) {
        Mistakes mistakes = Mistakes.NONE;
        for (String field : missing(step, draft)) {
            mistakes = mistakes.and(field, say.apply("report." + field + ".missing"));
        }
        List<ConstraintViolation<Forms.Submission>> violations = validator.validate(form(draft)).stream()
                .filter(violation -> step.fields().contains(field(violation)))
                .sorted(Comparator.comparingInt(violation -> step.fields().indexOf(field(violation)))).toList();
        for (ConstraintViolation<Forms.Submission> violation : violations) {
            Text text = Violations.text(violation);
            mistakes = mistakes.and(field(violation), text.in(locale));
        }
        if (step == Step.STORY && draft.get("narrative").length() > LONGEST_STORY) {
            mistakes = mistakes.and("narrative", say.apply("report.narrative.too-long"));
        }
        return mistakes;
    }

    private static String field(ConstraintViolation<?> violation) {
        return FIELDS.getOrDefault(violation.getPropertyPath().toString(), "");
    }

    private static List<String> missing(Step step, Draft draft) {
        return switch (step) {
            case KIND -> Choice.taken(Classification.class, draft.get("kind")).isPresent() ? List.of() : List.of("kind");
            case TOPIC -> Choice.taken(Topic.class, draft.get("topic")).isPresent() ? List.of() : List.of("topic");
            case STORY -> blank(draft, "title", "narrative");
            case OFFICE -> blank(draft, "office");
            case IDENTITY -> Choice.taken(Identity.class, draft.get("identity")).isPresent() ? List.of() : List.of("identity");
            case CONTACT -> blank(draft, "name");
            case SIMILAR -> blank(draft, "sameAs");
            case PLACE, CHECK -> List.of();
        };
    }

    private static List<String> blank(Draft draft, String... fields) {
        return Arrays.stream(fields).filter(field -> draft.get(field).isBlank()).toList();
    }

    /** As the write API would be sent it. What is not there or cannot be is null. */
    static Forms.Submission form(Draft draft) {
        Optional<Classification> kind = Choice.taken(Classification.class, draft.get("kind"));
        Optional<Identity> identity = Choice.taken(Identity.class, draft.get("identity"));
        boolean named = identity.filter(who -> who != Identity.ANONYMOUS).isPresent();
        return new Forms.Submission(draft.get("title"), draft.get("narrative"), topic(draft).map(t -> t.text().id()).orElse(""),
                office(draft).orElse(null), place(draft), identity.orElse(null),
                named ? new Forms.Person(draft.get("name"), said(draft, "email"), said(draft, "phone")) : null,
                Channel.WEB, null, kind.filter(Classification.OVERSIGHT_COMPLAINT::equals).isPresent(), kind.orElse(null),
                Step.SIMILAR.isAsked(draft) ? id(draft.get("sameAs"), ComplaintId::of).orElse(null) : null);
    }

    /** The office that was chosen, if one was. */
    static Optional<OfficeId> office(Draft draft) {
        return id(draft.get("office"), OfficeId::of);
    }

    static Optional<Topic> topic(Draft draft) {
        return Choice.taken(Topic.class, draft.get("topic"));
    }

    private static String said(Draft draft, String field) {
        return draft.get(field).isBlank() ? null : draft.get(field).strip();
    }

    private static Forms.Place place(Draft draft) {
        Double latitude = degrees(draft.get("latitude"));
        Double longitude = degrees(draft.get("longitude"));
        boolean point = latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        return new Forms.Place(point ? latitude : null, point ? longitude : null, said(draft, "address"));
    }

    private static Double degrees(String text) {
        try {
            return text.isBlank() ? null : Double.valueOf(text);
        } catch (NumberFormatException _) {
            // a device's own doing, not the reporter's: as if it had not found out where it is
            return null;
        }
    }

    private static <T> Optional<T> id(String text, Function<String, T> read) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(read.apply(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What a page asks for, out of all that its form sent. */
    static Map<String, String> typed(Step step, Function<String, String> sent) {
        Set<String> fields = Set.copyOf(step.fields());
        return fields.stream().collect(Collectors.toMap(Function.identity(), sent));
    }
}
