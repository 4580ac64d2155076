package id.tanggap.query.law;

import reactor.core.publisher.Mono;

/** The law as read models keep it. Never blocks the caller's thread. */
@FunctionalInterface
public interface Laws {

    /** As of the last event that can be read. */
    Mono<LawView> present();
}
