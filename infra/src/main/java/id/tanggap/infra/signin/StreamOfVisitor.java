package id.tanggap.infra.signin;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer that goes on: server-sent events, JSON Lines. It was admitted for somebody who may be put out, or become somebody
 * else, while it does. Nothing is told after that, and the stream ends: at once if something happened to the account, the
 * session or the key, and with the next line or heartbeat if time ran out, or if it was another node that somebody signed out at.
 */
final class StreamOfVisitor extends ServerHttpResponseDecorator {

    private final Visitor visitor;
    private final Flux<?> endings;

    /** @param endings each time that it may be over */
    StreamOfVisitor(ServerHttpResponse response, Visitor visitor, Flux<?> endings) {
        super(response);
        this.visitor = visitor;
        this.endings = endings;
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).takeUntilOther(ending())
                .concatMap(part -> visitor.wasLately().map(still -> {
                    if (!still) {
                        Flux.from(part).subscribe(DataBufferUtils.releaseConsumer());
                    }
                    return new Part(part, still);
                }), 0).takeWhile(Part::told).map(Part::content));
    }

    private record Part(Publisher<? extends DataBuffer> content, boolean told) {
    }

    /** Looks once more when the stream begins: something may have happened since it was admitted. */
    private Flux<?> ending() {
        return Flux.concat(Mono.just(true), endings).onBackpressureLatest().concatMap(_ -> visitor.isStill(), 1)
                .filter(still -> !still);
    }
}
