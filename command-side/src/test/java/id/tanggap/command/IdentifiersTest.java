package id.tanggap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final Identifiers IDENTIFIERS = new Identifiers(new SecureRandom(), key("platform key"));

    static PlatformKey key(String secret) {
        return text -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static Optional<Request.Idempotency> keyed(String key) {
        return Requests.keyed(key, "content").idempotency();
    }

    @Test
    void random_ids_are_of_version_7_and_in_order_of_time() {
        List<UUID> ids = Stream.generate(() -> IDENTIFIERS.uuid(Optional.empty())).limit(1_000).toList();

        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2).doesNotHaveDuplicates();
        assertThat(ids.stream().map(UUID::toString)).isSorted();
    }

    @Test
    void ids_of_a_day_tell_the_day_and_neither_when_on_it_nor_in_which_order() {
        Instant day = Instant.parse("2026-03-01T17:00:00Z");

        List<UUID> ids = Stream.generate(() -> IDENTIFIERS.ofDay(day, Optional.empty())).limit(1_000).toList();

        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2).doesNotHaveDuplicates()
                .allMatch(id -> id.getMostSignificantBits() >>> 16 == day.toEpochMilli());
        assertThat(ids.stream().map(UUID::toString).sorted().toList()).isNotEqualTo(ids.stream().map(UUID::toString).toList());
        assertThat(ids.stream().map(UUID::getLeastSignificantBits).map(bits -> bits >>> 32).distinct()).hasSizeGreaterThan(990);
        assertThat(IDENTIFIERS.ofDay(day, keyed("some key"))).isEqualTo(IDENTIFIERS.uuid(keyed("some key")));
    }

    @Property
    void derived_ids_are_of_version_8_and_stable_per_key(@ForAll @NotBlank String key) {
        UUID id = IDENTIFIERS.uuid(keyed(key));

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(IDENTIFIERS.uuid(keyed(key))).isEqualTo(id);
    }

    @Property
    void derived_codes_and_secrets_are_stable_per_key(@ForAll @NotBlank String key) {
        assertThat(IDENTIFIERS.trackingCode(keyed(key))).isEqualTo(IDENTIFIERS.trackingCode(keyed(key)));
        assertThat(IDENTIFIERS.secret(keyed(key)).reveal()).isEqualTo(IDENTIFIERS.secret(keyed(key)).reveal());
    }

    @Test
    void different_keys_have_different_ids_codes_and_secrets() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(IDENTIFIERS.uuid(keyed("key " + i)))).isTrue();
            assertThat(seen.add(IDENTIFIERS.trackingCode(keyed("key " + i)))).isTrue();
            assertThat(seen.add(IDENTIFIERS.secret(keyed("key " + i)).reveal())).isTrue();
        }
    }

    @Test
    void a_secret_does_not_depend_on_what_the_content_was_but_on_the_platforms_own_key() {
        var one = Requests.keyed("key", "content").idempotency();
        var other = Requests.keyed("key", "other content").idempotency();
        Identifiers elsewhere = new Identifiers(new SecureRandom(), key("another key"));

        assertThat(IDENTIFIERS.secret(one).reveal()).isEqualTo(IDENTIFIERS.secret(other).reveal());
        assertThat(elsewhere.secret(one).reveal()).isNotEqualTo(IDENTIFIERS.secret(one).reveal());
        assertThat(elsewhere.uuid(one)).isNotEqualTo(IDENTIFIERS.uuid(one));
    }

    @Test
    void the_tracking_code_does_not_give_the_secret_away() {
        String code = IDENTIFIERS.trackingCode(keyed("key")).value().substring(4);

        assertThat(IDENTIFIERS.secret(keyed("key")).reveal()).doesNotStartWith(code);
    }

    @Test
    void without_a_key_everything_is_random() {
        assertThat(IDENTIFIERS.trackingCode(Optional.empty())).isNotEqualTo(IDENTIFIERS.trackingCode(Optional.empty()));
        assertThat(IDENTIFIERS.secret(Optional.empty()).reveal())
                .isNotEqualTo(IDENTIFIERS.secret(Optional.empty()).reveal());
    }
}
