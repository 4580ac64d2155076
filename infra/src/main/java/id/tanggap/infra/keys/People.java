package id.tanggap.infra.keys;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.tanggap.command.Newcomers;
import id.tanggap.infra.keys.sqlite.SqliteKeyStore;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Shreddable;
import id.tanggap.query.person.Keyring;
import id.tanggap.query.person.PersonalData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Everybody whose data the platform holds, by their keys.
 *
 * <p><b>Promised</b>: a key is durable before anything is sealed under it, so before any event that needs it; who was
 * erased never gets another; an erased key opens nothing from then on, on other nodes from when they have read the event that
 * says so, and after {@value #STALE_SECONDS} seconds in any case.
 *
 * <p>Keys for newcomers are made ahead and many at a time: a submission waits for the disk once, for its events. What is
 * left of them when the platform stops belongs to nobody and does no harm.
 */
public final class People implements Newcomers, PersonalData, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(People.class);

    private static final int STALE_SECONDS = 60;
    private static final int MOST_AT_HAND = 20_000;
    /** Something is sealed about them at once, or never. */
    private static final Duration NEW_FOR = Duration.ofSeconds(10);
    private static final int MADE_TOGETHER = 1_024;
    /** Before anybody comes: what is left of them when the platform stops stays in the store. */
    private static final int MADE_AT_THE_START = 64;
    private static final int REWRAPPED_TOGETHER = 1_000;

    private final KeyStore store;
    private final KeyEncryptionKeys keks;
    private final SecureRandom random = new SecureRandom();
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator(random);

    /**
     * Empty for whoever was erased: what was looked up before and arrives after an erasure must not take the place of that.
     */
    private final Cache<PersonId, Optional<PersonKey>> atHand = Caffeine.newBuilder().maximumSize(MOST_AT_HAND)
            .expireAfterWrite(Duration.ofSeconds(STALE_SECONDS)).executor(Runnable::run).build();

    /** Those who have just come, as many as they are: a cache of a fixed size would let the newest go first. */
    private final Cache<PersonId, PersonKey> justCome =
            Caffeine.newBuilder().expireAfterWrite(NEW_FOR).executor(Runnable::run).build();
    private final ConcurrentLinkedQueue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger newcomersLeft = new AtomicInteger();
    private final AtomicBoolean making = new AtomicBoolean();
    private volatile boolean closed;

    private record Newcomer(PersonId id, PersonKey key) {
    }

    /** Something is to be sealed about somebody whose data was erased. */
    static final class Erased extends RuntimeException {

        Erased(PersonId person) {
            super("the data of " + person + " was erased, so nothing more can be kept about them");
        }
    }

    /** Over a store that this one closes. */
    public People(KeyStore store, KeyEncryptionKeys keks) {
        this.store = store;
        this.keks = keks;
        for (String kek : store.keks()) {
            if (kek.equals(KeyStore.UNFINISHED_IMPORT)) {
                throw new IllegalStateException("the store of people's keys holds half an import: run import-keys again "
                        + "with the same file, or throw that store away and begin with an empty one");
            }
            if (!keks.knows(kek)) {
                throw new IllegalStateException("people's keys are wrapped with the key-encryption key " + kek
                        + ", which is not there: give it back to tanggap.keys, after the newest one");
            }
        }
        makeMore(MADE_AT_THE_START);
    }

    /** Those of a data folder that holds its own key-encryption key. */
    public static People in(Path folder) {
        return in(folder, KeyEncryptionKeys.in(folder.resolve("kek.key")));
    }

    /** Those of a data folder, under key-encryption keys from elsewhere. */
    public static People in(Path folder, KeyEncryptionKeys keks) {
        return new People(SqliteKeyStore.open(folder.resolve("keys.db")), keks);
    }

    @Override
    public PersonId next() {
        Newcomer next = newcomers.poll();
        if ((next == null ? 0 : newcomersLeft.decrementAndGet()) < MADE_TOGETHER / 2) {
            makeMore(MADE_TOGETHER);
        }
        if (next == null) {
            // all taken: this one's key is made when something is first sealed
            return new PersonId(ids.generate());
        }
        justCome.put(next.id(), next.key());
        return next.id();
    }

    /** On a thread of its own: who asks for a newcomer must not wait. */
    private void makeMore(int many) {
        if (making.compareAndSet(false, true)) {
            Thread.ofVirtual().name("keys-for-newcomers").start(() -> {
                try {
                    make(many);
                } catch (RuntimeException e) {
                    if (!closed) {
                        log.error("No keys can be made for newcomers: {}", e.getMessage());
                    }
                } finally {
                    making.set(false);
                }
            });
        }
    }

    private void make(int many) {
        Map<PersonId, KeyStore.Wrapped> wrapped = new LinkedHashMap<>();
        List<Newcomer> made = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            PersonId id = new PersonId(ids.generate());
            byte[] key = fresh();
            wrapped.put(id, new KeyStore.Wrapped(keks.wrap(id, key), keks.current()));
            made.add(new Newcomer(id, new PersonKey(key)));
        }
        store.keep(wrapped).join();
        newcomers.addAll(made);
        newcomersLeft.addAndGet(made.size());
    }

    private byte[] fresh() {
        byte[] key = new byte[PersonKey.LENGTH];
        random.nextBytes(key);
        return key;
    }

    /**
     * The key to seal something under; made, and durable, if the person has none yet. May wait for the disk.
     *
     * @throws Erased if the person's data was erased
     */
    PersonKey keyOf(PersonId person) {
        Optional<PersonKey> known = atHand.getIfPresent(person);
        if (known != null) {
            return known.orElseThrow(() -> new Erased(person));
        }
        PersonKey ofNewcomer = justCome.getIfPresent(person);
        if (ofNewcomer != null) {
            return ofNewcomer;
        }
        KeyStore.Wrapped fresh = new KeyStore.Wrapped(keks.wrap(person, fresh()), keks.current());
        try {
            return opened(person, store.keep(Map.of(person, fresh)).join().get(person))
                    .orElseThrow(() -> new Erased(person));
        } catch (CompletionException e) {
            throw new IllegalStateException("no key can be kept: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Empty if the person was erased, be it while this entry was on its way. */
    private Optional<PersonKey> opened(PersonId person, KeyStore.Entry entry) {
        return switch (entry) {
            case KeyStore.Tombstone _ -> {
                atHand.put(person, Optional.empty());
                yield Optional.empty();
            }
            case KeyStore.Wrapped wrapped -> atHand.get(person, _ ->
                    Optional.of(new PersonKey(keks.unwrap(person, wrapped.bytes(), wrapped.kek()))));
        };
    }

    @Override
    public Mono<Keyring> of(Set<PersonId> people) {
        Map<PersonId, PersonKey> keys = new HashMap<>(justCome.getAllPresent(people));
        Map<PersonId, Optional<PersonKey>> known = atHand.getAllPresent(people);
        known.forEach((person, key) -> key.ifPresentOrElse(there -> keys.put(person, there), () -> keys.remove(person)));
        Set<PersonId> others = people.stream().filter(person -> !known.containsKey(person) && !keys.containsKey(person))
                .collect(Collectors.toSet());
        return others.isEmpty() ? Mono.just(new Opening(keys))
                : Mono.fromFuture(() -> store.find(others), true).map(found -> {
                    found.forEach((person, entry) -> opened(person, entry).ifPresent(key -> keys.put(person, key)));
                    return new Opening(keys);
                });
    }

    /**
     * Deletes people's keys for good.
     *
     * @param upTo the position of the last event that was looked at for erasures, kept together with them
     */
    public CompletableFuture<Void> erase(Collection<PersonId> people, long upTo, Instant at) {
        forget(people);
        return store.erase(people, upTo, at).whenComplete((_, _) -> forget(people));
    }

    private void forget(Collection<PersonId> people) {
        justCome.invalidateAll(people);
        people.forEach(person -> atHand.put(person, Optional.empty()));
    }

    /** The position up to which all erasures are done, -1 at first. */
    public long erasedUpTo() {
        return store.erasedUpTo();
    }

    /**
     * Wraps with the newest key-encryption key whatever is wrapped with an older one. Waits for the disk.
     *
     * @return how many keys that were
     */
    public int rewrap() {
        int rewrapped = 0;
        for (Map<PersonId, KeyStore.Wrapped> older = older(); !older.isEmpty(); older = older()) {
            Map<PersonId, KeyStore.Wrapped> newer = new LinkedHashMap<>();
            older.forEach((person, key) -> newer.put(person, new KeyStore.Wrapped(
                    keks.wrap(person, keks.unwrap(person, key.bytes(), key.kek())), keks.current())));
            store.replace(newer).join();
            rewrapped += newer.size();
        }
        return rewrapped;
    }

    private Map<PersonId, KeyStore.Wrapped> older() {
        return store.notWrappedWith(keks.current(), REWRAPPED_TOGETHER).join();
    }

    /**
     * A key that is nobody's in particular, as it may stand in a file.
     *
     * @param purpose what it is for
     */
    public String wrapped(String purpose, byte[] key) {
        return keks.current() + ":" + Base64.getEncoder().encodeToString(keks.wrap(key, about(purpose)));
    }

    /** @return empty if it cannot be told any more: the key-encryption key is not there, or this is no such key */
    public Optional<byte[]> unwrapped(String purpose, String wrapped) {
        String[] parts = wrapped.split(":", 2);
        try {
            return parts.length < 2 || !keks.knows(parts[0]) ? Optional.empty()
                    : keks.unwrap(Base64.getDecoder().decode(parts[1]), parts[0], about(purpose));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] about(String purpose) {
        return ("tanggap/" + purpose + "/v1").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        closed = true;
        store.close();
    }

    private record Opening(Map<PersonId, PersonKey> keys) implements Keyring {

        @Override
        public <T> Optional<T> open(Shreddable<T> data, Class<T> type) {
            return data.value().or(() -> data.box().flatMap(box -> Optional.ofNullable(keys.get(data.subject()))
                    .map(key -> ((SealedValue) box).open(data.subject(), key, type))));
        }
    }
}
