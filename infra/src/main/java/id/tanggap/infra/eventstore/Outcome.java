package id.tanggap.infra.eventstore;

/** What became of one append of a group whose write succeeded. */
public sealed interface Outcome {

    /** All its events are durable; the first has this position and the others follow without a gap. */
    record Accepted(long firstPosition) implements Outcome {
    }

    /** Nothing of it was stored: the place in the stream, or the id, of its event number {@code event} is taken. */
    record Conflict(int event, String reason) implements Outcome {
    }

    /** Nothing of it was stored: a stream that the decision had read has moved on since. */
    record StaleRead(String stream, long expectedLastSequence, long lastSequence) implements Outcome {
    }
}
