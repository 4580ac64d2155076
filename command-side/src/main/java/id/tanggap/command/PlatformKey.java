package id.tanggap.command;

/** A secret key of this platform's own, the same on all its nodes and over all restarts. */
@FunctionalInterface
public interface PlatformKey {

    /** HMAC-SHA-256 of a text under the key: 32 bytes. */
    byte[] mac(String text);
}
