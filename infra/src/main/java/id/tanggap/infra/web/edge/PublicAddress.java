package id.tanggap.infra.web.edge;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people find the platform, which a platform behind a proxy cannot know by itself.
 *
 * @param publicUrl without a slash at its end; starts with {@code https} wherever others than this machine come
 */
@ConfigurationProperties("tanggap")
public record PublicAddress(@DefaultValue("http://127.0.0.1:8080") URI publicUrl) {

    /** @throws IllegalArgumentException if links made from it would lead nowhere */
    public PublicAddress {
        if (publicUrl.getHost() == null || publicUrl.getRawQuery() != null || publicUrl.getRawFragment() != null
                || publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("tanggap.public-url is an address like https://tanggap.example.org");
        }
    }

    public boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }
}
