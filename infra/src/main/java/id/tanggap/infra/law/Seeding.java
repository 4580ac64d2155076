package id.tanggap.infra.law;

import id.tanggap.command.Commands;
import id.tanggap.command.Request;
import id.tanggap.command.law.CalendarCommand;
import id.tanggap.command.law.RulebookCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.RulebookEvent;
import id.tanggap.kernel.clock.Seed;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Records the {@link Seed} when a platform starts for the first time. Each calendar and the rulebook is one append to a
 * stream whose name is fixed, so whoever starts at the same time, or again after being killed half-way, finds what is there
 * and adds what is missing. The rulebook comes last: where it is, all is.
 */
public final class Seeding implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Seeding.class);

    /** Before the read models, the imports and the web server. */
    private static final int PHASE = -1;

    private final Commands commands;
    private final EventStore events;
    private final Clock clock;
    private volatile boolean running;

    public Seeding(Commands commands, EventStore events, Clock clock) {
        this.commands = commands;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (events.lastSequenceNumberFor(RulebookEvent.STREAM).isEmpty()) {
            Provenance provenance = Provenance.now(Actor.SYSTEM, clock.instant(), "seed");
            Seed.calendars().forEach(layer -> record(registration(layer, provenance)));
            record(new RulebookCommand.Open(Seed.standards(), Seed.procedure(), provenance));
            log.info("Recorded the calendars, standards and procedure that come with the platform.");
        }
        running = true;
    }

    private void record(Object command) {
        commands.send(command, Request.PLAIN).onErrorResume(Commands.AlreadyExists.class, _ -> Mono.empty()).block();
    }

    static CalendarCommand.Register registration(CalendarLayer layer, Provenance provenance) {
        return new CalendarCommand.Register(new CalendarId(layer.name()), Optional.empty(), layer.contents(), provenance);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
