package id.tanggap.infra.attachments;

import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attached files in a folder, for the one process that has it: {@code arrived/<file>} until they are filed, then
 * {@code kept/<two digits>/<complaint>/<file>}. A file has such a name only once it is complete and on the disk.
 */
public final class FolderOfAttachments implements AttachmentStore {

    private static final String PART = ".part";

    private final Path arrived;
    private final Path kept;
    private final Path position;
    private long done;

    private FolderOfAttachments(Path folder) throws IOException {
        this.arrived = Files.createDirectories(folder.resolve("arrived"));
        this.kept = Files.createDirectories(folder.resolve("kept"));
        this.position = folder.resolve("done");
        this.done = Files.exists(position) ? read(position) : -1;
    }

    /**
     * Makes the folder if it is missing.
     *
     * @throws UncheckedIOException if it cannot be used
     */
    public static FolderOfAttachments in(Path folder) {
        try {
            return new FolderOfAttachments(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What cannot be read is begun anew: that costs time and nothing else. */
    private static long read(Path position) throws IOException {
        try {
            return Long.parseLong(Files.readString(position).strip());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private Path path(AttachmentId file, ComplaintId complaint) {
        return folder(complaint).resolve(file.toString());
    }

    /** The last digits of an id are random, whatever the first are made of. */
    private Path folder(ComplaintId complaint) {
        String id = complaint.toString();
        return kept.resolve(id.substring(id.length() - 2)).resolve(id);
    }

    @Override
    public void arrived(AttachmentId file, Path encrypted) throws IOException {
        Path here = arrived.resolve(file.toString());
        try {
            Files.move(encrypted, here, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            copy(encrypted, here);
        }
        Files.setLastModifiedTime(here, FileTime.from(Instant.ofEpochMilli(System.currentTimeMillis())));
        sync(arrived);
    }

    /** From another file system: it gets its name once it is on the disk. */
    private void copy(Path from, Path here) throws IOException {
        Path part = here.resolveSibling(here.getFileName() + PART);
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, here, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(from);
    }

    @Override
    public void file(AttachmentId file, ComplaintId complaint) throws IOException {
        Path from = arrived.resolve(file.toString());
        if (Files.notExists(from)) {
            return;
        }
        Path folder = folder(complaint);
        Files.createDirectories(folder);
        Files.move(from, path(file, complaint), StandardCopyOption.ATOMIC_MOVE);
        for (Path changed : List.of(folder, folder.getParent(), kept, arrived)) {
            sync(changed);
        }
    }

    @Override
    public Optional<InputStream> open(AttachmentId file, ComplaintId complaint) throws IOException {
        // between the two looks it may be moved, and then it is where it was looked for first
        for (Path place : List.of(path(file, complaint), arrived.resolve(file.toString()), path(file, complaint))) {
            try {
                return Optional.of(Files.newInputStream(place));
            } catch (NoSuchFileException _) {
                // not there
            }
        }
        return Optional.empty();
    }

    @Override
    public void discard(AttachmentId file) throws IOException {
        Files.deleteIfExists(arrived.resolve(file.toString()));
        sync(arrived);
    }

    @Override
    public void delete(AttachmentId file, ComplaintId complaint) throws IOException {
        if (Files.deleteIfExists(path(file, complaint))) {
            sync(folder(complaint));
        }
    }

    @Override
    public void deleteAll(ComplaintId complaint) throws IOException {
        Path folder = folder(complaint);
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
        sync(folder.getParent());
    }

    @Override
    public void forEach(Each each) throws IOException {
        try (Stream<Path> all = Stream.concat(Files.walk(arrived), Files.walk(kept))) {
            for (Path file : (Iterable<Path>) all.filter(path ->
                    Files.isRegularFile(path) && !path.toString().endsWith(PART))::iterator) {
                try (InputStream in = Files.newInputStream(file)) {
                    each.take(AttachmentId.of(file.getFileName().toString()), in);
                }
            }
        }
    }

    @Override
    public int sweep(Instant before) throws IOException {
        int swept = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(arrived)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    swept += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (NoSuchFileException _) {
            // filed while it was looked at: the next sweep goes on
        }
        return swept;
    }

    @Override
    public synchronized long doneUpTo() {
        return done;
    }

    @Override
    public synchronized void done(long upTo) throws IOException {
        if (upTo <= done) {
            return;
        }
        Path next = position.resolveSibling("done.part");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(Long.toString(upTo)));
            channel.force(true);
        }
        Files.move(next, position, StandardCopyOption.ATOMIC_MOVE);
        done = upTo;
    }

    /** Names are only durable once their folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
