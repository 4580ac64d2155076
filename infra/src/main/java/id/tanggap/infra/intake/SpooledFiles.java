package id.tanggap.infra.intake;

import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Uploaded files in a folder of this node's, which is the only one, each under its import's id. A file has its name only once
 * it is complete and on the disk.
 */
public final class SpooledFiles implements ImportSpool {

    private static final Logger log = LoggerFactory.getLogger(SpooledFiles.class);
    private static final String COMPLETE = ".csv";

    private final Path folder;
    private final Arrivals arrivals;

    /**
     * @param limit of one file, in bytes
     * @throws UncheckedIOException if the folder cannot be used
     */
    public SpooledFiles(Path folder, long limit) {
        this.folder = folder;
        this.arrivals = new Arrivals(folder, limit);
    }

    @Override
    public Mono<Upload> receive(Flux<DataBuffer> content) {
        return arrivals.receive(content).map(arrived -> arrived.keptBy(this::keep));
    }

    @Override
    public Mono<Void> discard(ImportId id) {
        return Arrivals.onDisk(() -> Files.deleteIfExists(path(id)));
    }

    Path path(ImportId id) {
        return folder.resolve(id + COMPLETE);
    }

    @Override
    public List<ImportId> all() throws IOException {
        List<ImportId> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + COMPLETE)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try {
                    all.add(ImportId.of(name.substring(0, name.length() - COMPLETE.length())));
                } catch (IllegalArgumentException _) {
                    log.warn("Not an import's file, left alone: {}", file);
                }
            }
        }
        return all;
    }

    /** It is looked for before the first upload can arrive. */
    @Override
    public boolean isLeftBehind(ImportId id) {
        return true;
    }

    @Override
    public Optional<Turn> take(ImportId id, Runnable lost) {
        return Optional.of(new Turn() {

            @Override
            public Optional<Path> file() {
                return Optional.of(path(id)).filter(Files::exists);
            }

            @Override
            public void end() throws IOException {
                Files.deleteIfExists(path(id));
            }

            @Override
            public void close() {
                // there is nobody else whose turn it could be
            }
        });
    }

    @Override
    public Optional<Duration> othersLeaveThings() {
        return Optional.empty();
    }

    private void keep(Path arrived, ImportId id) throws IOException {
        try {
            Files.move(arrived, path(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException fault) {
            throw new IOException("the folder for imports must be on one file system that can rename", fault);
        }
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true);
        }
    }
}
