package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SpooledFilesTest extends ImportSpoolContract {

    @Override
    ImportSpool spool(long limit) {
        return new SpooledFiles(folder, limit);
    }

    @Override
    void requireEmpty() {
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_was_still_arriving_when_the_application_died_goes_at_the_next_start() throws IOException {
        Files.writeString(folder.resolve("upload-1.part"), "a,b\n");
        Files.writeString(folder.resolve("somebody-elses.csv"), "a,b\n");

        assertThat(spool(100).all()).isEmpty();
        assertThat(Files.list(folder)).containsExactly(folder.resolve("somebody-elses.csv"));
    }
}
