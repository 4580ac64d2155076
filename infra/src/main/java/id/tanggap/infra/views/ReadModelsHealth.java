package id.tanggap.infra.views;

import id.tanggap.query.projection.Progress;
import java.util.function.LongSupplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Says how far the read models are behind and what they could not take. Dead letters make it {@code DEGRADED}: the
 * platform serves, and somebody has to look.
 */
public final class ReadModelsHealth extends AbstractHealthIndicator {

    /** Serves, but not everything is as it should be. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final ReadModels views;
    private final Progress progress;
    private final LongSupplier head;

    public ReadModelsHealth(ReadModels views, Progress progress, LongSupplier head) {
        this.views = views;
        this.progress = progress;
        this.head = head;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        int deadLetters = views.deadLetterCount();
        health.status(!views.isRunning() ? Status.DOWN : !views.serving() ? Status.OUT_OF_SERVICE
                        : deadLetters > 0 || !views.healthy() ? DEGRADED : Status.UP)
                .withDetail("position", progress.position())
                .withDetail("head", head.getAsLong())
                .withDetail("deadLetters", deadLetters)
                .withDetail("rebuilding", views.rebuilding());
    }
}
