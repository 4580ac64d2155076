package id.tanggap.infra;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param clock   how time is kept
 */
@ConfigurationProperties("tanggap")
public record TanggapProperties(@DefaultValue("./data") Path data, @DefaultValue("Asia/Jakarta") ZoneId zone,
                                @DefaultValue Imports imports, @DefaultValue Clock clock) {

    /** @param maxSize of one file */
    public record Imports(@DefaultValue("1GB") DataSize maxSize) {
    }

    /** @param interval from one look at what is due to the next */
    public record Clock(@DefaultValue("10s") Duration interval) {
    }
}
