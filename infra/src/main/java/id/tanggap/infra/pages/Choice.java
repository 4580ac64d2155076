package id.tanggap.infra.pages;

import id.tanggap.query.office.OfficeView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One of several of which one is taken. @param hint in a sentence; may be empty */
public record Choice(String value, String title, String hint) {

    public static Choice of(OfficeView office) {
        return new Choice(office.id().toString(), office.name(), "");
    }

    /** Those of the offices that take complaints. */
    public static List<Choice> active(List<OfficeView> offices) {
        return offices.stream().filter(office -> office.standing() == OfficeView.Standing.ACTIVE).map(Choice::of).toList();
    }

    /** Which one a form says was taken, if it is one. */
    public static <E extends Enum<E>> Optional<E> taken(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.name().equals(name)).findFirst();
    }

    /**
     * The same, of what is known by an id.
     *
     * @param read refuses what cannot be one with an {@link IllegalArgumentException}
     */
    public static <T> Optional<T> taken(String text, Function<String, T> read) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(read.apply(text.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
