package id.tanggap.infra.signin;

import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.kernel.account.SignInMethod;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/**
 * Whether people who sign in with a password must have an authenticator (OWASP ASVS 5.0, 6.3.3).
 *
 * @param required whoever has none does nothing but set one up
 */
record SecondFactorPolicy(boolean required) {

    private static final Logger log = LoggerFactory.getLogger(SecondFactorPolicy.class);

    /** Whether somebody must set up an authenticator before anything else. At a provider that is the provider's matter. */
    boolean isLacking(Facts.Entry entry) {
        return required && entry.signIn() == SignInMethod.PASSWORD && !entry.factor();
    }

    /** As settings say it. */
    public enum Choice {
        /** Everybody decides for themselves. */
        OPTIONAL,
        REQUIRED
    }

    /** Where nothing was chosen: required wherever others than this machine come, not where somebody tries it out. */
    static SecondFactorPolicy of(SignInProperties settings, ServerProperties server, PublicAddress people) {
        InetAddress address = server.getAddress();
        boolean alone = address != null && address.isLoopbackAddress() && !people.isSecure();
        boolean required = settings.secondFactor() == null ? !alone : settings.secondFactor() == Choice.REQUIRED;
        if (!required) {
            log.info("A password alone is enough to sign in: tanggap.sign-in.second-factor is optional{}.",
                    settings.secondFactor() == null ? " on this machine" : "");
        }
        return new SecondFactorPolicy(required);
    }
}
