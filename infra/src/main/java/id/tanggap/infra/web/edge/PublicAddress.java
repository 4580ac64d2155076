package id.tanggap.infra.web.edge;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people find the platform, and through whom they may come, which a platform behind a proxy cannot know by itself.
 *
 * @param publicUrl           without a slash at its end; starts with {@code https} wherever others than this machine come
 * @param trustedProxies      networks, as {@code 10.0.0.0/8} or {@code ::1}, of proxies whose word is taken for where a request
 *                            comes from. Who comes through one of them has come to {@code publicUrl}
 * @param clientAddressHeader in which header those proxies say it: {@code X-Forwarded-For} or {@code Forwarded}. Only that one
 *                            is read; the other could come from the client
 */
@ConfigurationProperties("tanggap")
public record PublicAddress(@DefaultValue("http://127.0.0.1:8080") URI publicUrl,
                            @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> trustedProxies,
                            @DefaultValue("X-Forwarded-For") String clientAddressHeader) {

    /** @throws IllegalArgumentException if one of them means nothing */
    public PublicAddress {
        if (publicUrl.getHost() == null || publicUrl.getRawQuery() != null || publicUrl.getRawFragment() != null
                || publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("tanggap.public-url is an address like https://tanggap.example.org");
        }
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(TrustedProxies.Network::of);
        if (!clientAddressHeader.equalsIgnoreCase("X-Forwarded-For") && !clientAddressHeader.equalsIgnoreCase("Forwarded")) {
            throw new IllegalArgumentException(
                    "tanggap.client-address-header is X-Forwarded-For or Forwarded: what a proxy says it in");
        }
    }

    public boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** Whether people come by https, through a proxy on another machine. */
    public boolean isBehindEncryptingProxy() {
        return isSecure() && trustedProxies.stream().map(TrustedProxies.Network::of).anyMatch(one -> !one.isLoopback());
    }
}
