package id.tanggap.query.person;

import id.tanggap.kernel.PersonId;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Where the keys to personal data are. */
public interface PersonalData {

    /**
     * Opens what is about these people, but for those whose data was erased. Never blocks the caller. What was erased is
     * gone from every keyring that is asked for a minute later; on the node that erased it, from every one asked for later.
     */
    Mono<Keyring> of(Set<PersonId> people);
}
