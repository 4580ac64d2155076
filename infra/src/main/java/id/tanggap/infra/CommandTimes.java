package id.tanggap.infra;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.monitoring.MessageMonitor;

/** Times each command from dispatch to its durable outcome, under {@code tanggap.command}. */
final class CommandTimes implements MessageMonitor<CommandMessage<?>> {

    private record Tags(Class<?> command, String outcome) {
    }

    private final MeterRegistry meters;
    private final ConcurrentHashMap<Tags, Timer> timers = new ConcurrentHashMap<>();

    CommandTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public MonitorCallback onMessageIngested(CommandMessage<?> message) {
        Timer.Sample sample = Timer.start(meters);
        Class<?> command = message.getPayloadType();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                sample.stop(timer(command, "recorded"));
            }

            @Override
            public void reportFailure(Throwable cause) {
                sample.stop(timer(command, "refused"));
            }

            @Override
            public void reportIgnored() {
                sample.stop(timer(command, "ignored"));
            }
        };
    }

    private Timer timer(Class<?> command, String outcome) {
        return timers.computeIfAbsent(new Tags(command, outcome), tags -> Timer.builder("tanggap.command")
                .tag("command", tags.command().getSimpleName()).tag("outcome", tags.outcome())
                .description("from sending a command to its durable outcome").register(meters));
    }
}
