package id.tanggap.infra.pages.report;

import id.tanggap.command.api.Sender;
import id.tanggap.command.complaint.AttachingFiles;
import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.command.complaint.UploadedFiles;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Sha256;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.AttachmentLimits;
import id.tanggap.kernel.complaint.ComplaintId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files that come in the form by which a report is sent. They are attached once the report is stored, each by itself, as its
 * reporter would do it on the report's page: what becomes of a file never becomes of the report.
 *
 * <p>A file is known by the report's key and by its content. So a form that is sent again, or has the same picture in it
 * twice, attaches each once.
 */
final class Enclosures {

    private static final Logger log = LoggerFactory.getLogger(Enclosures.class);
    private static final int LONGEST_NAME = 60;
    /** What could make a name look like another, or like the page around it. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final AttachingFiles attaching;

    Enclosures(AttachingFiles attaching) {
        this.attaching = attaching;
    }

    /**
     * @param mayTakeOneMore whether whoever sends them may send one more, asked once for each
     * @return what came of it; never fails
     */
    Mono<Sent> attached(Sent sent, Flux<PartEvent> form, Sender sender, BooleanSupplier mayTakeOneMore) {
        Sender reporter = sender.saying("Tanggap-Secret", sent.secret());
        AtomicInteger count = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean();
        return UploadedFiles.each(form.doOnError(_ -> broken.set(true)), (name, content) ->
                        attached(sent, count.incrementAndGet(), content, reporter, mayTakeOneMore)
                                .onErrorResume(fault -> Mono.just(refused(shown(name), why(fault, broken.get())))))
                .onErrorResume(fault -> Mono.just(refused("", why(fault, true))))
                .reduce(sent.triedAgain(), (soFar, file) -> file.apply(soFar));
    }

    private Mono<UnaryOperator<Sent>> attached(Sent sent, int count, Flux<DataBuffer> content, Sender reporter,
                                               BooleanSupplier mayTakeOneMore) {
        if (count > AttachmentLimits.MOST_WITH_REPORT) {
            return Mono.error(Refusal.of(AttachmentRule.TOO_MANY_WITH_REPORT,
                    Map.of("limit", AttachmentLimits.MOST_WITH_REPORT)));
        }
        if (!mayTakeOneMore.getAsBoolean()) {
            return Mono.error(Refusal.of(AttachmentRule.TOO_MANY_FILES_LATELY));
        }
        return attaching.attach(ComplaintId.of(sent.id()), take -> take.take(content)
                        .map(kept -> new AttachingFiles.Taken(kept, AttachingFiles.About.NOTHING,
                                Optional.of(key(sent.key(), kept.sent())))), reporter)
                .map(receipt -> now -> now.with(receipt.answer().attachment(), receipt.position()));
    }

    private static UnaryOperator<Sent> refused(String name, Text why) {
        return sent -> sent.without(new Sent.Refused(name, why));
    }

    /** @param broken whether the form itself is to blame, as it is if the line is lost */
    private static Text why(Throwable fault, boolean broken) {
        if (fault instanceof Refusal refusal && refusal.rule() != AttachmentRule.UPLOAD_UNREADABLE) {
            return refusal.text();
        }
        if (!broken) {
            log.warn("A file that came with a report could not be attached", fault);
        }
        return AttachmentRule.NOT_ARRIVED.text();
    }

    /** Without its report's key, which only its reporter's browser has, nobody can find out whether somebody sent a file. */
    private static String key(String report, String content) {
        return HexFormat.of().formatHex(Sha256.of(report + "\n" + content));
    }

    /** A file's name, for its sender only. */
    private static String shown(String name) {
        String visible = UNSEEN.matcher(name).replaceAll("").strip();
        int end = visible.offsetByCodePoints(0, Math.min(LONGEST_NAME, visible.codePointCount(0, visible.length())));
        return end < visible.length() ? visible.substring(0, end) + "…" : visible;
    }
}
