package id.tanggap.infra.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of signing in.
 *
 * @param idle        a session ends when nothing was asked in it for so long
 * @param longest     a session ends after so long, whatever is asked in it
 * @param invitation  how long a person may take to choose a password
 * @param demo        whether there are ready accounts with known passwords; set by the profile {@code demo}
 * @param secondFactor whether people who sign in with a password must have an authenticator; if not set, they must where
 *                    others than this machine come
 * @param oidcClaim   by which claim people are told apart at an OpenID Connect provider: {@code sub},
 *                    {@code preferred_username}, or {@code email}, which counts only if the provider has verified it
 */
@ConfigurationProperties("tanggap.sign-in")
public record SignInProperties(@DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest,
                               @DefaultValue("72h") Duration invitation, @DefaultValue("false") boolean demo,
                               SecondFactorPolicy.Choice secondFactor, @DefaultValue("sub") String oidcClaim) {
}
