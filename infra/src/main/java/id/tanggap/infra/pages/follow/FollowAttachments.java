package id.tanggap.infra.pages.follow;

import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.UploadedParts;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Mistakes;
import id.tanggap.infra.pages.Page;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.GivingOutAttachments;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.projection.Progress;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of a report, on the page of whoever has its code and secret. */
@ForRole(Role.QUERY)
@Controller
final class FollowAttachments {

    static final String PATH = "/lacak/lampiran";

    /** What the page is told was done. */
    static final String DID = "lampiran";

    private final Pages pages;
    private final FollowPages follow;
    private final AttachingFiles attaching;
    private final GivingOutAttachments attachments;
    private final ReadingComplaints complaints;
    private final Progress progress;

    FollowAttachments(Pages pages, FollowPages follow, AttachingFiles attaching, GivingOutAttachments attachments,
                      ReadingComplaints complaints, Progress progress) {
        this.pages = pages;
        this.follow = follow;
        this.attaching = attaching;
        this.attachments = attachments;
        this.complaints = complaints;
        this.progress = progress;
    }

    @GetMapping(PATH + "/{number}")
    Mono<ResponseEntity<Flux<DataBuffer>>> whole(@PathVariable String number, Reader reader, ServerWebExchange exchange) {
        return given(reader, exchange, (id, reporter) -> attachments.whole(id, number, reporter));
    }

    @GetMapping(PATH + "/{number}/kecil")
    Mono<ResponseEntity<Flux<DataBuffer>>> small(@PathVariable String number, Reader reader, ServerWebExchange exchange) {
        return given(reader, exchange, (id, reporter) -> attachments.small(id, number, reporter));
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> given(Reader reader, ServerWebExchange exchange,
            BiFunction<ComplaintId, Reader, Mono<ResponseEntity<Flux<DataBuffer>>>> giving) {
        return Mono.justOrEmpty(follow.pass(exchange)).flatMap(pass -> {
            Reader reporter = reader.asReporter(pass.secret());
            return complaints.tracked(pass.code(), reporter).flatMap(complaint -> giving.apply(complaint.id(), reporter));
        }).switchIfEmpty(Mono.error(() -> Refusal.of(NotFound.ATTACHMENT_NOT_FOUND)));
    }

    @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<String>> attach(@RequestBody Flux<PartEvent> form, Sender sender, Reader reader,
                                        ServerWebExchange exchange) {
        Optional<Pass> kept = follow.pass(exchange);
        if (kept.isEmpty()) {
            return Mono.just(Page.seeOther("/lacak"));
        }
        Pass pass = kept.get();
        UploadedParts parts = new UploadedParts(form);
        return complaints.tracked(pass.code(), reader.asReporter(pass.secret())).map(ComplaintAnswer::id)
                .flatMap(id -> attaching.attach(id, take -> parts.taken(take, Mono.defer(() -> about(id, parts))),
                        sender.saying("Tanggap-Secret", pass.secret())))
                .flatMap(receipt -> progress.reachedOrWaitedFor(receipt.position()))
                .thenReturn(Page.seeOther("/lacak/laporan?baru=" + DID))
                .onErrorResume(Refusal.class, refusal -> follow.told(pass, Mistakes.in("file",
                        refusal.text().in(Language.of(exchange).locale())), reader, exchange));
    }

    /** Another report may have been opened in this browser since. */
    private static Mono<Void> about(ComplaintId id, UploadedParts parts) {
        return id.toString().equals(parts.text("id")) ? Mono.empty() : Mono.error(Refusal.of(NotFound.COMPLAINT_NOT_FOUND));
    }
}
