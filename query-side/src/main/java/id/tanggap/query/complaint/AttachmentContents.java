package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/** Where the content of attached files comes from, decrypted. Never blocks the caller's thread. */
public interface AttachmentContents {

    /**
     * The file, piece by piece, never as a whole.
     *
     * @return fails with the refusal {@link NotFound#ATTACHMENT_NOT_FOUND} if its file is gone
     */
    Flux<DataBuffer> whole(ReadingComplaints.Openable file);

    /** A picture small enough to be one of many on a page, as JPEG; of a document nothing. */
    Flux<DataBuffer> small(ReadingComplaints.Openable file);
}
