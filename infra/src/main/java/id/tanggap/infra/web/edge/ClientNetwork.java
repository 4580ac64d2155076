package id.tanggap.infra.web.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The network that a request comes from: the first 24 bits of an IPv4 address, 56 of an IPv6 one. It is the connection's
 * own, or what a trusted proxy says. Nothing of it is kept here.
 */
final class ClientNetwork {

    private static final byte[] UNKNOWN = new byte[0];

    /** @param bits how many of the address's first bits belong to the network */
    private record Network(byte[] address, int bits) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("not a network: " + text);
            }
            return new Network(address, bits);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, other, 0, whole)
                    && (rest == 0 || (address[whole] ^ other[whole]) >> (8 - rest) == 0);
        }
    }

    private final List<Network> proxies;
    private final String header;
    private final boolean standard;

    /**
     * @param trustedProxies networks as {@code 10.0.0.0/8} or {@code ::1}
     * @throws IllegalArgumentException if one is no network, or the header is another than the two
     */
    ClientNetwork(List<String> trustedProxies, String header) {
        this.proxies = trustedProxies.stream().map(Network::of).toList();
        this.header = header;
        this.standard = header.equalsIgnoreCase("Forwarded");
        if (!standard && !header.equalsIgnoreCase("X-Forwarded-For")) {
            throw new IllegalArgumentException("a proxy says where a request comes from in X-Forwarded-For or Forwarded");
        }
    }

    /** Its first bytes, 3 or 7; none if the connection has no address. */
    byte[] of(ServerHttpRequest request) {
        if (request.getRemoteAddress() == null || request.getRemoteAddress().getAddress() == null) {
            return UNKNOWN;
        }
        byte[] address = request.getRemoteAddress().getAddress().getAddress();
        if (isTrusted(address)) {
            address = forwarded(request.getHeaders().get(header), address);
        }
        return Arrays.copyOf(address, address.length == 4 ? 3 : 7);
    }

    /** The last one on the way that is no proxy of ours: whatever stands before it may be made up by the client. */
    private byte[] forwarded(List<String> values, byte[] peer) {
        byte[] address = peer;
        for (int i = values == null ? -1 : values.size() - 1; i >= 0; i--) {
            String[] hops = values.get(i).split(",");
            for (int j = hops.length - 1; j >= 0; j--) {
                try {
                    address = address(hops[j].strip());
                } catch (IllegalArgumentException _) {
                    return address;
                }
                if (!isTrusted(address)) {
                    return address;
                }
            }
        }
        return address;
    }

    private byte[] address(String hop) {
        String node = standard ? forParameter(hop) : hop;
        if (node.startsWith("[")) {
            node = node.substring(1, Math.max(1, node.indexOf(']')));
        } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
            node = node.substring(0, node.indexOf(':'));
        }
        // a literal only: a name would be looked up
        return InetAddress.ofLiteral(node).getAddress();
    }

    /** {@code for="[2001:db8::1]:4711";proto=https} (RFC 7239). */
    private static String forParameter(String hop) {
        for (String pair : hop.split(";")) {
            String[] parameter = pair.strip().split("=", 2);
            if (parameter.length == 2 && parameter[0].toLowerCase(Locale.ROOT).equals("for")) {
                return parameter[1].replace("\"", "");
            }
        }
        throw new IllegalArgumentException("says nothing of where it comes from");
    }

    private boolean isTrusted(byte[] address) {
        for (Network proxy : proxies) {
            if (proxy.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
