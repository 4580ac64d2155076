package id.tanggap.infra.signin;

import id.tanggap.kernel.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody whose session or key was found good. */
final class Visitor extends AbstractAuthenticationToken {

    private final transient Actor actor;
    private final String sessionToken;

    /** @param sessionToken null for whoever came with a key */
    Visitor(Actor actor, String sessionToken) {
        super(List.of());
        this.actor = actor;
        this.sessionToken = sessionToken;
        setAuthenticated(true);
    }

    Actor actor() {
        return actor;
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
