package id.tanggap.infra.access;

import id.tanggap.infra.views.ReadModelsHealth;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Says how long the access record is, whether looks can be recorded, and where the last walk through it found it broken. Both
 * make it {@code DEGRADED}: everything that shows no personal data is served, and somebody has to look.
 */
public final class AccessRecordHealth extends AbstractHealthIndicator {

    private final SqliteAccessRecord accesses;

    public AccessRecordHealth(SqliteAccessRecord accesses) {
        this.accesses = accesses;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(accesses.writable() && accesses.broken().isEmpty()
                        ? Status.UP : ReadModelsHealth.DEGRADED)
                .withDetail("rows", accesses.last()).withDetail("writable", accesses.writable());
        accesses.broken().ifPresent(row -> health.withDetail("brokenAt", row.number()));
    }
}
