package id.tanggap.infra.signin;

import id.tanggap.kernel.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import reactor.core.publisher.Mono;

/** Somebody whose session or key was found good. */
final class Visitor extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final String sessionToken;
    private final transient Mono<Actor> now;
    private final transient Mono<Actor> lately;

    /**
     * @param sessionToken null for whoever came with a key
     * @param now          as whom the session or key acts by now, if it still does
     * @param lately       the same, or as it was a moment ago
     */
    Visitor(Actor actor, String sessionToken, Mono<Actor> now, Mono<Actor> lately) {
        super(List.of());
        this.actor = actor;
        this.sessionToken = sessionToken;
        this.now = now;
        this.lately = lately;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    /** Whether what was found good still is, for the same role at the same office. */
    Mono<Boolean> isStill() {
        return now.filter(actor::equals).hasElement();
    }

    /** The same, or as it was a moment ago. */
    Mono<Boolean> wasLately() {
        return lately.filter(actor::equals).hasElement();
    }

    Optional<String> sessionToken() {
        return Optional.ofNullable(sessionToken);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return actor.id();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
