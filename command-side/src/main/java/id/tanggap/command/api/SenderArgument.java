package id.tanggap.command.api;

import id.tanggap.command.PlatformKey;
import java.time.Clock;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers their {@link Sender}. */
public final class SenderArgument implements SyncHandlerMethodArgumentResolver {

    private final Clock clock;
    private final PlatformKey key;

    public SenderArgument(Clock clock, PlatformKey key) {
        this.clock = clock;
        this.key = key;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Sender.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return new Sender(exchange, clock.instant(), key);
    }
}
