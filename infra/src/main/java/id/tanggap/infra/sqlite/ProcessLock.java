package id.tanggap.infra.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one process only has a data file open. The operating system gives the lock back when the process ends,
 * however it ends.
 */
public final class ProcessLock implements AutoCloseable {

    // POSIX drops a process's lock as soon as it closes ANY descriptor of the file: a second attempt within this process
    // must not even open it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock that stands next to a data file.
     *
     * @throws IOException with one line for the operator, if another process (or this one) has it
     */
    public static ProcessLock on(Path dataFile) throws IOException {
        Path lockFile = dataFile.resolveSibling(dataFile.getFileName() + ".lock").toAbsolutePath().normalize();
        if (!HELD_HERE.add(lockFile)) {
            throw new IOException(dataFile + " is open in this process already");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("%s is in use by another process%s; two processes must not share it"
                        .formatted(dataFile, holder(lockFile)));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new ProcessLock(lockFile, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(lockFile);
            throw e;
        }
    }

    private static String holder(Path lockFile) {
        try {
            return " (" + Files.readString(lockFile).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
