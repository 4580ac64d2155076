package id.tanggap.infra.keys;

import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.moving.LinesFile;
import id.tanggap.infra.moving.MovingFailed;
import id.tanggap.kernel.PersonId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * People's keys in a file, wrapped as they are, and the tombstones of those who were erased; and out of it into an empty
 * store. No key is ever unwrapped on the way: the file tells as much as {@code keys.db}, nothing without the key-encryption
 * key, and is subject to the erasure rule as its copies are.
 *
 * <p>Nothing is written before all of the file was found whole and the key-encryption keys for all of it are there. Half an
 * import is a store that no platform opens; it goes on if it is run again with the same file. How far erasures had come is not
 * taken along: the first start looks through all events and erases once more whoever they say was erased, so that an older
 * file brings nobody back.
 */
public final class MovingKeys {

    private static final String FORMAT = "tanggap-keys";

    private static final int PAGE = 1_000;

    private MovingKeys() {
    }

    /** A line of the file: either a key and what it is wrapped with, or the moment of an erasure, to the millisecond. */
    private record Line(UUID person, byte[] wrapped, String kek, Instant erasedAt) {

        static Line of(KeyStore.Kept kept) {
            return new Line(kept.person().value(), kept.key().map(KeyStore.Wrapped::bytes).orElse(null),
                    kept.key().map(KeyStore.Wrapped::kek).orElse(null), erased(kept).orElse(null));
        }

        private static Optional<Instant> erased(KeyStore.Kept kept) {
            return kept.erasedAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        }

        PersonId id() {
            return new PersonId(person);
        }

        boolean isSameAs(KeyStore.Kept kept) {
            return kept.person().equals(id()) && erased(kept).equals(Optional.ofNullable(erasedAt))
                    && Arrays.equals(kept.key().map(KeyStore.Wrapped::bytes).orElse(null), wrapped)
                    && kept.key().map(KeyStore.Wrapped::kek).equals(Optional.ofNullable(kek));
        }
    }

    /**
     * What was moved.
     *
     * @param people of whom anything is kept
     * @param keks   names of the key-encryption keys that open the keys among it
     */
    public record Moved(long people, Set<String> keks) {
    }

    /** Writes everything to a file that does not exist yet. The platform must not run meanwhile. */
    public static Moved export(KeyStore store, Path to) {
        if (store.keks().contains(KeyStore.UNFINISHED_IMPORT)) {
            throw new MovingFailed("the store of people's keys holds half an import, which is not exported");
        }
        LinesFile.Ending ending = file(to).write(lines -> {
            for (Iterator<KeyStore.Kept> all = everybody(store); all.hasNext();) {
                lines.write(Line.of(all.next()));
            }
        });
        return new Moved(ending.count(), new TreeSet<>(store.keks()));
    }

    /**
     * Loads a file into a store that is empty, or in which an import of the same file was interrupted.
     *
     * @param settings say where the key-encryption keys are
     */
    public static Moved importInto(KeyStore store, Path from, TanggapProperties settings) {
        LinesFile<Line> file = file(from);
        Set<String> needed = new TreeSet<>();
        PersonId[] last = {null};
        LinesFile.Ending ending = file.read((number, line) -> {
            check(from, number, line, last[0]);
            last[0] = line.id();
            if (line.kek() != null) {
                needed.add(line.kek());
            }
        });
        KeyEncryptionKeys keks = KeyEncryptionKeys.existing(settings).orElseThrow(() -> new MovingFailed(
                "there is no key-encryption key here, and keys in the file are wrapped with " + needed
                        + ": bring that one first (tanggap.keys.kek, or the file kek.key of the platform they come from)"));
        needed.stream().filter(kek -> !keks.knows(kek)).findFirst().ifPresent(kek -> {
            throw new MovingFailed("keys in the file are wrapped with the key-encryption key " + kek
                    + ", which is not among those here: give it to tanggap.keys first; nothing was imported");
        });
        PersonId mark = new PersonId(UUID.nameUUIDFromBytes(ending.sha256().getBytes(StandardCharsets.US_ASCII)));
        begin(store, mark);
        bring(file, store);
        compare(file, store, mark);
        // from now on it is the key of nobody, like those that are made ahead
        store.replace(Map.of(mark, new KeyStore.Wrapped(keks.wrap(mark, new byte[PersonKey.LENGTH]), keks.current()))).join();
        return new Moved(ending.count(), needed);
    }

