package id.tanggap.infra.mongodb;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/** Up while a primary answers: without one nothing can be recorded or read. */
public final class MongoHealth extends AbstractReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MongoDatabases databases;

    public MongoHealth(MongoDatabases databases) {
        super("MongoDB does not answer");
        this.databases = databases;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder health) {
        return databases.ping().timeout(PATIENCE).then(Mono.fromSupplier(() -> health.up().build()));
    }
}
