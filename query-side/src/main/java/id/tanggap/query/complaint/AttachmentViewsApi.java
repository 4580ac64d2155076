package id.tanggap.query.complaint;

import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attached files, for those who may see what was said in the complaint. */
@RestController
public class AttachmentViewsApi {

    private final GivingOutAttachments attachments;

    public AttachmentViewsApi(GivingOutAttachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping(path = "/api/v1/complaints/{id}/attachments/{number}", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> whole(@PathVariable ComplaintId id, @PathVariable String number, Reader reader) {
        return attachments.whole(id, number, reader.allowing());
    }

    @GetMapping(path = "/api/v1/complaints/{id}/attachments/{number}/small", produces = MediaType.ALL_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> small(@PathVariable ComplaintId id, @PathVariable String number, Reader reader) {
        return attachments.small(id, number, reader.allowing());
    }
}
