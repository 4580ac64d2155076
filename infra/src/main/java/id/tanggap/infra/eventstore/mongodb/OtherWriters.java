package id.tanggap.infra.eventstore.mongodb;

import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import id.tanggap.infra.eventstore.EventLog;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far the log goes, whoever appends to it: by a change stream where the server has them, which shows what a
 * majority holds, and nothing else, as soon as it does; elsewhere by asking, soon again after something was new, more and
 * more seldom while nothing is, at least every half second.
 *
 * <p>When a change stream was opened the end is asked for once more, so that nothing falls in between. As long as neither
 * way works, the end is asked for all the same, twice a second.
 */
final class OtherWriters implements EventLog.Watch {

    private static final Logger log = LoggerFactory.getLogger(OtherWriters.class);

    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;
    private static final long SECONDS_TO_WAIT_FOR_NEWS = 1;

    private final MongoCollection<BsonDocument> batches;
    private final CausalSessions sessions;
    private final boolean changeStreams;
    private final LongSupplier head;
    private final LongConsumer durable;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Watching thread only: trouble is told once, not twice a second. */
    private boolean warned;

    /** @param changeStreams whether the server has them */
    OtherWriters(MongoCollection<BsonDocument> batches, CausalSessions sessions, boolean changeStreams, LongSupplier head,
                 LongConsumer durable) {
        this.batches = batches;
        this.sessions = sessions;
        this.changeStreams = changeStreams;
        this.head = head;
        this.durable = durable;
        Thread.ofVirtual().name("event-log-watch").start(this::watch);
    }

    private void watch() {
        while (!isClosed()) {
            try {
                tellEnd();
                if (changeStreams) {
                    followChanges();
                } else {
                    ask();
                }
            } catch (RuntimeException e) {
                if (isClosed()) {
                    return;
                }
                warn(e);
                pause(LONGEST_MILLIS);
            }
        }
    }

    private void followChanges() {
        var inserts = List.of(match(eq("operationType", "insert")),
                project(include("operationType", "clusterTime", "fullDocument." + Batch.LAST)));
        try (MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> changes = batches.watch(inserts, BsonDocument.class)
                .maxAwaitTime(SECONDS_TO_WAIT_FOR_NEWS, TimeUnit.SECONDS).cursor()) {
            tellEnd();
            warned = false;
            while (!isClosed()) {
                ChangeStreamDocument<BsonDocument> change = changes.tryNext();
                if (change != null && change.getFullDocument() != null) {
                    // Before anybody is told of it, so that whoever then reads finds it.
                    sessions.seen(change.getClusterTime());
                    durable.accept(change.getFullDocument().getNumber(Batch.LAST).longValue());
                }
            }
        }
    }

    private void ask() {
        long known = Long.MIN_VALUE;
        long millis = SHORTEST_MILLIS;
        while (!isClosed()) {
            long now = tellEnd();
            warned = false;
            millis = now > known ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, millis + millis / 2);
            known = now;
            pause(millis);
        }
    }

    private long tellEnd() {
        long end = head.getAsLong();
        durable.accept(end);
        return end;
    }

    private void warn(RuntimeException e) {
        if (!warned) {
            log.warn("Events that others append cannot be followed at present; trying again: {}", e.getMessage());
            warned = true;
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // nobody but close() ends this
        }
    }

    /** Does not wait for the thread, which may be waiting for news itself; it ends by itself. */
    @Override
    public void close() {
        closed.countDown();
    }
}
