package id.tanggap.query.person;

import id.tanggap.kernel.Shreddable;
import java.util.Optional;

/** Opens what is about some people. */
public interface Keyring {

    /** Opens nothing: what it {@link #opened} is erased. */
    Keyring EMPTY = new Keyring() {
        @Override
        public <T> Optional<T> open(Shreddable<T> data, Class<T> type) {
            return Optional.empty();
        }
    };

    /**
     * What a value says; empty if its subject's data was erased, or if the subject is none of the people that this keyring
     * was asked for.
     *
     * @param type of the value
     * @throws TamperedWith if it is not what was sealed in this place under this person's key
     */
    <T> Optional<T> open(Shreddable<T> data, Class<T> type);

    /** The same value, at hand; or erased, if it cannot be opened any more. */
    default <T> Shreddable<T> opened(Shreddable<T> data, Class<T> type) {
        return open(data, type).map(value -> Shreddable.of(data.subject(), value))
                .orElseGet(() -> Shreddable.erased(data.subject()));
    }

    default Shreddable<String> opened(Shreddable<String> text) {
        return opened(text, String.class);
    }

    /** A stored value is not what was sealed: somebody changed or exchanged it, or its key. */
    final class TamperedWith extends RuntimeException {

        public TamperedWith(String what) {
            super(what);
        }
    }
}
