package id.tanggap.infra.search;

import id.tanggap.query.complaint.Closeness;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.apache.lucene.util.BytesRef;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The key under which words stand in an index: SipHash-2-4, made to be a keyed pseudo-random function of short inputs
 * (Aumasson and Bernstein, 2012), with a key of its own for each kind of form, so that the same word cannot be recognised as
 * such in two of them. Without the key a word cannot be told from the bytes that stand for it; how often it occurs can.
 */
final class IndexKey {

    static final int LENGTH = 32;

    /** Words may share one: what was found is looked at once more. */
    private static final int TOKEN = 6;

    /** What of a complaint the words are taken from. */
    enum Scope { TEXT, CATEGORY }

    private final Map<Scope, Map<Closeness, KeyParameter>> keys = new EnumMap<>(Scope.class);

    /** @param secret {@value #LENGTH} random bytes */
    IndexKey(byte[] secret) {
        for (Scope scope : Scope.values()) {
            Map<Closeness, KeyParameter> ofScope = new EnumMap<>(Closeness.class);
            for (Closeness closeness : Closeness.values()) {
                ofScope.put(closeness, new KeyParameter(derived(secret, "tanggap/search/" + field(scope, closeness))));
            }
            keys.put(scope, ofScope);
        }
    }

    private static byte[] derived(byte[] secret, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
        }
    }

    /** Names the field of the index that holds these forms. */
    static String field(Scope scope, Closeness closeness) {
        return scope + "." + closeness;
    }

    /** What stands in the index for a form of a word. */
    BytesRef token(Scope scope, Closeness closeness, String form) {
        SipHash mac = new SipHash(2, 4);
        mac.init(keys.get(scope).get(closeness));
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        mac.update(bytes, 0, bytes.length);
        long hash = mac.doFinal();
        byte[] token = new byte[TOKEN];
        for (int i = 0; i < TOKEN; i++) {
            token[i] = (byte) (hash >>> 8 * i);
        }
        return new BytesRef(token);
    }
}
