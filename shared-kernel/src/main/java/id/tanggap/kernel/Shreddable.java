package id.tanggap.kernel;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Personal data, or free text that may hold it. Events carry such values only in this wrapper, so that erasing one
 * person's key erases them everywhere while the events stay byte for byte. Never prints its value.
 *
 * @param <T> the type of the value
 */
public final class Shreddable<T> {

    private final PersonId subject;
    private final T value;

    private Shreddable(PersonId subject, T value) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.value = value;
    }

    /** A readable value about {@code subject}. */
    public static <T> Shreddable<T> of(PersonId subject, T value) {
        return new Shreddable<>(subject, Objects.requireNonNull(value, "value"));
    }

    /** What is left of a value once its subject's data was erased. */
    public static <T> Shreddable<T> erased(PersonId subject) {
        return new Shreddable<>(subject, null);
    }

    /** The person whose data this is. */
    public PersonId subject() {
        return subject;
    }

    /** The value, or empty when it was erased. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    public <R> Shreddable<R> map(Function<? super T, ? extends R> f) {
        return value == null ? erased(subject) : of(subject, f.apply(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shreddable<?> that && subject.equals(that.subject) && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, value);
    }

    /** Redacted: logs and exceptions must not carry what erasure could not reach. */
    @Override
    public String toString() {
        return value == null ? "[erased]" : "[personal]";
    }
}
