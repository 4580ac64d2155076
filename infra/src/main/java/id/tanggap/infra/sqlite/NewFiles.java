package id.tanggap.infra.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What has to be done for a file that was just made. */
public final class NewFiles {

    private NewFiles() {
    }

    /** Makes the file's entry in its folder durable, and the folder's in its own: the folder may be as new as the file. */
    public static void makeDurable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        force(folder);
        force(folder.getParent());
    }

    private static void force(Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
