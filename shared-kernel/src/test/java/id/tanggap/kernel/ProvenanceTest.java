package id.tanggap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void times_have_microseconds() {
        Provenance provenance = Provenance.now(Actor.PUBLIC, Instant.parse("2026-03-02T01:02:03.123456789Z"), "r1");

        assertThat(provenance.occurredAt()).isEqualTo("2026-03-02T01:02:03.123456Z");
        assertThat(provenance.recordedAt()).isEqualTo(provenance.occurredAt());
    }

    @Test
    void what_happened_earlier_is_recorded_now() {
        Instant now = Instant.parse("2026-03-02T01:02:03Z");

        Provenance earlier = Provenance.now(Actor.SYSTEM, now, "r1").occurred(now.minusSeconds(60));

        assertThat(earlier).isEqualTo(new Provenance(Actor.SYSTEM, now.minusSeconds(60), now, "r1"));
    }
}
