package id.tanggap.infra;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this node is among several. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

    /** Files of SQLite belong to one process, which then has to do everything. */
    NodeConfiguration(TanggapProperties properties) {
        if (properties.storage() == TanggapProperties.Storage.SQLITE && properties.role() != TanggapProperties.Role.ALL) {
            throw new RoleNeedsServer(properties.role());
        }
    }

    @Bean
    @ConditionalOnProperty(name = "tanggap.role", havingValue = "command")
    ServedElsewhere servedByQueryNodes() {
        return new ServedElsewhere(TanggapProperties.Role.COMMAND);
    }

    @Bean
    @ConditionalOnProperty(name = "tanggap.role", havingValue = "query")
    ServedElsewhere servedByCommandNodes() {
        return new ServedElsewhere(TanggapProperties.Role.QUERY);
    }

    /** One role alone, on a store that one process alone can have open. */
    static final class RoleNeedsServer extends RuntimeException {

        RoleNeedsServer(TanggapProperties.Role role) {
            super(("tanggap.role=%s needs other nodes beside it, and tanggap.storage=sqlite is for one process that does "
                    + "everything: set tanggap.storage=mongodb, or leave tanggap.role out")
                    .formatted(role.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** Tells it without a stack trace: it is a setting, not a fault. */
    static final class Analyzer extends AbstractFailureAnalyzer<RoleNeedsServer> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, RoleNeedsServer cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
