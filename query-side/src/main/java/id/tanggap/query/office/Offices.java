package id.tanggap.query.office;

import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The offices as read models keep them. Never blocks the caller's thread. */
public interface Offices {

    /** Empty if there is none. */
    Mono<OfficeView> find(OfficeId id);

    /** All offices, by name. */
    Mono<List<OfficeView>> all();
}
