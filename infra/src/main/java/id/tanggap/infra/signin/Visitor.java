package id.tanggap.infra.signin;

import id.tanggap.kernel.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody whose session or key was found good. */
final class Visitor extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final String sessionToken;
    private final transient Supplier<Optional<Actor>> now;

    /**
     * @param sessionToken null for whoever came with a key
     * @param now          as whom the session or key acts by now, if it still does
     */
    Visitor(Actor actor, String sessionToken, Supplier<Optional<Actor>> now) {
        super(List.of());
        this.actor = actor;
        this.sessionToken = sessionToken;
        this.now = now;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
    }

    /** Whether what was found good still is, for the same role at the same office. */
    boolean isStill() {
        return now.get().filter(actor::equals).isPresent();
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
