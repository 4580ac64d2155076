package id.tanggap.kernel;

import java.util.Objects;
import java.util.Optional;

/**
 * Personal data, or free text that may hold it. Events carry such values only in this wrapper, so that erasing one
 * person's key erases them everywhere while the events stay byte for byte. Never prints its value.
 *
 * <p>A value is at hand only from where it came in to where its event is written. From then on it is {@link #sealed}, in
 * events as in read models, and whoever may show it to somebody opens it with the person's key.
 *
 * @param <T> the type of the value
 */
public final class Shreddable<T> {

    private final PersonId subject;
    private final T value;
    private final Box box;

    private Shreddable(PersonId subject, T value, Box box) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.value = value;
        this.box = box;
    }

    /** A value as it is stored: what it says is known to those only who have its subject's key. */
    public interface Box {
    }

    /** A readable value about {@code subject}. */
    public static <T> Shreddable<T> of(PersonId subject, T value) {
        return new Shreddable<>(subject, Objects.requireNonNull(value, "value"), null);
    }

    /** A value about {@code subject} that has to be opened first. */
    public static <T> Shreddable<T> sealed(PersonId subject, Box box) {
        return new Shreddable<>(subject, null, Objects.requireNonNull(box, "box"));
    }

    /** What is left of a value once its subject's data was erased. */
    public static <T> Shreddable<T> erased(PersonId subject) {
        return new Shreddable<>(subject, null, null);
    }

    /** The person whose data this is. */
    public PersonId subject() {
        return subject;
    }

    /** The value if it is at hand: not of one that is {@link #sealed} or erased. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** What is to be opened, of a value that is sealed. */
    public Optional<Box> box() {
        return Optional.ofNullable(box);
    }

    /** Sealed values are equal if their boxes are: whether they say the same cannot be told without opening them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Shreddable<?> that && subject.equals(that.subject) && Objects.equals(value, that.value)
                && Objects.equals(box, that.box);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, value, box);
    }

    /** Redacted: logs and exceptions must not carry what erasure could not reach. */
    @Override
    public String toString() {
        return value != null ? "[personal]" : box != null ? "[sealed]" : "[erased]";
    }
}