    private static LinesFile<Line> file(Path path) {
        return new LinesFile<>(path, FORMAT, Line.class);
    }

    private static void check(Path file, long number, Line line, PersonId last) {
        if (line.person() == null) {
            throw MovingFailed.at(file, number, "person is missing");
        }
        if (last != null && last.toString().compareTo(line.person().toString()) >= 0) {
            throw MovingFailed.at(file, number, line.person() + " is repeated or not in its order");
        }
        boolean key = line.wrapped() != null && line.kek() != null;
        boolean none = line.wrapped() == null && line.kek() == null;
        if (!(key ? line.erasedAt() == null : none && line.erasedAt() != null)) {
            throw MovingFailed.at(file, number,
                    "there should be either wrapped and kek or erasedAt of " + line.person());
        }
    }

    private static void begin(KeyStore store, PersonId mark) {
        boolean goesOn = store.find(List.of(mark)).join().get(mark) instanceof KeyStore.Wrapped(byte[] _, String kek)
                && kek.equals(KeyStore.UNFINISHED_IMPORT);
        if (!goesOn && store.keks().contains(KeyStore.UNFINISHED_IMPORT)) {
            throw new MovingFailed("the store of people's keys holds half an import of another file: import that one, or "
                    + "begin with an empty store");
        }
        if (!goesOn && !store.everybody(Optional.empty(), 1).isEmpty()) {
            throw new MovingFailed("the store of people's keys is not empty (a platform that was started once has made some): "
                    + "keys can be imported into an empty store only");
        }
        store.keep(Map.of(mark, new KeyStore.Wrapped(new byte[0], KeyStore.UNFINISHED_IMPORT))).join();
    }

    private static void bring(LinesFile<Line> file, KeyStore store) {
        Map<PersonId, KeyStore.Wrapped> batch = new LinkedHashMap<>();
        file.read((_, line) -> {
            if (line.erasedAt() == null) {
                batch.put(line.id(), new KeyStore.Wrapped(line.wrapped(), line.kek()));
            } else {
                store.erase(List.of(line.id()), -1, line.erasedAt()).join();
            }
            if (batch.size() == PAGE) {
                store.keep(batch).join();
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            store.keep(batch).join();
        }
    }

    /** Reads back what was written. */
    private static void compare(LinesFile<Line> file, KeyStore store, PersonId mark) {
        Iterator<KeyStore.Kept> all = everybody(store);
        file.read((number, line) -> {
            if (!all.hasNext() || !line.isSameAs(nextBut(mark, all))) {
                throw MovingFailed.at(file.path(), number,
                        "the store holds something else of " + line.person() + ": begin anew with an empty one");
            }
        });
        if (all.hasNext() && !(all.next().person().equals(mark) && !all.hasNext())) {
            throw new MovingFailed("somebody else wrote to the store of people's keys: begin anew with an empty one");
        }
    }

    private static KeyStore.Kept nextBut(PersonId mark, Iterator<KeyStore.Kept> all) {
        KeyStore.Kept next = all.next();
        return next.person().equals(mark) && all.hasNext() ? all.next() : next;
    }

    /** Page by page. */
    private static Iterator<KeyStore.Kept> everybody(KeyStore store) {
        return new Iterator<>() {

            private Iterator<KeyStore.Kept> page = store.everybody(Optional.empty(), PAGE).iterator();
            private Optional<PersonId> last = Optional.empty();

            @Override
            public boolean hasNext() {
                if (!page.hasNext() && last.isPresent()) {
                    page = store.everybody(last, PAGE).iterator();
                    last = page.hasNext() ? last : Optional.empty();
                }
                return page.hasNext();
            }

            @Override
            public KeyStore.Kept next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                KeyStore.Kept kept = page.next();
                last = Optional.of(kept.person());
                return kept;
            }
        };
    }
}
