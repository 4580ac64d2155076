package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;

/** What a balancer, which reads no text, is told of a platform whose read models are not as they should be. */
@ExtendWith(OnePlatform.class)
class ReadinessTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"DOWN, 503", "OUT_OF_SERVICE, 503", "DEGRADED, 200", "UP, 200"})
    void traffic_goes_to_a_platform_that_can_serve_it_and_to_no_other(String status, int answer, Platform platform) {
        assertThat(platform.bean(HealthEndpointGroups.class).get("readiness").getHttpCodeStatusMapper()
                .getStatusCode(new Status(status))).isEqualTo(answer);
    }
}
