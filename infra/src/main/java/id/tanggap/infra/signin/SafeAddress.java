package id.tanggap.infra.signin;

import id.tanggap.infra.web.edge.PublicAddress;
import java.net.InetAddress;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** Refuses to start where passwords would cross a network for everybody to read, or where everybody knows them. */
final class SafeAddress {

    SafeAddress(ServerProperties server, SignInProperties settings, PublicAddress people) {
        if (server.getForwardHeadersStrategy() != null
                && server.getForwardHeadersStrategy() != ServerProperties.ForwardHeadersStrategy.NONE) {
            throw new NotSafe("server.forward-headers-strategy is set: then whoever reaches this platform is believed when "
                    + "saying where a request comes from.",
                    "Leave it out, and name the proxies that are to be believed in tanggap.trusted-proxies.");
        }
        InetAddress address = server.getAddress();
        if (address != null && address.isLoopbackAddress()) {
            return;
        }
        String shown = address == null ? "not set" : address.getHostAddress();
        if (settings.demo()) {
            throw new NotSafe("The demo's passwords are known to everybody: it serves this machine only, and "
                    + "server.address is " + shown + ".", "Set server.address to a loopback address such as 127.0.0.1.");
        }
        boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
        if (!tls && !people.isBehindEncryptingProxy()) {
            throw new NotSafe("Passwords would cross the network unencrypted: others can reach this platform "
                    + "(server.address is " + shown + "), and it has no TLS.",
                    "Set server.ssl.*; or, behind a proxy that terminates TLS, tanggap.trusted-proxies to its address and "
                            + "tanggap.public-url to the https address that people come to; or a loopback address as "
                            + "server.address.");
        }
    }

    /** The settings leave people's passwords open to others. */
    static final class NotSafe extends RuntimeException {

        private final String action;

        NotSafe(String description, String action) {
            super(description);
            this.action = action;
        }
    }

    /** Tells it without a stack trace: it is a setting, not a fault. */
    static final class Analyzer extends AbstractFailureAnalyzer<NotSafe> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, NotSafe cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
