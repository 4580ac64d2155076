package id.tanggap.infra.intake;

import id.tanggap.command.intake.ImportFiles;
import id.tanggap.command.intake.ImportRule;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Sha256;
import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files on their way in, in a folder of this node's. What was still arriving when the application died goes at its next start. */
public final class Arrivals {

    private static final String ARRIVING = ".part";

    private final Path folder;
    private final long limit;

    /**
     * @param limit of one file, in bytes
     * @throws UncheckedIOException if the folder cannot be used
     */
    public Arrivals(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + ARRIVING)) {
                for (Path each : left) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * A file that has arrived completely and is on the disk.
     *
     * @param sha256 of its bytes, in hex
     * @param lines  after its header
     */
    public record Arrived(Path file, String sha256, long lines) {

        /** To be handed on. */
        public ImportFiles.Upload keptBy(Keeping keeping) {
            return new Kept(this, keeping);
        }
    }

    /** Makes a file that has arrived, durably, the file of an import; on a thread that may wait. */
    public interface Keeping {

        void keep(Path file, ImportId id) throws IOException;
    }

    private record Kept(Arrived arrived, Keeping keeping) implements ImportFiles.Upload {

        @Override
        public String sha256() {
            return arrived.sha256();
        }

        @Override
        public long lines() {
            return arrived.lines();
        }

        @Override
        public Mono<Void> keepFor(ImportId id) {
            return onDisk(() -> keeping.keep(arrived.file(), id));
        }
    }

    /** Takes a file in; if that fails or is given up, nothing stays of it. */
    public Mono<Arrived> receive(Flux<DataBuffer> content) {
        return Mono.usingWhen(Mono.fromCallable(Arriving::new).subscribeOn(Schedulers.boundedElastic()),
                file -> content.publishOn(Schedulers.boundedElastic(), 16)
                        .doOnNext(file::append)
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .then(Mono.fromCallable(file::complete)),
                _ -> Mono.empty(),
                (file, _) -> file.drop(),
                Arriving::drop);
    }

    /** A file for this process alone, which goes at the next start if nobody takes it away before. */
    public Path scratch() throws IOException {
        return Files.createTempFile(folder, "upload-", ARRIVING);
    }

    /** Work on the disk. */
    public interface DiskWork {

        void run() throws IOException;
    }

    /** On a thread that may wait. */
    public static Mono<Void> onDisk(DiskWork work) {
        return Mono.<Void>fromCallable(() -> {
            work.run();
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private final class Arriving {

        private final Path part;
        private final FileChannel channel;
        private final MessageDigest digest;
        private long size;

        Arriving() throws IOException {
            digest = Sha256.begin();
            // readable by this process's account alone
            part = scratch();
            channel = FileChannel.open(part, StandardOpenOption.WRITE);
        }

        void append(DataBuffer buffer) {
            try {
                size += buffer.readableByteCount();
                if (size > limit) {
                    throw Refusal.of(ImportRule.FILE_TOO_LARGE, Map.of("limit", limit));
                }
                try (DataBuffer.ByteBufferIterator pieces = buffer.readableByteBuffers()) {
                    while (pieces.hasNext()) {
                        var piece = pieces.next();
                        digest.update(piece.duplicate());
                        while (piece.hasRemaining()) {
                            channel.write(piece);
                        }
                    }
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        Arrived complete() throws IOException {
            if (size == 0) {
                throw Refusal.of(ImportRule.FILE_EMPTY);
            }
            channel.force(true);
            channel.close();
            return new Arrived(part, HexFormat.of().formatHex(digest.digest()), CsvLines.count(part));
        }

        Mono<Void> drop() {
            return onDisk(() -> {
                channel.close();
                Files.deleteIfExists(part);
            });
        }
    }
}
