package id.tanggap.infra.attachments;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.FileKey;
import id.tanggap.query.complaint.AttachmentContents;
import id.tanggap.query.complaint.ReadingComplaints;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Opens files that {@link TakingInFiles} laid down: a small picture's length, the small picture, and the file itself. */
final class OpeningFiles implements AttachmentContents {

    private static final int PIECE = 64 << 10;
    private static final DataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private final AttachmentStore store;

    OpeningFiles(AttachmentStore store) {
        this.store = store;
    }

    @Override
    public Flux<DataBuffer> whole(ReadingComplaints.Openable file) {
        return DataBufferUtils.readInputStream(() -> whole(file.file(), file.complaint(), file.key())
                        .orElseThrow(() -> Refusal.of(NotFound.ATTACHMENT_NOT_FOUND)), BUFFERS, PIECE)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Flux<DataBuffer> small(ReadingComplaints.Openable file) {
        return Mono.<DataBuffer>fromCallable(() -> {
            try (DataInputStream in = opened(file.file(), file.complaint(), file.key())
                    .orElseThrow(() -> Refusal.of(NotFound.ATTACHMENT_NOT_FOUND))) {
                return BUFFERS.wrap(in.readNBytes(in.readInt()));
            }
        }).subscribeOn(Schedulers.boundedElastic()).flux();
    }

    /** For threads that may wait. @return empty if the file is gone */
    Optional<InputStream> whole(AttachmentId file, ComplaintId complaint, FileKey key) throws IOException {
        Optional<DataInputStream> opened = opened(file, complaint, key);
        if (opened.isPresent()) {
            opened.get().skipNBytes(opened.get().readInt());
        }
        return opened.map(in -> in);
    }

    private Optional<DataInputStream> opened(AttachmentId file, ComplaintId complaint, FileKey key) throws IOException {
        Optional<InputStream> stored = store.open(file, complaint);
        return stored.isEmpty() ? Optional.empty()
                : Optional.of(new DataInputStream(new FileCipher(key, file).from(stored.get())));
    }
}
