package id.tanggap.infra.web.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * The one place where it is read what proxies say of a request, before anything else sees it. One that a trusted proxy passes
 * on comes from where that says, and was sent to {@link PublicAddress}, whatever the proxy says of that: where people come is
 * the platform's own to know. What a stranger says of it is taken off and believed by nobody.
 */
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final List<String> SAID = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port",
            "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Ssl");

    private final List<Network> proxies;
    private final String header;
    private final boolean standard;
    private final String origin;

    TrustedProxies(PublicAddress address) {
        this.proxies = address.trustedProxies().stream().map(Network::of).toList();
        this.header = address.clientAddressHeader();
        this.standard = header.equalsIgnoreCase("Forwarded");
        this.origin = address.publicUrl().getScheme() + "://" + address.publicUrl().getRawAuthority();
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        if (SAID.stream().noneMatch(headers::containsHeader)) {
            return request;
        }
        ServerHttpRequest.Builder itself = request.mutate().headers(all -> SAID.forEach(all::remove));
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null || !isTrusted(peer.getAddress().getAddress())) {
            return itself.build();
        }
        return itself.remoteAddress(new InetSocketAddress(client(headers.get(header), peer.getAddress()), peer.getPort()))
                .uri(publicly(request.getURI())).build();
    }

    private URI publicly(URI sent) {
        return URI.create(origin + sent.getRawPath() + (sent.getRawQuery() == null ? "" : "?" + sent.getRawQuery()));
    }

    /** The last one on the way that is no proxy of ours: whatever stands before it may be made up by the client. */
    private InetAddress client(List<String> values, InetAddress peer) {
        InetAddress address = peer;
        for (int i = values == null ? -1 : values.size() - 1; i >= 0; i--) {
            String[] hops = values.get(i).split(",");
            for (int j = hops.length - 1; j >= 0; j--) {
                try {
                    address = address(hops[j].strip());
                } catch (IllegalArgumentException _) {
                    return address;
                }
                if (!isTrusted(address.getAddress())) {
                    return address;
                }
            }
        }
        return address;
    }

    private InetAddress address(String hop) {
        String node = standard ? forParameter(hop) : hop;
        if (node.startsWith("[")) {
            node = node.substring(1, Math.max(1, node.indexOf(']')));
        } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
            node = node.substring(0, node.indexOf(':'));
        }
        // a literal only: a name would be looked up
        return InetAddress.ofLiteral(node);
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

    /** @param bits how many of the address's first bits belong to the network */
    record Network(byte[] address, int bits) {

        /** @throws IllegalArgumentException if it is none such as {@code 10.0.0.0/8} or {@code ::1} */
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

        boolean isLoopback() {
            try {
                return bits >= 8 && InetAddress.getByAddress(address).isLoopbackAddress();
            } catch (java.net.UnknownHostException e) {
                throw new IllegalStateException("an address has 4 or 16 bytes", e);
            }
        }
    }
}
