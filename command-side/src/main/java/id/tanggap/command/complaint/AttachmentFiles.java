package id.tanggap.command.complaint;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.FileKey;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where attached files are checked, made harmless and kept, each encrypted under a key of its own that is kept elsewhere. */
public interface AttachmentFiles {

    /**
     * A file that is kept, durably. As long as no event tells its key nobody can read it, and it is thrown away a day later.
     *
     * @param file   under which name
     * @param size   of what is to be given out, in bytes
     * @param sha256 of the stored bytes, in hex
     * @param sent   SHA-256 of the bytes as they were sent, in hex: not to be kept, for it would tell whether somebody has them
     */
    record Kept(AttachmentId file, AttachmentType type, long size, String sha256, FileKey key, String sent) {
    }

    /**
     * Takes a file in piece by piece. What it is is found out from its content, whatever its sender says it is.
     *
     * @return fails with a {@link Refusal} by an {@link AttachmentRule}, and then leaves nothing behind
     */
    Mono<Kept> take(Flux<DataBuffer> content);

    /** Throws away what turned out not to be wanted. */
    Mono<Void> discard(AttachmentId file);
}
