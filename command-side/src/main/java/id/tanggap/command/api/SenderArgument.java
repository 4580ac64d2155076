package id.tanggap.command.api;

import id.tanggap.command.PlatformKey;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
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
        if (!exchange.getRequest().getQueryParams().isEmpty()) {
            refuseUnknown(exchange.getRequest().getQueryParams().keySet(), parameter);
        }
        return new Sender(exchange, clock.instant(), key);
    }

    /** A command says what it means in its body; a parameter that the controller does not read would silently be ignored. */
    private static void refuseUnknown(Set<String> sent, MethodParameter sender) {
        Set<String> known = Arrays.stream(sender.getExecutable().getParameters())
                .map(parameter -> parameter.getAnnotation(RequestParam.class)).filter(Objects::nonNull)
                .map(RequestParam::value).collect(Collectors.toCollection(TreeSet::new));
        sent.stream().filter(name -> !known.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw Refusal.of(RequestRule.PARAMETER_UNKNOWN, name,
                    Map.of("known", known.isEmpty() ? "-" : String.join(", ", known)));
        });
    }
}
