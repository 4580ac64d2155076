package id.tanggap.infra;

import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's own settings.
 *
 * @param data folder of all files that the platform keeps
 * @param zone whose days count where no office's do
 */
@ConfigurationProperties("tanggap")
public record TanggapProperties(@DefaultValue("./data") Path data, @DefaultValue("Asia/Jakarta") ZoneId zone) {
}
