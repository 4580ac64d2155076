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
 * @param storage where everything is kept
 * @param role    which half of the platform this process is
 * @param data    folder of all files that the platform keeps
 * @param zone    whose days count where no office's do
 * @param imports what may be handed in
 * @param clock   how time is kept
 * @param keys    what people's keys are wrapped with
 */
@ConfigurationProperties("tanggap")
public record TanggapProperties(@DefaultValue("sqlite") Storage storage, @DefaultValue("all") Role role,
                                @DefaultValue("./data") Path data, @DefaultValue("Asia/Jakarta") ZoneId zone,
                                @DefaultValue Imports imports, @DefaultValue Clock clock,
                                @DefaultValue Keys keys) {

    public enum Storage {

        /** In files of the data folder, for one process. */
        SQLITE,
        /** On a MongoDB server or replica set, for one process or several. */
        MONGODB
    }

    public enum Role {

        ALL,
        /** Takes commands. */
        COMMAND,
        /** Answers questions. */
        QUERY
    }

    /** @param maxSize of one file */
    public record Imports(@DefaultValue("1GB") DataSize maxSize) {
    }

    /** @param interval from one look at what is due to the next */
    public record Clock(@DefaultValue("10s") Duration interval) {
    }

    /**
     * @param kek  key-encryption keys of 64 hexadecimal digits, the newest first; if empty they are in a file
     * @param file with one such key per line; {@code kek.key} in the data folder unless set, made if missing
     */
    public record Keys(@DefaultValue("") String kek, Path file) {

        /** Redacted: it is a secret. */
        @Override
        public String toString() {
            return "Keys[file=" + file + "]";
        }
    }
}
