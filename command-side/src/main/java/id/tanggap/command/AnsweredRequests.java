package id.tanggap.command;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keyed requests that one aggregate has answered, rebuilt from its own events. That makes a request's answer exactly
 * as durable, and as atomic, as its effect, on any number of nodes and without a table of its own.
 *
 * <p>Not promised: a request that changed nothing left no event, so it is not remembered. Sent again it is decided again,
 * which changes nothing again or meets an If-Match that is stale by now.
 */
public final class AnsweredRequests {

    private record Answered(String fingerprint, Answer answer) {
    }

    private final Map<String, Answered> byKey = new HashMap<>(2);

    /** To be told of each event with the answer as of that event. */
    public void remember(Request request, Answer answer) {
        request.idempotency().ifPresent(i -> byKey.put(i.key(), new Answered(i.fingerprint(), answer)));
    }

    /**
     * The answer that this very request got before.
     *
     * @throws Refusal {@link RequestRule#IDEMPOTENCY_KEY_REUSED} if its key belongs to a request of other content
     */
    public Optional<Answer> to(Request request) {
        return request.idempotency().flatMap(i -> Optional.ofNullable(byKey.get(i.key())).map(answered -> {
            if (!answered.fingerprint().equals(i.fingerprint())) {
                throw Refusal.of(RequestRule.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key", Map.of());
            }
            return answered.answer();
        }));
    }

    /** @throws Refusal {@link RequestRule#STATE_CHANGED} if the request rests on another state than {@code current} */
    public static void requireMatch(Request request, long current) {
        request.ifMatch().filter(sequence -> sequence != current).ifPresent(_ -> {
            throw Refusal.of(RequestRule.STATE_CHANGED, "If-Match", Map.of("current", "\"" + current + "\""));
        });
    }
}
