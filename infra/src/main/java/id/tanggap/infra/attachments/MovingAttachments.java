package id.tanggap.infra.attachments;

import id.tanggap.infra.moving.MovingFailed;
import id.tanggap.kernel.complaint.AttachmentId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attached files go from one store to another through a folder, each under its name, as encrypted as they are stored. With which
 * complaint one is filed follows from the events, when a platform first starts on the store.
 */
public final class MovingAttachments {

    private MovingAttachments() {
    }

    /**
     * @return how many files there are
     * @throws MovingFailed if the folder has something in it already, or cannot be written
     */
    public static long export(AttachmentStore store, Path folder) {
        long[] files = new long[1];
        try {
            Files.createDirectories(folder);
            store.forEach((file, encrypted) -> {
                Files.copy(encrypted, folder.resolve(file.toString()));
                files[0]++;
            });
            return files[0];
        } catch (FileAlreadyExistsException there) {
            throw new MovingFailed("there is a file of that name already: " + there.getMessage() + "; name an empty folder", there);
        } catch (IOException fault) {
            throw new MovingFailed("the attached files cannot be exported to " + folder + ": " + fault.getMessage(), fault);
        }
    }

    /**
     * Files that are there already are left: it may be done again after it was interrupted, before the first start.
     *
     * @return how many files there were
     * @throws MovingFailed if the folder has something else in it, or cannot be read
     */
    public static long importInto(AttachmentStore store, Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            for (Path file : files) {
                take(store, file);
            }
            return files.size();
        } catch (IOException fault) {
            throw new MovingFailed("the attached files cannot be imported from " + folder + ": " + fault.getMessage(), fault);
        }
    }

    private static void take(AttachmentStore store, Path file) throws IOException {
        AttachmentId name;
        try {
            name = AttachmentId.of(file.getFileName().toString());
        } catch (IllegalArgumentException e) {
            throw new MovingFailed("not an attached file: " + file, e);
        }
        store.discard(name);
        Path copy = Files.createTempFile("attachment-", ".part");
        try {
            Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            store.arrived(name, copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
