package id.tanggap.query.intake;

import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import java.util.List;
import reactor.core.publisher.Mono;

/** The imports as read models keep them. Never blocks the caller's thread. */
public interface Imports {

    /** Empty if there is none. */
    Mono<ImportView> find(ImportId id);

    /** All imports, the newest first. */
    Mono<List<ImportView>> all();

    /** Lines that could not be taken, in the order of the file, after a line; at most {@code limit}. */
    Mono<List<RefusedLine>> refused(ImportId id, long afterLine, int limit);
}
