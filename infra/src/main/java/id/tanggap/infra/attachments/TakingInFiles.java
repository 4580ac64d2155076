package id.tanggap.infra.attachments;

import id.tanggap.command.complaint.AttachmentFiles;
import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Sha256;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.FileKey;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes files in: what arrives is laid down encrypted, under a key that is nowhere but in memory; once it is whole it is made
 * harmless, encrypted under a key of its own, and handed to the store. Nothing readable is ever on the disk.
 *
 * <p>Pictures are unpacked one after the other, for each may need a hundred megabytes.
 */
final class TakingInFiles implements AttachmentFiles, AutoCloseable {

    private static final String ARRIVING = ".part";
    private static final int MOST_WAITING = 32;

    private final Path folder;
    private final AttachmentStore store;
    private final Scheduler oneByOne = Schedulers.newBoundedElastic(1, MOST_WAITING, "attachments", 60, true);

    /**
     * @param folder of this node's, for what arrives; what was left there by a process that died is deleted
     * @throws UncheckedIOException if it cannot be used
     */
    TakingInFiles(Path folder, AttachmentStore store) {
        this.folder = folder;
        this.store = store;
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

    @Override
    public Mono<Kept> take(Flux<DataBuffer> content) {
        return Mono.usingWhen(Mono.fromCallable(Arriving::new).subscribeOn(Schedulers.boundedElastic()),
                file -> content.publishOn(Schedulers.boundedElastic(), 16)
                        .doOnNext(file::append)
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .then(Mono.fromCallable(() -> keep(file.whole())).subscribeOn(oneByOne)
                                .onErrorMap(RejectedExecutionException.class,
                                        _ -> Refusal.of(AttachmentRule.TOO_BUSY_FOR_FILES))),
                Arriving::drop, (file, _) -> file.drop(), Arriving::drop);
    }

    @Override
    public Mono<Void> discard(AttachmentId file) {
        return Mono.<Void>fromCallable(() -> {
            store.discard(file);
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private Kept keep(Arriving sent) throws IOException {
        AttachmentId id = new AttachmentId(UUID.randomUUID());
        FileKey key = FileCipher.newKey();
        Path encrypted = scratch();
        try {
            MessageDigest digest = Sha256.begin();
            long size;
            try (DataOutputStream out = new DataOutputStream(new FileCipher(key, id).into(
                    new DigestOutputStream(Files.newOutputStream(encrypted), digest)))) {
                size = sent.type.kept().isPicture() ? write(Picture.of(sent.type, sent.bytes()), out) : copy(sent, out);
            }
            try (FileChannel written = FileChannel.open(encrypted, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            store.arrived(id, encrypted);
            return new Kept(id, sent.type.kept(), size, HexFormat.of().formatHex(digest.digest()), key, sent.sha256);
        } finally {
            Files.deleteIfExists(encrypted);
        }
    }

    /** The small picture goes before the whole one: {@link OpeningFiles} reads as far as it needs. */
    private static long write(Picture picture, DataOutputStream out) throws IOException {
        out.writeInt(picture.small().length);
        out.write(picture.small());
        out.write(picture.content());
        return picture.content().length;
    }

    private static long copy(Arriving sent, DataOutputStream out) throws IOException {
        out.writeInt(0);
        try (InputStream in = sent.open()) {
            return in.transferTo(out);
        }
    }

    /** Readable by this process's account alone. */
    private Path scratch() throws IOException {
        return Files.createTempFile(folder, "file-", ARRIVING);
    }

    @Override
    public void close() {
        oneByOne.dispose();
    }

    private final class Arriving {

        private final Path part;
        private final FileCipher cipher = new FileCipher(FileCipher.newKey(), new AttachmentId(UUID.randomUUID()));
        private final OutputStream out;
        private final MessageDigest digest = Sha256.begin();
        private final byte[] head = new byte[SentType.HEAD];
        private int size;
        private SentType type;
        private String sha256;

        Arriving() throws IOException {
            part = scratch();
            out = cipher.into(Files.newOutputStream(part));
        }

        void append(DataBuffer buffer) {
            try {
                byte[] bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                if (size + bytes.length > AttachmentLimits.MOST_BYTES) {
                    throw Refusal.of(AttachmentRule.ATTACHMENT_TOO_LARGE, Map.of("limit", AttachmentLimits.MOST_BYTES >> 20));
                }
                if (size < head.length) {
                    System.arraycopy(bytes, 0, head, size, Math.min(bytes.length, head.length - size));
                }
                size += bytes.length;
                if (type == null && size >= head.length) {
                    type = typeOf(head);
                }
                digest.update(bytes);
                out.write(bytes);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        Arriving whole() throws IOException {
            out.close();
            if (size == 0) {
                throw Refusal.of(AttachmentRule.ATTACHMENT_EMPTY);
            }
            if (type == null) {
                type = typeOf(Arrays.copyOf(head, size));
            }
            sha256 = HexFormat.of().formatHex(digest.digest());
            return this;
        }

        private static SentType typeOf(byte[] head) {
            return SentType.of(head).orElseThrow(() -> Refusal.of(AttachmentRule.UNSUPPORTED_TYPE));
        }

        InputStream open() throws IOException {
            return cipher.from(Files.newInputStream(part));
        }

        byte[] bytes() throws IOException {
            try (InputStream in = open()) {
                return in.readAllBytes();
            }
        }

        Mono<Void> drop() {
            return Mono.<Void>fromCallable(() -> {
                out.close();
                Files.deleteIfExists(part);
                return null;
            }).subscribeOn(Schedulers.boundedElastic());
        }
    }
}
