package id.tanggap.command.intake;

import id.tanggap.kernel.intake.ImportId;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where uploaded files stay from their arrival until their import has ended, and no longer: they hold what people wrote,
 * beyond the reach of erasure.
 */
public interface ImportFiles {

    /**
     * Takes a file in piece by piece; it is never in memory as a whole. Until it is kept, it is lost if this node dies.
     *
     * @return fails with {@link ImportRule#FILE_TOO_LARGE} or {@link ImportRule#FILE_EMPTY}, and then leaves nothing behind
     */
    Mono<Upload> receive(Flux<DataBuffer> content);

    /** Forgets the file of an import, if there is one. */
    Mono<Void> discard(ImportId id);

    /** A file that has arrived completely. */
    interface Upload {

        /** SHA-256 of its bytes, in hex. */
        String sha256();

        /** How many lines it has after its header. */
        long lines();

        /** Makes it, durably, the file of this import. */
        Mono<Void> keepFor(ImportId id);
    }
}
