package id.tanggap.infra.search;

import id.tanggap.infra.views.ReadModelsHealth;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Says how far the search index is behind and what it could not take. It never makes the platform unready: everything but
 * search works without it.
 */
public final class SearchHealth extends AbstractHealthIndicator {

    /** Who has submitted a complaint may expect to find it after that time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LuceneSearch search;
    private final LongSupplier head;

    /** @param head position of the last event there is */
    public SearchHealth(LuceneSearch search, LongSupplier head) {
        this.search = search;
        this.head = head;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean well = search.healthy() && search.failures() == 0
                && (!search.ready() || search.behind().compareTo(PATIENCE) < 0);
        health.status(well ? Status.UP : ReadModelsHealth.DEGRADED).withDetail("ready", search.ready())
                .withDetail("position", search.progress().position()).withDetail("head", head.getAsLong())
                .withDetail("failed", search.failures()).withDetail("rebuilding", search.rebuilding());
    }
}
