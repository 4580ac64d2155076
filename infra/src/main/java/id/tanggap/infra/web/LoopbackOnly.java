package id.tanggap.infra.web;

import java.net.InetAddress;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** Refuses to start on an address that others can reach, as long as staff are taken at their word. */
final class LoopbackOnly {

    LoopbackOnly(ServerProperties server) {
        InetAddress address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException("Tanggap has no sign-in yet: it serves this machine only. Set server.address "
                    + "to a loopback address such as 127.0.0.1 (it is " + address + ").");
        }
    }
}
