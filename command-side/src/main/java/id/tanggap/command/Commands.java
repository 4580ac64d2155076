package id.tanggap.command;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends commands and tells what they came to. A receipt means that the events are durable. A caller who goes away does
 * not stop a command: it runs on a thread of its own.
 */
public final class Commands {

    /** Key of the root unit of work's resource in which the event store leaves the last position it wrote. */
    public static final String LAST_POSITION = Commands.class.getName() + ".lastPosition";

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    /** Losing a race costs a few milliseconds; whoever loses this often in a row is told to come back. */
    private static final int RACES = 12;

    private final CommandBus bus;
    private final LongSupplier head;

    /** @param head the last position that any event has */
    public Commands(CommandBus bus, LongSupplier head) {
        this.bus = bus;
        this.head = head;
        bus.registerHandlerInterceptor(new PositionTaking());
    }

    /**
     * Sends a command. If others changed what its decision rests on in the meantime, it is decided anew.
     *
     * @return the receipt; fails with a {@link Refusal} that names the rule, or with {@link AlreadyExists}
     */
    public Mono<Receipt> send(Object command, Request request) {
        return Mono.defer(() -> Mono.fromFuture(dispatch(command, request), true))
                .retryWhen(Retry.backoff(RACES, Duration.ofMillis(2)).maxBackoff(Duration.ofMillis(100))
                        .filter(Commands::lostRace)
                        .onRetryExhaustedThrow((_, _) -> Refusal.of(RequestRule.TOO_MANY_AT_ONCE)))
                .onErrorMap(AggregateStreamCreationException.class, _ -> new AlreadyExists())
                .onErrorMap(OutcomeUnknownException.class, fault -> {
                    log.error("The event store does not answer: {}", fault.getMessage(), fault);
                    return Refusal.of(RequestRule.OUTCOME_UNKNOWN);
                })
                .onErrorMap(EventStoreException.class, fault -> {
                    log.error("The event store cannot write: {}", fault.getMessage(), fault);
                    return Refusal.of(RequestRule.CANNOT_WRITE);
                });
    }

    private static boolean lostRace(Throwable fault) {
        return fault instanceof ConcurrencyException || fault instanceof DeadlockException;
    }

    private CompletableFuture<Receipt> dispatch(Object command, Request request) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        CommandMessage<Object> message = new GenericCommandMessage<>(command, request.asMetaData());
        bus.<Object, Supplier<Receipt>>dispatch(message, (_, result) -> {
            if (result.isExceptional()) {
                receipt.completeExceptionally(result.exceptionResult());
                return;
            }
            try {
                receipt.complete(result.getPayload().get());
            } catch (RuntimeException e) {
                // asking for the head failed: better no position than no answer, ever
                receipt.completeExceptionally(e);
            }
        });
        return receipt;
    }

    /** What a creating command would create exists already. */
    public static final class AlreadyExists extends RuntimeException {

        AlreadyExists() {
            super(null, null, false, false);
        }
    }

    /** The position is known only after the handler has returned, when its unit of work commits. */
    private final class PositionTaking implements MessageHandlerInterceptor<CommandMessage<?>> {

        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
            Object result = chain.proceed();
            if (!(result instanceof Answer answer)) {
                return result;
            }
            return (Supplier<Receipt>) () -> {
                Long position = unit.root().getResource(LAST_POSITION);
                return new Receipt(answer, position == null ? head.getAsLong() : position);
            };
        }
    }
}
