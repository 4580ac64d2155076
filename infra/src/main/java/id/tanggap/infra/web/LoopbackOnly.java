package id.tanggap.infra.web;

import java.net.InetAddress;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** Refuses to start on an address that others can reach, as long as staff are taken at their word. */
final class LoopbackOnly {

    LoopbackOnly(ServerProperties server) {
        InetAddress address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new ReachableByOthers(address);
        }
    }

    /** The address that was set is not this machine's own. */
    static final class ReachableByOthers extends RuntimeException {

        ReachableByOthers(InetAddress address) {
            super("Tanggap has no sign-in yet: it serves this machine only, and server.address is "
                    + (address == null ? "not set" : address.getHostAddress()) + ".");
        }
    }

    /** Tells it without a stack trace: it is a setting, not a fault. */
    static final class Analyzer extends AbstractFailureAnalyzer<ReachableByOthers> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, ReachableByOthers cause) {
            return new FailureAnalysis(cause.getMessage(), "Set server.address to a loopback address such as 127.0.0.1.",
                    cause);
        }
    }
}
