package id.tanggap.infra.keys;

import id.tanggap.kernel.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where people's keys are kept, wrapped. A person has a key, or has had one, or is unknown; who has had one never gets
 * another.
 *
 * <p>Futures are completed on the store's own threads, and only once what they tell is durable.
 */
public interface KeyStore extends AutoCloseable {

    /**
     * In the place of a key-encryption key's name, while keys are being imported: half of them must not pass for all, so
     * nobody opens a store that has it.
     */
    String UNFINISHED_IMPORT = "unfinished-import";

    /** What is kept of a person. */
    sealed interface Entry {
    }

    /**
     * @param bytes the wrapped key
     * @param kek   names what it is wrapped with
     */
    record Wrapped(byte[] bytes, String kek) implements Entry {
    }

    /** The person's data was erased. */
    record Tombstone() implements Entry {
    }

    /** What is kept of a person, wherever it is taken: the key, or when it was erased. */
    record Kept(PersonId person, Optional<Wrapped> key, Optional<Instant> erasedAt) {
    }

    /** Keeps the keys of those who are unknown, and tells what is kept of all of them now. */
    CompletableFuture<Map<PersonId, Entry>> keep(Map<PersonId, Wrapped> keys);

    /** What is kept of these people; nothing of who is unknown. */
    CompletableFuture<Map<PersonId, Entry>> find(Collection<PersonId> people);

    /**
     * Deletes people's keys for good and leaves tombstones; for somebody unknown too. Nothing in the store's files tells the
     * keys any more.
     *
     * @param upTo the position of the last event that was looked at for erasures, see {@link #erasedUpTo}
     */
    CompletableFuture<Void> erase(Collection<PersonId> people, long upTo, Instant at);

    /** The position up to which all erasures are done, -1 at first. */
    long erasedUpTo();

    /** Up to so many keys that are wrapped with another than this one. */
    CompletableFuture<Map<PersonId, Wrapped>> notWrappedWith(String kek, int limit);

    /** Which keys the kept ones are wrapped with. */
    List<String> keks();

    /** Puts newly wrapped keys into the place of the ones there; who was erased meanwhile stays so. */
    CompletableFuture<Void> replace(Map<PersonId, Wrapped> keys);

    /** Of everybody of whom anything is kept, in the order of their ids (as unsigned bytes), after one of them. */
    List<Kept> everybody(Optional<PersonId> after, int limit);

    @Override
    void close();
}
