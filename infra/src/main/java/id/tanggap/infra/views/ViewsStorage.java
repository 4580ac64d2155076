package id.tanggap.infra.views;

import id.tanggap.query.law.LawView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * Where sets of read models are stored: the one that is served and, during a rebuild, another that is to take its place.
 *
 * <p>What is asked of it while this node is {@linkplain Duty#begin() on duty} is asked by one thread at a time.
 */
public interface ViewsStorage {

    /** What any node can be asked for and only the one on duty does. */
    enum Task {
        /** To make the read models anew; comes to the position at which they took over. */
        REBUILD,
        /** To try the dead letters again; comes to how many were taken. */
        RETRY
    }

    /** One of all nodes over the same storage keeps the read models up with the events. Told of by one thread at a time. */
    interface Duty {

        /** It is this one, from now on. */
        void begin();

        /** It is not this one any more; nothing is written here after this returns. */
        void end();

        /** What another node's work has made readable here. */
        void readable(Readable now);

        /** The highest position that was told of here. */
        long told();

        /** Another node asks for it. */
        CompletableFuture<Long> asked(Task task);
    }

    /**
     * What can be read.
     *
     * @param position everything up to and including it
     * @param law      as of the same event
     */
    record Readable(long position, LawView law, int deadLetters) {
    }

    /** Takes part from now on; who is on duty is told before long. */
    void start(Duty duty);

    /** Takes part no more; the duty has ended when this returns. */
    void stop();

    /** Opens the present set, an empty one if there is none that can be used. */
    ViewsStore open();

    /** Opens an empty set in place of the present one, which is closed and of no use. */
    ViewsStore openEmpty();

    /** From now on questions are answered from a set that was opened, until it is closed. */
    void serve(ViewsStore present);

    /** A new set to be filled at once from the first event, which nobody reads before it is complete and took over. */
    ViewsStore make();

    /** Opens the set that was made, or an empty one if that was discarded, to follow the events until it takes over. */
    ViewsStore openMade();

    /** Discards the set that was made, which is closed. */
    void discardMade();

    /**
     * Puts the set that was made, which is closed, in the place of the present one, which this closes; questions wait
     * until one is served again.
     *
     * @return the set that is now the present one
     * @throws ViewsUnavailable if it could not be done; then the old one is still the present one
     */
    ViewsStore takeOver(ViewsStore present);

    /** The dead letters that can be read, oldest first; at most {@code most}. */
    Mono<List<DeadLetter>> deadLetters(int most);

    /** Whether this node gets to know what the node on duty does, if that is another one. */
    boolean healthy();

    /**
     * Asks the node on duty, which is another one, to do something.
     *
     * @return what came of it
     */
    CompletableFuture<Long> ask(Task task);
}
