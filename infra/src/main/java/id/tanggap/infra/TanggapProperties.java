package id.tanggap.infra;

import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The platform's own settings.
 *
 * @param data    folder of all files that the platform keeps
 * @param zone    whose days count where no office's do
 * @param imports what may be handed in
 */
@ConfigurationProperties("tanggap")
public record TanggapProperties(@DefaultValue("./data") Path data, @DefaultValue("Asia/Jakarta") ZoneId zone,
                                @DefaultValue Imports imports) {

    /** @param maxSize of one file */
    public record Imports(@DefaultValue("1GB") DataSize maxSize) {
    }
}
