package id.tanggap.infra.web.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class TrustedProxiesTest {

    private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.128/25");

    private static String network(String peer, String header, String... values) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 1234));
        for (String value : values) {
            request.header(header, value);
        }
        return HexFormat.of().formatHex(ClientNetwork.of(passedOn(header, request.build())));
    }

    private static ServerHttpRequest passedOn(String header, ServerHttpRequest request) {
        return new TrustedProxies(new PublicAddress(URI.create("https://tanggap.example.org"), PROXIES, header)).apply(request);
    }

    private static MockServerHttpRequest.BaseBuilder<?> asked(String peer) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://10.0.0.5:8080/api/v1/complaints?category=a%20b%2Fc"))
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 1234));
    }

    @Test
    void what_a_trusted_proxy_passes_on_was_sent_to_the_public_address_whatever_it_says_of_that() {
        ServerHttpRequest request = passedOn("X-Forwarded-For", asked("10.1.2.3").header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-Proto", "http").header("X-Forwarded-Host", "evil.example").build());

        assertThat(request.getURI()).hasToString("https://tanggap.example.org/api/v1/complaints?category=a%20b%2Fc");
        assertThat(request.getPath().value()).isEqualTo("/api/v1/complaints");
        assertThat(request.getQueryParams().getFirst("category")).isEqualTo("a b/c");
    }

    @Test
    void nothing_of_what_was_said_of_a_request_is_left_for_others_to_believe() {
        for (String peer : List.of("10.1.2.3", "203.0.113.7")) {
            ServerHttpRequest request = passedOn("Forwarded", asked(peer).header("Forwarded", "for=198.51.100.1")
                    .header("X-Forwarded-For", "198.51.100.1").header("x-forwarded-proto", "https")
                    .header("X-Forwarded-Prefix", "/evil").header("Accept", "text/html").build());

            assertThat(request.getHeaders().headerNames()).containsExactly("Accept");
        }
        assertThat(passedOn("X-Forwarded-For", asked("203.0.113.7").header("X-Forwarded-For", "198.51.100.1").build())
                .getURI().getScheme()).isEqualTo("http");
    }

    @Test
    void a_request_of_which_nobody_says_anything_stays_as_it_is() {
        MockServerHttpRequest request = asked("10.1.2.3").build();

        assertThat(passedOn("X-Forwarded-For", request)).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7,203.0.113.250", "2001:db8:1:2200::1,2001:db8:1:22ff:ffff::9"})
    void neighbours_are_one_network(String one, String other) {
        assertThat(network(one, "X-Forwarded-For")).isEqualTo(network(other, "X-Forwarded-For"));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7,203.0.114.7", "2001:db8:1:2200::1,2001:db8:1:2300::1"})
    void the_next_network_is_another(String one, String other) {
        assertThat(network(one, "X-Forwarded-For")).isNotEqualTo(network(other, "X-Forwarded-For"));
    }

    @Test
    void what_a_stranger_says_of_where_it_comes_from_is_not_believed() {
        assertThat(network("203.0.113.7", "X-Forwarded-For", "198.51.100.1")).isEqualTo("cb0071");
        assertThat(network("192.0.2.127", "X-Forwarded-For", "198.51.100.1")).isEqualTo("c00002");
    }

    @Test
    void a_trusted_proxy_is_believed() {
        assertThat(network("10.1.2.3", "X-Forwarded-For", "198.51.100.1")).isEqualTo("c63364");
        assertThat(network("192.0.2.129", "X-Forwarded-For", "198.51.100.1")).isEqualTo("c63364");
        assertThat(network("2001:db8:ffff::1", "X-Forwarded-For", "198.51.100.1:4711")).isEqualTo("c63364");
        assertThat(network("10.1.2.3", "Forwarded", "for=198.51.100.1;proto=https")).isEqualTo("c63364");
        assertThat(network("10.1.2.3", "Forwarded", "proto=https; FOR=\"[2001:db8:1:2200::1]:4711\""))
                .isEqualTo("20010db8000122");
    }

    @Test
    void what_stands_before_the_last_stranger_may_be_made_up() {
        assertThat(network("10.1.2.3", "X-Forwarded-For", "1.1.1.1, 198.51.100.1, 10.9.9.9")).isEqualTo("c63364");
        assertThat(network("10.1.2.3", "X-Forwarded-For", "1.1.1.1", "198.51.100.1", "10.9.9.9")).isEqualTo("c63364");
        assertThat(network("10.1.2.3", "Forwarded", "for=1.1.1.1, for=198.51.100.1")).isEqualTo("c63364");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "example.org", "", "1.2.3.4.5", "_hidden", "[", "[]", "::1]", "999.1.1.1", ",", " , "})
    void what_is_no_address_is_not_looked_up_and_leaves_the_proxy(String nonsense) {
        assertThat(network("10.1.2.3", "X-Forwarded-For", nonsense)).isEqualTo("0a0102");
        assertThat(network("10.1.2.3", "Forwarded", "for=" + nonsense)).isEqualTo("0a0102");
    }

    @Test
    void settings_that_make_no_sense_are_refused_at_the_start() {
        assertThatThrownBy(() -> address("10.0.0.0/33", "Forwarded")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address("example.org", "Forwarded")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address("10.0.0.0/8", "X-Real-IP")).isInstanceOf(IllegalArgumentException.class);
    }

    private static PublicAddress address(String proxy, String header) {
        return new PublicAddress(URI.create("https://tanggap.example.org"), List.of(proxy), header);
    }
}
