package id.tanggap.infra.eventstore;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.axonframework.common.IdentifierFactory;

/**
 * Gives Axon's messages ids that grow with time (UUIDv7), so that the index over event ids grows at its end only.
 *
 * <p>Found by Axon through {@link java.util.ServiceLoader}.
 */
public final class Uuid7IdentifierFactory extends IdentifierFactory {

    private final TimeBasedEpochGenerator uuids = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return uuids.generate().toString();
    }
}
