package id.tanggap.infra.pages.attachments;

import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.UploadedParts;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Page;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.GivingOutAttachments;
import id.tanggap.query.projection.Progress;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of a complaint, for those who work on it: what the case page links to and where its form goes. */
@ForRole(Role.QUERY)
@Controller
@RequestMapping("/kerja/{id}/lampiran")
final class StaffAttachments {


    private final AttachingFiles attaching;
    private final GivingOutAttachments attachments;
    private final Progress progress;

    StaffAttachments(AttachingFiles attaching, GivingOutAttachments attachments, Progress progress) {
        this.attaching = attaching;
        this.attachments = attachments;
        this.progress = progress;
    }

    @GetMapping("/{number}")
    Mono<ResponseEntity<Flux<DataBuffer>>> whole(@PathVariable ComplaintId id, @PathVariable String number, Reader reader) {
        return attachments.whole(id, number, reader);
    }

    @GetMapping("/{number}/kecil")
    Mono<ResponseEntity<Flux<DataBuffer>>> small(@PathVariable ComplaintId id, @PathVariable String number, Reader reader) {
        return attachments.small(id, number, reader);
    }

    /** Back to the case page when it is done; what is refused is told on a page of its own. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<String>> attach(@PathVariable ComplaintId id, @RequestBody Flux<PartEvent> form,
                                        Sender sender) {
        return attaching.attach(id, take -> new UploadedParts(form).taken(take, Mono.empty()), sender)
                .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                .thenReturn(Page.seeOther("/kerja/" + id));
    }
}
