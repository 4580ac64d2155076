package id.tanggap.infra.signin;

import id.tanggap.command.PlatformKey;
import id.tanggap.kernel.Crockford;
import id.tanggap.kernel.account.AccountName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Authenticators of those who sign in with a password. An authenticator's secret is kept nowhere: it follows from the platform's
 * key and from a random seed, which alone is kept, so that nobody who has the accounts without the key can make a code.
 */
final class SecondFactors {

    private static final int RECOVERY_CODES = 10;

    /** 125 bits: enough that a plain hash may be kept (OWASP ASVS 5.0, 6.5.2). */
    private static final int RECOVERY_SYMBOLS = 25;

    /** For so long after the password the code is waited for. */
    private static final Duration TICKET = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Directory directory;
    private final PlatformKey key;
    private final Clock clock;

    SecondFactors(Directory directory, PlatformKey key, Clock clock) {
        this.directory = directory;
        this.key = key;
        this.clock = clock;
    }

    /**
     * An authenticator that somebody may set up, once it has shown a code.
     *
     * @param seed   to be handed back with the code
     * @param secret to be typed into an app
     * @param uri    the same for an app that reads a QR code
     */
    record Offer(String seed, String secret, String uri) {

        @Override
        public String toString() {
            return "Offer[]";
        }
    }

    static String seed() {
        return Tokens.random();
    }

    Offer offer(AccountName account, String seed) {
        String secret = Totp.base32(secret(account, seed));
        return new Offer(seed, secret, "otpauth://totp/Tanggap:" + account + "?secret=" + secret
                + "&issuer=Tanggap&algorithm=SHA1&digits=6&period=30");
    }

    private byte[] secret(AccountName account, String seed) {
        return Arrays.copyOf(key.mac("second factor\n" + account + "\n" + seed), Totp.SECRET_BYTES);
    }

    /** The step of a code that an authenticator with this seed shows now; empty if it shows another one. */
    OptionalLong stepOf(AccountName account, String seed, String code) {
        return Totp.stepOf(code, secret(account, seed), clock.instant());
    }

    /** Whether a code of an account's authenticator, or a recovery code, is right and was never taken before. Now it was. */
    Mono<Boolean> takes(AccountName account, String code) {
        return directory.secondFactor(account).flatMap(factor -> {
            OptionalLong step = stepOf(account, factor.seed(), code);
            return step.isPresent() ? directory.takeStep(account, step.getAsLong())
                    : directory.takeRecovery(account, hash(code));
        }).defaultIfEmpty(false);
    }

    /** New ones, to be told once. */
    static List<String> recoveryCodes() {
        return Stream.generate(() -> {
            byte[] bytes = new byte[(RECOVERY_SYMBOLS * 5 + 7) / 8];
            RANDOM.nextBytes(bytes);
            return Crockford.groups(bytes, RECOVERY_SYMBOLS);
        }).limit(RECOVERY_CODES).toList();
    }

    /** Of a recovery code as people type it; what cannot be one gets a hash that none has. */
    static String hash(String typed) {
        try {
            return Tokens.hash("recovery\n" + Crockford.symbols(typed));
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /**
     * What shows for some minutes, in a form and nowhere else, that its bearer knew an account's password: on whichever node the
     * code comes in. Void as soon as the password is another one.
     */
    String ticket(AccountName account, String passwordHash) {
        long until = clock.instant().plus(TICKET).getEpochSecond();
        return until + "." + seal(account, passwordHash, until);
    }

    boolean isValid(String ticket, AccountName account, String passwordHash) {
        String[] parts = ticket.split("\\.", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,12}")) {
            return false;
        }
        long until = Long.parseLong(parts[0]);
        return clock.instant().isBefore(Instant.ofEpochSecond(until)) && MessageDigest.isEqual(utf8(parts[1]),
                utf8(seal(account, passwordHash, until)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String seal(AccountName account, String passwordHash, long until) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                key.mac("second step\n" + account + "\n" + until + "\n" + passwordHash));
    }
}
