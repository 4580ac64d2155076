package id.tanggap.infra.pages.casework;

import id.tanggap.kernel.complaint.Classification;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A beginning for an answer, to be completed by whoever answers. The texts stand in {@code words/answers.properties}, with
 * marks for what the case says: the report's title, the office, the day of the report, the last day for the answer.
 */
enum AnswerTemplate {

    RECEIVED(EnumSet.allOf(Classification.class)),
    EXAMINING(EnumSet.of(Classification.COMPLAINT, Classification.OVERSIGHT_COMPLAINT)),
    DELAYED(EnumSet.allOf(Classification.class)),
    INFORMATION(EnumSet.of(Classification.INFORMATION_REQUEST)),
    ASPIRATION_TAKEN(EnumSet.of(Classification.ASPIRATION)),
    ASPIRATION_NOT_TAKEN(EnumSet.of(Classification.ASPIRATION)),
    SOLVED(EnumSet.of(Classification.COMPLAINT)),
    PLANNED(EnumSet.of(Classification.COMPLAINT, Classification.ASPIRATION)),
    UNFOUNDED(EnumSet.of(Classification.COMPLAINT)),
    EXAMINED(EnumSet.of(Classification.OVERSIGHT_COMPLAINT));

    private final Set<Classification> classes;

    AnswerTemplate(Set<Classification> classes) {
        this.classes = classes;
    }

    /** Those that fit a class. */
    static List<AnswerTemplate> of(Optional<Classification> classification) {
        return Arrays.stream(values()).filter(template -> classification.map(template.classes::contains).orElse(true)).toList();
    }

    static Optional<AnswerTemplate> named(String name) {
        return Arrays.stream(values()).filter(template -> template.name().equals(name)).findFirst();
    }

    /** In the bundle. */
    String key() {
        return "answers." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
