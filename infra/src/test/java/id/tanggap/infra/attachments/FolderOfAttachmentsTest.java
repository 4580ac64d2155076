package id.tanggap.infra.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FolderOfAttachmentsTest extends AttachmentStoreContract {

    private Path attachments() {
        return folder.resolve("attachments");
    }

    @Override
    AttachmentStore opened() {
        return FolderOfAttachments.in(attachments());
    }

    @Override
    long size() throws IOException {
        try (var files = Files.walk(attachments())) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void a_position_that_cannot_be_read_is_begun_anew() throws IOException {
        opened().done(7);
        Files.writeString(attachments().resolve("done"), "\0\0");

        assertThat(opened().doneUpTo()).isEqualTo(-1);
    }
}
