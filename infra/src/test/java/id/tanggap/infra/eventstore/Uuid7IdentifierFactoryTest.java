package id.tanggap.infra.eventstore;

import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class Uuid7IdentifierFactoryTest {

    @Test
    void axon_finds_it_and_its_ids_grow_so_that_their_index_grows_at_its_end() {
        IdentifierFactory factory = IdentifierFactory.getInstance();
        assertThat(factory).isInstanceOf(Uuid7IdentifierFactory.class);

        List<String> ids = Stream.generate(factory::generateIdentifier).limit(10_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(UUID.fromString(ids.getFirst()).version()).isEqualTo(7);
    }
}
