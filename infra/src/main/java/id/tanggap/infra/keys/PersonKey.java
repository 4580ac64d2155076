package id.tanggap.infra.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.query.person.Keyring.TamperedWith;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The data key of one person: AES-256-GCM (Tink), with a commitment to the key in front of each ciphertext. GCM alone does
 * not bind what it hides: one ciphertext can be made that opens to two texts under two keys. With the commitment there is
 * one key that fits, so the operator cannot find another truth later. What the commitment tells survives the key: nothing.
 */
final class PersonKey {

    static final int LENGTH = 32;

    private static final int COMMITMENT = 32;
    private static final byte[] PURPOSE = "tanggap/person-key-commitment/v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final Aead aead;
    private final byte[] commitment;

    /** @param key 32 bytes, random */
    PersonKey(byte[] key) {
        try {
            aead = new AesGcmJce(key);
            commitment = KDF.getInstance("HKDF-SHA256").deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(PURPOSE, COMMITMENT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM and HKDF-SHA256", e);
        }
    }

    /** @param place what must be the same when it is opened */
    byte[] seal(byte[] value, byte[] place) {
        try {
            byte[] sealed = aead.encrypt(value, place);
            byte[] box = Arrays.copyOf(commitment, COMMITMENT + sealed.length);
            System.arraycopy(sealed, 0, box, COMMITMENT, sealed.length);
            return box;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal a value", e);
        }
    }

    /** @throws TamperedWith if this is not what was sealed in this place under this key */
    byte[] open(byte[] box, byte[] place) {
        if (box.length < COMMITMENT || !MessageDigest.isEqual(commitment, Arrays.copyOf(box, COMMITMENT))) {
            throw new TamperedWith("a value was not sealed under its subject's key");
        }
        try {
            return aead.decrypt(Arrays.copyOfRange(box, COMMITMENT, box.length), place);
        } catch (GeneralSecurityException _) {
            throw new TamperedWith("a value is not what was sealed in this place");
        }
    }
}
