package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentType;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Attached files as answers: the one way for the API and for pages. Somebody else made what is given out here, so it is given out
 * as something that can do nothing: of the type that was found out here, in a sandbox of its own, under a name of ours, and a
 * document never to be shown in the browser by itself.
 */
public final class GivingOutAttachments {

    private static final String NOTHING_IN_IT_RUNS = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private final ReadingComplaints complaints;
    private final AttachmentContents contents;

    public GivingOutAttachments(ReadingComplaints complaints, AttachmentContents contents) {
        this.complaints = complaints;
        this.contents = contents;
    }

    /** @param number as it was asked for */
    public Mono<ResponseEntity<Flux<DataBuffer>>> whole(ComplaintId complaint, String number, Reader reader) {
        return openable(complaint, number, reader).map(file -> answer(file.type(), file.number())
                .contentLength(file.size()).body(contents.whole(file)));
    }

    /** @param number as it was asked for */
    public Mono<ResponseEntity<Flux<DataBuffer>>> small(ComplaintId complaint, String number, Reader reader) {
        return openable(complaint, number, reader).filter(file -> file.type().isPicture())
                .switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.ATTACHMENT_NOT_FOUND)))
                .map(file -> answer(AttachmentType.JPEG, file.number()).body(contents.small(file)));
    }

    private Mono<ReadingComplaints.Openable> openable(ComplaintId complaint, String number, Reader reader) {
        return number.matches("[1-9]\\d{0,5}") ? complaints.attachment(complaint, Integer.parseInt(number), reader)
                : Mono.error(Refusal.of(NotFound.ATTACHMENT_NOT_FOUND));
    }

    private static ResponseEntity.BodyBuilder answer(AttachmentType type, int number) {
        ContentDisposition.Builder shown = type.isPicture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type.mediaType()))
                .header("Content-Security-Policy", NOTHING_IN_IT_RUNS)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, shown.filename("lampiran-" + number + "." + type.ending()).build()
                        .toString());
    }
}
