package id.tanggap.command.complaint;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.api.PlainText;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.ComplaintId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files are attached to a complaint: the one way for the API and for pages. Who may do it is asked before anything is taken in,
 * and a file is kept before the event that tells of it, so what was attached is always there.
 *
 * <p>Everything fails with a {@link Refusal} that names the rule.
 */
public final class AttachingFiles {

    private static final PlainText.Validator PLAIN = new PlainText.Validator();

    private final Commands commands;
    private final AttachmentFiles files;

    public AttachingFiles(Commands commands, AttachmentFiles files) {
        this.commands = commands;
        this.files = files;
    }

    /**
     * What is said about a file.
     *
     * @param description what it shows, in its sender's words
     * @param response    the response that it belongs to; of staff only
     */
    public record About(Optional<String> description, Optional<Integer> response) {

        public static final About NOTHING = new About(Optional.empty(), Optional.empty());

        /** @throws Refusal if it cannot be taken as it is */
        public About {
            description = description.map(String::strip).filter(text -> !text.isEmpty());
            description.filter(text -> text.length() > AttachmentLimits.MOST_DESCRIPTION || !PLAIN.isValid(text, null))
                    .ifPresent(_ -> {
                        throw Refusal.of(RequestRule.FIELD_INVALID, "/description", Map.of("expected", new Text(
                                "teks biasa, paling panjang " + AttachmentLimits.MOST_DESCRIPTION + " karakter",
                                "plain text of at most " + AttachmentLimits.MOST_DESCRIPTION + " characters")));
                    });
        }
    }

    /** From whoever shows the reporter's secret, or else from somebody who works on it. */
    public Mono<Receipt> attach(ComplaintId id, Attachable upload, Sender sender) {
        return Mono.defer(() -> send(attaching(id, Optional.empty(), About.NOTHING, sender), Request.PLAIN))
                .then(Mono.defer(() -> upload.taken(files::take)))
                .flatMap(taken -> record(id, taken.kept(), taken.about(),
                        taken.key().map(key -> sender.saying("Idempotency-Key", key)).orElse(sender)));
    }

    /** A file on its way in, with what is said about it, which may come after it. */
    @FunctionalInterface
    public interface Attachable {

        /** @param take what is to be done with the file's content, once */
        Mono<Taken> taken(Taking take);

        /** A file alone. */
        static Attachable of(Flux<DataBuffer> content, About about) {
            return take -> take.take(content).map(kept -> new Taken(kept, about, Optional.empty()));
        }
    }

    /** Takes a file in. */
    @FunctionalInterface
    public interface Taking {

        Mono<AttachmentFiles.Kept> take(Flux<DataBuffer> content);
    }

    /**
     * A file that was taken in.
     *
     * @param key under which the same may be sent again, where a form says it: it stands for the header {@code Idempotency-Key}
     */
    public record Taken(AttachmentFiles.Kept kept, About about, Optional<String> key) {
    }

    private Mono<Receipt> record(ComplaintId id, AttachmentFiles.Kept kept, About about, Sender sender) {
        ComplaintCommand.Attachment attachment = new ComplaintCommand.Attachment(kept.file(), kept.type(), kept.size(),
                kept.sha256(), kept.key(), about.description().map(ComplaintCommand.Text::new));
        return Mono.defer(() -> send(attaching(id, Optional.of(attachment), about, sender),
                        sender.request(List.of(kept.sent(), about.description(), about.response()))))
                // if it is not known what became of it the file may be needed: it goes later if nothing tells of it
                .onErrorResume(Refusal.class, refusal -> (refusal.rule() == RequestRule.OUTCOME_UNKNOWN ? Mono.<Void>empty()
                        : files.discard(kept.file()).onErrorComplete()).then(Mono.error(refusal)));
    }

    private static ComplaintCommand attaching(ComplaintId id, Optional<ComplaintCommand.Attachment> attachment, About about,
                                              Sender sender) {
        return sender.showsSecret()
                ? new ComplaintCommand.AttachAsReporter(id, sender.proof(), attachment, sender.asReporter())
                : new ComplaintCommand.AttachAsStaff(id, attachment, about.response(), sender.provenance());
    }

    private Mono<Receipt> send(ComplaintCommand command, Request request) {
        return commands.send(command, request)
                .onErrorMap(AggregateNotFoundException.class, _ -> Refusal.of(NotFound.COMPLAINT_NOT_FOUND));
    }
}
