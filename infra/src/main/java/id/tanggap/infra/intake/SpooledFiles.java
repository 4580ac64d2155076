package id.tanggap.infra.intake;

import id.tanggap.command.intake.ImportFiles;
import id.tanggap.command.intake.ImportRule;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Uploaded files in a folder of this node's, each under its import's id. A file has its name only once it is complete and
 * on the disk. Which imports are still to be done is which files are there: a file goes when its import has ended.
 */
public final class SpooledFiles implements ImportFiles {

    private static final Logger log = LoggerFactory.getLogger(SpooledFiles.class);
    private static final String COMPLETE = ".csv";
    private static final String ARRIVING = ".part";

    private final Path folder;
    private final long limit;

    /**
     * @param limit of one file, in bytes
     * @throws UncheckedIOException if the folder cannot be used
     */
    public SpooledFiles(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
        try {
            Files.createDirectories(folder);
            for (Path left : list(ARRIVING)) {
                Files.deleteIfExists(left);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public Mono<Upload> receive(Flux<DataBuffer> content) {
        return Mono.usingWhen(Mono.fromCallable(Arriving::new).subscribeOn(Schedulers.boundedElastic()),
                file -> content.publishOn(Schedulers.boundedElastic(), 16)
                        .doOnNext(file::append)
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .then(Mono.<Upload>fromCallable(file::complete)),
                _ -> Mono.empty(),
                (file, _) -> file.drop(),
                Arriving::drop);
    }

    @Override
    public Mono<Void> discard(ImportId id) {
        return onDisk(() -> Files.deleteIfExists(path(id)));
    }

    Path path(ImportId id) {
        return folder.resolve(id + COMPLETE);
    }

    /** The imports that have a file. */
    List<ImportId> all() throws IOException {
        List<ImportId> all = new ArrayList<>();
        for (Path file : list(COMPLETE)) {
            String name = file.getFileName().toString();
            try {
                all.add(ImportId.of(name.substring(0, name.length() - COMPLETE.length())));
            } catch (IllegalArgumentException _) {
                log.warn("Not an import's file, left alone: {}", file);
            }
        }
        return all;
    }

    private List<Path> list(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
            files.forEach(found::add);
        }
        return found;
    }

    private interface DiskWork {

        void run() throws IOException;
    }

    private static Mono<Void> onDisk(DiskWork work) {
        return Mono.<Void>fromCallable(() -> {
            work.run();
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    /** A file on its way in. */
    private final class Arriving {

        private final Path part;
        private final FileChannel channel;
        private final MessageDigest digest;
        private long size;

        Arriving() throws IOException, NoSuchAlgorithmException {
            digest = MessageDigest.getInstance("SHA-256");
            // readable by this process's account alone
            part = Files.createTempFile(folder, "upload-", ARRIVING);
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

        Upload complete() throws IOException {
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

    private final class Arrived implements Upload {

        private final Path part;
        private final String sha256;
        private final long lines;

        Arrived(Path part, String sha256, long lines) {
            this.part = part;
            this.sha256 = sha256;
            this.lines = lines;
        }

        @Override
        public String sha256() {
            return sha256;
        }

        @Override
        public long lines() {
            return lines;
        }

        @Override
        public Mono<Void> keepFor(ImportId id) {
            return onDisk(() -> {
                try {
                    Files.move(part, path(id), StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException fault) {
                    throw new IOException("the folder for imports must be on one file system that can rename", fault);
                }
                try (FileChannel names = FileChannel.open(folder)) {
                    names.force(true);
                }
            });
        }
    }
}
