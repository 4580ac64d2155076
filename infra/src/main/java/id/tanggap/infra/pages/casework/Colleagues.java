package id.tanggap.infra.pages.casework;

import id.tanggap.kernel.Role;
import id.tanggap.kernel.office.OfficeId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who works at an office: for those who work there too, to hand work to. */
public interface Colleagues {

    /** @param name what people call them; the account's name once that was erased */
    record Colleague(String account, Role role, String name) {
    }

    /** Those who have an active account there, by name. Never blocks the caller's thread. */
    Mono<List<Colleague>> of(OfficeId office);
}
