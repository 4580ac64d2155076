package id.tanggap.command;

import java.util.Map;
import java.util.Optional;

/** What clients say about their requests, in tests. */
public final class Requests {

    private Requests() {
    }

    /** With a key under which it may be sent again. */
    public static Request keyed(String key, String content) {
        return new Request(Optional.empty(), Optional.of(new Request.Idempotency(key, content)));
    }

    public static Request onState(long sequence) {
        return new Request(Optional.of(sequence), Optional.empty());
    }

    public static Request keyedOnState(String key, String content, long sequence) {
        return new Request(Optional.of(sequence), keyed(key, content).idempotency());
    }

    /** As a command carries it. */
    public static Map<String, String> metaData(Request request) {
        return request.asMetaData();
    }
}
