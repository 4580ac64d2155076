package id.tanggap.infra.pages;

import com.google.crypto.tink.subtle.AesGcmJce;
import id.tanggap.command.PlatformKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a browser keeps for somebody from one page to the next, so that nothing about them has to be kept here: sealed under a key
 * of the platform's own, in a cookie that no script can read, no other site can have sent, and that goes with the browser. Whoever
 * has the device can come back to the page for as long as the envelope is valid, and read nothing from the cookie.
 */
public final class Envelopes {

    /** Characters of one cookie's value that browsers take with its name and attributes (RFC 6265 asks for 4096 bytes). */
    private static final int PER_COOKIE = 3_700;
    /** As many as fit into a request's head besides what browsers send anyway. */
    private static final int COOKIES = 2;
    /** Of what an envelope holds, opened: a guard against one that unpacks without end. */
    private static final int MOST = 200_000;

    private final AesGcmJce cipher;
    private final Clock clock;

    Envelopes(PlatformKey key, Clock clock) {
        try {
            this.cipher = new AesGcmJce(key.mac("envelopes"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of 256 bits fits AES", e);
        }
        this.clock = clock;
    }

    /** One kind of envelope: a cookie's name, where it is sent to, for how long it holds. */
    public record Kind(String name, String path, Duration valid) {
    }

    /** What the browser sent along, if that was sealed here for this and is still valid. */
    public Optional<byte[]> open(Kind kind, ServerWebExchange exchange) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COOKIES; i++) {
            HttpCookie cookie = exchange.getRequest().getCookies().getFirst(kind.name() + i);
            if (cookie != null) {
                text.append(cookie.getValue());
            }
        }
        return text.isEmpty() ? Optional.empty() : unsealed(kind, text.toString());
    }

    /** @return whether it fits; if not, the browser keeps what it had */
    public boolean keep(Kind kind, byte[] content, ServerWebExchange exchange) {
        String text = sealed(kind, content);
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PER_COOKIE) {
            parts.add(text.substring(from, Math.min(text.length(), from + PER_COOKIE)));
        }
        if (text.length() > PER_COOKIE * COOKIES * 3 / 4) {
            return false;
        }
        for (int i = 0; i < COOKIES; i++) {
            put(kind, i, i < parts.size() ? parts.get(i) : "", exchange);
        }
        return true;
    }

    public void forget(Kind kind, ServerWebExchange exchange) {
        for (int i = 0; i < COOKIES; i++) {
            put(kind, i, "", exchange);
        }
    }

    /** Without an age of its own it ends with the browser; without content it ends now. */
    private static void put(Kind kind, int part, String value, ServerWebExchange exchange) {
        String name = kind.name() + part;
        if (value.isEmpty() && exchange.getRequest().getCookies().getFirst(name) == null) {
            return;
        }
        ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(name, value).path(kind.path()).httpOnly(true)
                .sameSite("Strict").secure("https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme()));
        exchange.getResponse().addCookie(value.isEmpty() ? cookie.maxAge(0).build() : cookie.build());
    }

    private String sealed(Kind kind, byte[] content) {
        byte[] packed = packed(content);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + packed.length)
                .putLong(clock.instant().plus(kind.valid()).getEpochSecond()).put(packed).array();
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(plain, purpose(kind)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an envelope can always be sealed", e);
        }
    }

    private Optional<byte[]> unsealed(Kind kind, String text) {
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(text), purpose(kind));
            Instant until = Instant.ofEpochSecond(ByteBuffer.wrap(plain).getLong());
            return clock.instant().isBefore(until)
                    ? Optional.of(unpacked(Arrays.copyOfRange(plain, Long.BYTES, plain.length))) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // of another platform, of another kind, or nothing that was ever sealed
            return Optional.empty();
        }
    }

    private static byte[] purpose(Kind kind) {
        return kind.name().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed),
                new java.util.zip.Inflater(true))) {
            return in.readNBytes(MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
