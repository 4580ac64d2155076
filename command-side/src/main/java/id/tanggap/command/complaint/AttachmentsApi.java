package id.tanggap.command.complaint;

import id.tanggap.command.Receipt;
import id.tanggap.command.api.Answers;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.complaint.ComplaintId;
import java.util.Optional;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files are attached: as a form with one file, or as the file alone. It adds and changes nothing that somebody could have
 * overlooked, so nobody needs to say on which state it rests.
 */
@RestController
@RequestMapping(path = "/api/v1/complaints/{id}/attachments", produces = MediaType.APPLICATION_JSON_VALUE)
public class AttachmentsApi {

    private final AttachingFiles attaching;

    public AttachmentsApi(AttachingFiles attaching) {
        this.attaching = attaching;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<Answers.Recorded>> attach(@PathVariable ComplaintId id,
                                                  @RequestBody Flux<PartEvent> parts, Sender sender) {
        return created(id, attaching.attach(id, take -> new UploadedParts(parts).taken(take, Mono.empty()), sender));
    }

    /** The type that is said is not looked at: what a file is says its content. */
    @PostMapping(consumes = {"image/*", "application/pdf", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    Mono<ResponseEntity<Answers.Recorded>> attachAlone(@PathVariable ComplaintId id,
                                                       @RequestParam("response") Optional<String> response,
                                                       @RequestBody Flux<DataBuffer> content, Sender sender) {
        AttachingFiles.About about = new AttachingFiles.About(Optional.empty(),
                UploadedParts.response(response.orElse("")));
        return created(id, attaching.attach(id, AttachingFiles.Attachable.of(
                content.onErrorResume(AttachmentsApi::isMissing, _ -> Flux.empty()), about), sender));
    }

    /** A body of no bytes: there is nothing in bytes that could not be decoded. Not required, it would pass for any type. */
    private static boolean isMissing(Throwable fault) {
        return fault instanceof ServerWebInputException && fault.getCause() instanceof DecodingException;
    }

    private static Mono<ResponseEntity<Answers.Recorded>> created(ComplaintId id, Mono<Receipt> receipt) {
        return receipt.map(done -> Answers.created(done, "/api/v1/complaints/" + id + "/attachments/" + done.answer().attachment())
                .body(Answers.recorded(done).getBody()));
    }
}
