package id.tanggap.infra.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What a database has to offer so that Tanggap can keep its events in it.
 *
 * <p><b>Order.</b> Positions are 0, 1, 2, … without a gap, in the order in which events became durable. A reader that has
 * seen position <i>n</i> finds <i>n+1</i> next or nothing: no event appears late at a lower position.
 *
 * <p><b>Uniqueness.</b> {@code (stream, sequence)} and the event's id are each unique over the whole log.
 *
 * <p><b>Threads.</b> {@link #write} and {@link #storeSnapshot} are called by one thread only, the writer's. Everything else
 * may be called by any thread that is allowed to block.
 *
 * <p><b>Not promised</b>: that sequence numbers of a stream have no gaps (the aggregate numbers them), that
 * {@code recordedAt} grows with the position, and that an append whose write failed with an unclear I/O error is absent
 * after a crash in that very moment, or after a server did not answer for as long as was waited for it. It was never
 * acknowledged, but may be there.
 */
public interface EventLog extends AutoCloseable {

    /** Payloads and metadata of one group together: a database may have a limit for what it writes at once. */
    long LARGEST_GROUP = 8 << 20;

    /**
     * Stores a group of at most {@link #LARGEST_GROUP} bytes in ONE durable write, in the given order, and returns one outcome per append. A refused append leaves
     * no trace and does not disturb the others; conditions and conflicts take the earlier appends of the group into account.
     *
     * @throws UnansweredWriteException if it is not known whether the group is stored
     * @throws EventLogException        if the write failed otherwise: then nothing of the group is stored; a later call
     *                                  starts from what the database really holds, as after every failure
     */
    List<Outcome> write(List<Append> appends);

    /** Events of one stream in sequence, from {@code fromSequence} on. Fewer than {@code limit} means the stream ends here. */
    List<StoredEvent> readStream(String stream, long fromSequence, int limit);

    /**
     * Events after a position (-1 for all) in order. At most {@code limit}, possibly fewer although there are more;
     * empty only if there are none.
     */
    List<StoredEvent> readFrom(long afterPosition, int limit);

    /** Events with one of these names, after one position and up to another, in order. Looks at no payload but theirs. */
    List<StoredEvent> readNamed(Set<String> names, long afterPosition, long upTo);

    OptionalLong lastSequence(String stream);

    /** The position of the last event, -1 if there is none. */
    long head();

    /** The first event, by position, that was recorded at that moment (to the microsecond) or later. */
    OptionalLong firstPositionRecordedAtOrAfter(Instant moment);

    /** Keeps the snapshot of a stream unless a newer one (by sequence) is kept already. */
    void storeSnapshot(NewEvent snapshot);

    Optional<NewEvent> readSnapshot(String stream);

    /**
     * Tells of events that others append to the same log: calls with the position of an event that is durable, soon after
     * it is, on a thread of the log's own. May call for this process's own events too, and with positions it has told
     * already. A log that only one process writes has nothing to tell.
     *
     * @return to be closed when nobody wants to know any more
     */
    default Watch watch(LongConsumer durable) {
        return () -> { };
    }

    @Override
    void close();

    /** Being told of what others append. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}
