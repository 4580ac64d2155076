package id.tanggap.command.complaint;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A form with one file in it ({@code multipart/form-data}), read as it comes: a file that is larger than a few kilobytes would
 * otherwise be laid down readable in a folder for such things. The file's own name is never looked at.
 *
 * <p>The part {@code file} is the file, {@code description} and {@code response} say what is said about it, {@code key} stands for
 * the header {@code Idempotency-Key}; others are the form's own and are told to whoever asks.
 */
public final class UploadedParts {

    private static final String FILE = "file";
    private static final int MOST_PARTS = 16;

    private final Flux<PartEvent> events;
    private final Map<String, String> fields = new HashMap<>();

    public UploadedParts(Flux<PartEvent> events) {
        this.events = events;
    }

    /** What stood in a field that came before now; empty text if nothing did. */
    public String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /**
     * @param before is asked when the file begins, when all fields that stand before it are known
     * @return fails with {@link AttachmentRule#FILE_MISSING} also if the file has no bytes and no name, as browsers send it when
     *         none was chosen
     */
    public Mono<AttachingFiles.Taken> taken(AttachingFiles.Taking take, Mono<Void> before) {
        return Mono.defer(() -> {
            AttachmentFiles.Kept[] kept = new AttachmentFiles.Kept[1];
            int[] parts = new int[1];
            return events.onErrorMap(UploadedParts::isNoForm, _ -> unreadable("bukan formulir yang utuh", "it is no whole form"))
                    .windowUntil(PartEvent::isLast)
                    .concatMap(part -> part.switchOnFirst((first, all) -> {
                        if (!first.hasValue()) {
                            return all.doOnNext(UploadedParts::release).then();
                        }
                        if (++parts[0] > MOST_PARTS) {
                            return drop(all).then(Mono.error(unreadable("terlalu banyak bagian", "it has too many parts")));
                        }
                        return switch (first.get()) {
                            case FormPartEvent field -> drop(all).then(Mono.fromRunnable(() ->
                                    fields.putIfAbsent(field.name(), field.value().replace("\r\n", "\n"))));
                            case FilePartEvent file when !file.name().equals(FILE) -> drop(all).then(Mono.error(
                                    unreadable("berkas harus bagian bernama file", "the file must be the part named file")));
                            case FilePartEvent file when isNone(file) -> drop(all).then();
                            case FilePartEvent _ when kept[0] != null -> drop(all).then(Mono.error(
                                    unreadable("hanya satu berkas sekali kirim", "one file at a time")));
                            default -> before.then(take.take(all.map(PartEvent::content))).doOnNext(taken -> kept[0] = taken).then();
                        };
                    }), 0)
                    .then(Mono.defer(() -> Mono.justOrEmpty(kept[0]).map(file -> new AttachingFiles.Taken(file, about(),
                            Optional.of(text("key")).filter(key -> !key.isBlank())))))
                    .switchIfEmpty(Mono.error(() -> Refusal.of(AttachmentRule.FILE_MISSING, FILE, Map.of())));
        });
    }

    /** What the form says about its file. */
    private AttachingFiles.About about() {
        return new AttachingFiles.About(Optional.of(text("description")), response(text("response")));
    }

    /** @throws Refusal if it is no number */
    static Optional<Integer> response(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.strip().matches("\\d{1,4}")) {
            throw Refusal.of(RequestRule.FIELD_INVALID, "/response",
                    Map.of("expected", new Text("nomor tanggapan", "the number of a response")));
        }
        return Optional.of(Integer.valueOf(text.strip()));
    }

    /** As browsers send it when no file was chosen. */
    static boolean isNone(FilePartEvent file) {
        return file.isLast() && file.filename().isEmpty() && file.content().readableByteCount() == 0;
    }

    private static Flux<PartEvent> drop(Flux<PartEvent> part) {
        return part.doOnNext(UploadedParts::release).thenMany(Flux.empty());
    }

    static void release(PartEvent event) {
        DataBuffer content = event.content();
        DataBufferUtils.release(content);
    }

    /** What came too slowly, or is too large, says so by itself. */
    static boolean isNoForm(Throwable fault) {
        return fault instanceof DecodingException && !(fault.getCause() instanceof ResponseStatusException)
                || fault instanceof ServerWebInputException && (fault.getCause() == null || isNoForm(fault.getCause()));
    }

    static Refusal unreadable(String id, String en) {
        return Refusal.of(AttachmentRule.UPLOAD_UNREADABLE, Map.of("problem", new Text(id, en)));
    }
}
