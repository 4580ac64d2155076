package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.query.person.Keyring.TamperedWith;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Over many random keys, values and places. */
class PersonKeyTest {

    private static final int ROUNDS = 300;

    private final SplittableRandom random = new SplittableRandom(1);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] value() {
        return bytes(random.nextInt(400));
    }

    @Test
    void what_is_sealed_is_read_back() {
        for (int round = 0; round < ROUNDS; round++) {
            PersonKey key = new PersonKey(bytes(32));
            byte[] value = value();
            byte[] place = bytes(32);

            assertThat(key.open(key.seal(value, place), place)).isEqualTo(value);
        }
    }

    @Test
    void the_same_value_never_looks_the_same_twice() {
        PersonKey key = new PersonKey(bytes(32));
        byte[] value = "Siti".getBytes(StandardCharsets.UTF_8);

        assertThat(key.seal(value, bytes(4))).isNotEqualTo(key.seal(value, bytes(4)));
    }

    @Test
    void a_changed_byte_anywhere_is_refused() {
        PersonKey key = new PersonKey(bytes(32));
        byte[] place = bytes(32);
        byte[] box = key.seal(value(), place);
        for (int i = 0; i < box.length; i++) {
            byte[] changed = box.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));

            assertThatThrownBy(() -> key.open(changed, place)).isInstanceOf(TamperedWith.class);
        }
    }

    @Test
    void a_box_that_was_cut_or_grew_is_refused() {
        PersonKey key = new PersonKey(bytes(32));
        byte[] place = bytes(32);
        byte[] box = key.seal(value(), place);
        for (int length = 0; length < box.length; length++) {
            byte[] cut = Arrays.copyOf(box, length);
            assertThatThrownBy(() -> key.open(cut, place)).isInstanceOf(TamperedWith.class);
        }
        assertThatThrownBy(() -> key.open(Arrays.copyOf(box, box.length + 1), place)).isInstanceOf(TamperedWith.class);
    }

    @Test
    void another_persons_key_is_refused() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] place = bytes(32);
            byte[] box = new PersonKey(bytes(32)).seal(value(), place);
            PersonKey another = new PersonKey(bytes(32));

            assertThatThrownBy(() -> another.open(box, place)).isInstanceOf(TamperedWith.class);
        }
    }

    @Test
    void another_place_is_refused() {
        for (int round = 0; round < ROUNDS; round++) {
            PersonKey key = new PersonKey(bytes(32));
            byte[] box = key.seal(value(), bytes(32));

            assertThatThrownBy(() -> key.open(box, bytes(32))).isInstanceOf(TamperedWith.class);
        }
    }
}
