package id.tanggap.kernel.account;

import java.util.Objects;

/**
 * Who somebody is at an OpenID Connect provider.
 *
 * @param issuer  the provider, as its tokens name it
 * @param subject the value of the claim that this platform tells people apart by at that provider
 */
public record ExternalIdentity(String issuer, String subject) {

    public ExternalIdentity {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(subject, "subject");
    }
}
