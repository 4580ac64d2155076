package id.tanggap.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.MetaData;

/**
 * What a client says about its request, beside the command itself.
 *
 * @param ifMatch     the aggregate's sequence that the decision rests on
 * @param idempotency the client's key, if it sent one
 */
public record Request(Optional<Long> ifMatch, Optional<Idempotency> idempotency) {

    /**
     * A key under which a client may send the same request again.
     *
     * @param key         the client's key within its scope, hashed
     * @param fingerprint of the request's content, hashed under a key of the platform's own
     */
    public record Idempotency(String key, String fingerprint) {
    }

    public static final Request PLAIN = new Request(Optional.empty(), Optional.empty());

    private static final String IF_MATCH = "ifMatch";
    private static final String KEY = "key";
    private static final String FINGERPRINT = "fingerprint";

    /** As a command carries it. */
    Map<String, String> asMetaData() {
        Map<String, String> metaData = new HashMap<>(asEventMetaData());
        ifMatch.ifPresent(sequence -> metaData.put(IF_MATCH, sequence.toString()));
        return metaData;
    }

    /** As an event keeps it, so that the stream itself knows which requests it has answered. */
    public Map<String, String> asEventMetaData() {
        return idempotency.map(i -> Map.of(KEY, i.key(), FINGERPRINT, i.fingerprint())).orElse(Map.of());
    }

    public static Request from(MetaData metaData) {
        return new Request(Optional.ofNullable((String) metaData.get(IF_MATCH)).map(Long::valueOf),
                Optional.ofNullable((String) metaData.get(KEY))
                        .map(key -> new Idempotency(key, (String) metaData.get(FINGERPRINT))));
    }
}
