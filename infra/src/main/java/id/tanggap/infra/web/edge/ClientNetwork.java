package id.tanggap.infra.web.edge;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The network that a request comes from: the first 24 bits of an IPv4 address, 56 of an IPv6 one. Many people may share one.
 * Nothing of it is kept here.
 */
public final class ClientNetwork {

    private static final byte[] UNKNOWN = new byte[0];

    private ClientNetwork() {
    }

    /** Its first bytes, 3 or 7; none if the connection has no address. */
    public static byte[] of(ServerHttpRequest request) {
        InetSocketAddress client = request.getRemoteAddress();
        if (client == null || client.getAddress() == null) {
            return UNKNOWN;
        }
        byte[] address = client.getAddress().getAddress();
        return Arrays.copyOf(address, address.length == 4 ? 3 : 7);
    }
}
