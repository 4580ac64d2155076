package id.tanggap.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Refused;
import id.tanggap.command.Request;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.ReporterSecret;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SenderTest {

    private static final String PATH = "/api/v1/complaints/1/withdrawal";
    private static final String KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    private static final Actor RINA = Actor.of(Role.COORDINATOR, "rina");

    private static Sender sent(String... headers) {
        return Senders.post(PATH, Actor.PUBLIC, headers);
    }

    // ---- who and when

    @Test
    void whoever_is_not_known_is_the_public() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post(PATH));
        Clock clock = Clock.fixed(Senders.NOW, ZoneOffset.UTC);

        Sender sender = (Sender) new SenderArgument(clock, Senders.KEY).resolveArgumentValue(null, null, exchange);

        assertThat(sender.actor()).isEqualTo(Actor.PUBLIC);
        assertThat(sender.now()).isEqualTo(Senders.NOW);
        assertThat(sender.provenance().recordedAt()).isEqualTo(Senders.NOW);
        assertThat(sender.provenance().correlationId()).isNotBlank();
    }

    @Test
    void nothing_in_an_event_tells_through_which_connection_it_came() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post(PATH));
        Clock clock = Clock.fixed(Senders.NOW, ZoneOffset.UTC);

        String one = ((Sender) new SenderArgument(clock, Senders.KEY).resolveArgumentValue(null, null, exchange))
                .provenance().correlationId();
        String other = ((Sender) new SenderArgument(clock, Senders.KEY).resolveArgumentValue(null, null, exchange))
                .provenance().correlationId();

        assertThat(one).doesNotContain(exchange.getRequest().getId()).isNotEqualTo(other);
    }

    @Test
    void a_reporter_acts_as_the_reporter_and_under_no_name() {
        assertThat(Senders.post(PATH, RINA).asReporter().actor()).isEqualTo(Actor.REPORTER);
        assertThat(Senders.post(PATH, RINA).provenance().actor()).isEqualTo(RINA);
    }

    // ---- If-Match

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"\"0\"|0", "\"7\"|7", "W/\"7\"|7", "  \"7\" |7",
            "\"007\"|7", "\"999999999999999999\"|999999999999999999"})
    void if_match_takes_an_etag_strong_or_weakened_on_its_way(String header, long sequence) {
        assertThat(sent("If-Match", header).request("").ifMatch()).contains(sequence);
        assertThat(sent("If-Match", header).requestOnState("").ifMatch()).contains(sequence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "7", "\"\"", "\"-1\"", "\"x\"", "\"7", "w/\"7\"", "\"1\", \"2\"", "\"9999999999999999999\"",
            "\"٧\""})
    void if_match_takes_nothing_else(String header) {
        var refusal = Refused.by(RequestRule.HEADER_INVALID, () -> sent("If-Match", header).request(""));

        assertThat(refusal.field()).contains("If-Match");
    }

    @Test
    void whoever_decides_on_a_state_must_say_on_which() {
        Refused.by(RequestRule.IF_MATCH_MISSING, () -> sent().requestOnState(""));
        assertThat(sent().request("")).isEqualTo(Request.PLAIN);
    }

    // ---- Idempotency-Key

    @ParameterizedTest
    @ValueSource(strings = {KEY, "\"" + KEY + "\"", " " + KEY + " ", "0123456789abcdef", "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})
    void an_idempotency_key_has_16_to_128_ascii_characters_quoted_or_not(String header) {
        assertThat(sent("Idempotency-Key", header).request("").idempotency()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "0123456789abcde", "0123456789 abcdef", "0123456789abcdé0", "0123456789\"abcdef0"})
    void anything_else_is_no_idempotency_key(String header) {
        var refusal = Refused.by(RequestRule.HEADER_INVALID, () -> sent("Idempotency-Key", header).request(""));

        assertThat(refusal.field()).contains("Idempotency-Key");
        assertThat(refusal.text().id()).contains("karakter").doesNotContain("characters");
    }

    @Test
    void the_longest_key_has_128_characters() {
        assertThat(sent("Idempotency-Key", "k".repeat(128)).request("").idempotency()).isPresent();
        Refused.by(RequestRule.HEADER_INVALID, () -> sent("Idempotency-Key", "k".repeat(129)).request(""));
    }

    @Test
    void a_key_means_the_same_quoted_or_not() {
        assertThat(sent("Idempotency-Key", KEY).request("a")).isEqualTo(sent("Idempotency-Key", "\"" + KEY + "\"").request("a"));
    }

    @Test
    void the_same_request_has_the_same_fingerprint_and_another_content_another() {
        Request.Idempotency one = sent("Idempotency-Key", KEY).request("one").idempotency().orElseThrow();
        Request.Idempotency again = sent("Idempotency-Key", KEY).request("one").idempotency().orElseThrow();
        Request.Idempotency other = sent("Idempotency-Key", KEY).request("other").idempotency().orElseThrow();

        assertThat(again).isEqualTo(one);
        assertThat(other.key()).isEqualTo(one.key());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void keys_of_different_senders_and_of_different_targets_never_meet() {
        Set<String> keys = new HashSet<>();
        for (Sender sender : new Sender[] {
                Senders.post(PATH, Actor.PUBLIC, "Idempotency-Key", KEY),
                Senders.post("/api/v1/complaints/2/withdrawal", Actor.PUBLIC, "Idempotency-Key", KEY),
                Senders.post(PATH, RINA, "Idempotency-Key", KEY),
                Senders.post(PATH, Actor.of(Role.COORDINATOR, "dewi"), "Idempotency-Key", KEY),
                Senders.post(PATH, Actor.of(Role.ADMINISTRATOR, "rina"), "Idempotency-Key", KEY)}) {
            keys.add(sender.request("").idempotency().orElseThrow().key());
        }

        assertThat(keys).hasSize(5);
    }

    @Test
    void neither_the_key_nor_the_content_can_be_read_from_what_is_stored() {
        var idempotency = sent("Idempotency-Key", KEY).request("Siti Rahayu").idempotency().orElseThrow();

        assertThat(idempotency.key()).matches("[0-9a-f]{32}");
        assertThat(idempotency.fingerprint()).matches("[0-9a-f]{32}").isNotEqualTo(idempotency.key());
    }

    // ---- the secret

    @Test
    void a_secret_proves_to_be_the_reporter_however_it_is_typed() {
        ReporterSecret secret = ReporterSecret.from("siti's own secret".getBytes());

        assertThat(sent("Tanggap-Secret", secret.reveal()).proof().matches(secret.hash())).isTrue();
        assertThat(sent("Tanggap-Secret", secret.reveal().toLowerCase().replace("-", "")).proof().matches(secret.hash()))
                .isTrue();
    }

    @Test
    void what_cannot_be_a_secret_is_as_good_as_a_wrong_one() {
        for (String header : new String[] {"x", "TGP-7K3Q-9F2M-40CD", "UUUU", "é"}) {
            assertThat(sent("Tanggap-Secret", header).proof().value()).isEqualTo("0".repeat(64));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void a_blank_secret_is_none(String header) {
        Refused.by(RequestRule.HEADER_INVALID, () -> sent("Tanggap-Secret", header).proof());
        Refused.by(RequestRule.HEADER_INVALID, () -> sent().proof());
    }
}
