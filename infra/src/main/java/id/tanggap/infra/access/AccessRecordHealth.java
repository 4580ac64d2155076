package id.tanggap.infra.access;

import id.tanggap.infra.views.ReadModelsHealth;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/**
 * Says how long the access record is, whether looks can be recorded, and where the last walk through it found it broken.
 * Either fault makes it {@code DEGRADED}: everything that shows no personal data is served, and somebody has to look.
 */
public final class AccessRecordHealth extends AbstractReactiveHealthIndicator {

    private final ChainedAccessRecord accesses;

    public AccessRecordHealth(ChainedAccessRecord accesses) {
        this.accesses = accesses;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder health) {
        return accesses.last().map(last -> health.status(accesses.writable() && accesses.broken().isEmpty()
                        ? Status.UP : ReadModelsHealth.DEGRADED).withDetail("rows", last))
                .onErrorResume(fault -> Mono.just(health.status(ReadModelsHealth.DEGRADED)
                        .withDetail("rows", accesses.known()).withException(fault)))
                .map(told -> {
                    accesses.broken().ifPresent(row -> told.withDetail("brokenAt", row.number()));
                    return told.withDetail("writable", accesses.writable()).build();
                });
    }
}
