package id.tanggap.infra.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.query.person.Keyring.TamperedWith;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * GCM does not commit to its key: for any two keys one ciphertext can be computed that opens under both. Whoever runs the
 * platform could keep a second key ready and show another text later (Dodis et al., Fast Message Franking, CRYPTO 2018).
 */
class KeyCommitmentTest {

    private static final int BLOCK = 16;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void a_ciphertext_that_opens_under_two_keys_is_refused_under_the_second() throws GeneralSecurityException {
        for (int round = 0; round < 20; round++) {
            // given two keys, and one ciphertext that GCM opens under either
            byte[] key = bytes(32);
            byte[] second = bytes(32);
            byte[] place = bytes(2 * BLOCK);
            byte[] both = openableUnder(key, second, place);
            assertThat(new AesGcmJce(key).decrypt(both, place)).isNotEqualTo(new AesGcmJce(second).decrypt(both, place));

            // when it is put behind the first key's commitment
            byte[] commitment = Arrays.copyOf(new PersonKey(key).seal(new byte[0], place), 32);
            byte[] box = ByteBuffer.allocate(32 + both.length).put(commitment).put(both).array();

            // then there is one text
            assertThat(new PersonKey(key).open(box, place)).hasSize(3 * BLOCK);
            assertThatThrownBy(() -> new PersonKey(second).open(box, place)).isInstanceOf(TamperedWith.class);
        }
    }

    /** Nonce, three blocks of which the last makes both tags the same, and that tag. */
    private byte[] openableUnder(byte[] one, byte[] other, byte[] place) throws GeneralSecurityException {
        byte[] nonce = bytes(12);
        byte[] text = bytes(3 * BLOCK);
        Arrays.fill(text, 2 * BLOCK, 3 * BLOCK, (byte) 0);
        Element without = tag(one, nonce, place, text).plus(tag(other, nonce, place, text));
        // the third block counts once for itself and once for the block of lengths behind it
        Element weight = hash(one).times(hash(one)).plus(hash(other).times(hash(other)));
        System.arraycopy(without.times(weight.inverse()).bytes(), 0, text, 2 * BLOCK, BLOCK);
        assertThat(tag(one, nonce, place, text)).isEqualTo(tag(other, nonce, place, text));
        return ByteBuffer.allocate(12 + text.length + BLOCK).put(nonce).put(text)
                .put(tag(one, nonce, place, text).bytes()).array();
    }

    /** NIST SP 800-38D, 7.1. */
    private static Element tag(byte[] key, byte[] nonce, byte[] associated, byte[] ciphertext) throws GeneralSecurityException {
        Element sum = new Element(0, 0);
        ByteBuffer blocks = ByteBuffer.allocate(associated.length + ciphertext.length + BLOCK).put(associated).put(ciphertext)
                .putLong(associated.length * 8L).putLong(ciphertext.length * 8L).flip();
        while (blocks.hasRemaining()) {
            sum = sum.plus(new Element(blocks.getLong(), blocks.getLong())).times(hash(key));
        }
        return sum.plus(Element.of(aes(key, ByteBuffer.allocate(BLOCK).put(nonce).putInt(1).array())));
    }

    private static Element hash(byte[] key) throws GeneralSecurityException {
        return Element.of(aes(key, new byte[BLOCK]));
    }

    private static byte[] aes(byte[] key, byte[] block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher.doFinal(block);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Of GF(2^128) as GCM writes it: the first bit is the coefficient of x^0. */
    private record Element(long high, long low) {

        static Element of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Element(buffer.getLong(), buffer.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BLOCK).putLong(high).putLong(low).array();
        }

        Element plus(Element other) {
            return new Element(high ^ other.high, low ^ other.low);
        }

        Element times(Element other) {
            long h = 0;
            long l = 0;
            long vh = other.high;
            long vl = other.low;
            for (int bit = 0; bit < 128; bit++) {
                if (((bit < 64 ? high >>> 63 - bit : low >>> 127 - bit) & 1) == 1) {
                    h ^= vh;
                    l ^= vl;
                }
                boolean carry = (vl & 1) == 1;
                vl = vl >>> 1 | vh << 63;
                vh = vh >>> 1 ^ (carry ? 0xE100000000000000L : 0);
            }
            return new Element(h, l);
        }

        /** This to the power 2^128 - 2. */
        Element inverse() {
            Element result = new Element(Long.MIN_VALUE, 0);
            Element square = this;
            for (int bit = 1; bit < 128; bit++) {
                square = square.times(square);
                result = result.times(square);
            }
            return result;
        }
    }
}
