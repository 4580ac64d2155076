package id.tanggap.command.complaint;

import java.util.function.BiFunction;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The files of a form ({@code multipart/form-data}), read as they come and never laid down: where {@link UploadedParts} ends
 * with the one file that it takes, this goes on to the next, whatever became of the one before. The form's other fields are not
 * looked at.
 */
public final class UploadedFiles {

    private static final int MOST_PARTS = 16;

    private UploadedFiles() {
    }

    /**
     * What became of each file, in their order. Reading goes on while files that were read are still being looked at, for a
     * body that falls silent is cut off. A form of more than {@value #MOST_PARTS} parts is read no further than that.
     *
     * @param file takes a file's name, as its sender says it, and its content. What is not read of that is thrown away. It is
     *             to fail only if the whole is to fail
     * @return fails if the form ends too early or is none, after all files that came before
     */
    public static <T> Flux<T> each(Flux<PartEvent> form, BiFunction<String, Flux<DataBuffer>, Mono<T>> file) {
        return form.onErrorMap(UploadedParts::isNoForm,
                        _ -> UploadedParts.unreadable("bukan formulir yang utuh", "it is no whole form"))
                .windowUntil(PartEvent::isLast)
                .take(MOST_PARTS)
                .flatMapSequentialDelayError(part -> new ToItsEnd(part).switchOnFirst((first, all) ->
                        first.get() instanceof FilePartEvent begun && !UploadedParts.isNone(begun)
                                ? file.apply(begun.filename(), all.map(PartEvent::content))
                                : all.doOnNext(UploadedParts::release).thenMany(Flux.<T>empty())), MOST_PARTS, 1)
                .doOnDiscard(PartEvent.class, UploadedParts::release);
    }

    /** Reads on when nobody wants to read any more: what comes behind in the form is reached only that way. */
    private static final class ToItsEnd extends FluxOperator<PartEvent, PartEvent> {

        ToItsEnd(Flux<PartEvent> part) {
            super(part);
        }

        @Override
        public void subscribe(CoreSubscriber<? super PartEvent> reader) {
            source.subscribe(new Reading(reader));
        }
    }

    private static final class Reading implements CoreSubscriber<PartEvent>, Subscription {

        private final CoreSubscriber<? super PartEvent> reader;
        private Subscription part;
        private volatile boolean left;

        Reading(CoreSubscriber<? super PartEvent> reader) {
            this.reader = reader;
        }

        @Override
        public Context currentContext() {
            return reader.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            part = subscription;
            reader.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            part.request(count);
        }

        @Override
        public void cancel() {
            left = true;
            part.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(PartEvent event) {
            if (left) {
                UploadedParts.release(event);
            } else {
                reader.onNext(event);
            }
        }

        @Override
        public void onError(Throwable fault) {
            if (!left) {
                reader.onError(fault);
            }
        }

        @Override
        public void onComplete() {
            if (!left) {
                reader.onComplete();
            }
        }
    }
}
