package id.tanggap.command;

import id.tanggap.command.complaint.ComplaintAggregate;
import id.tanggap.command.complaint.ComplaintCommand;
import id.tanggap.command.complaint.MergingComplaints;
import id.tanggap.command.law.CalendarAggregate;
import id.tanggap.command.inspection.InspectionCommand;
import id.tanggap.command.law.CalendarCommand;
import id.tanggap.command.law.RecordedLaws;
import id.tanggap.command.law.RulebookAggregate;
import id.tanggap.command.law.RulebookCommand;
import id.tanggap.command.office.OfficeAggregate;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.command.office.RecordedOffices;
import id.tanggap.kernel.clock.RulebookEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** The whole command side over a store in memory that keeps the promises of the real one. Loads every aggregate anew. */
public final class SmallPlatform implements AutoCloseable {

    /** Refuses what the real store refuses: a sequence that is taken, and a decision whose grounds have moved. */
    public static final class Store extends InMemoryEventStorageEngine {

        private final Map<String, Long> last = new HashMap<>();
        private final List<List<? extends EventMessage<?>>> appends = new CopyOnWriteArrayList<>();
        private long head = -1;

        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            append(events, CurrentUnitOfWork.get());
        }

        private synchronized void append(List<? extends EventMessage<?>> events, UnitOfWork<?> unit) {
            StreamConditions.current().forEach((stream, sequence) -> {
                if (last.getOrDefault(stream, -1L) != (long) sequence) {
                    throw new ConcurrencyException("what the decision rests on has moved: " + stream);
                }
            });
            Map<String, Long> after = new HashMap<>(last);
            for (EventMessage<?> message : events) {
                DomainEventMessage<?> event = (DomainEventMessage<?>) message;
                if (event.getSequenceNumber() != after.getOrDefault(event.getAggregateIdentifier(), -1L) + 1) {
                    throw event.getSequenceNumber() == 0 ? new AggregateStreamCreationException("it exists")
                            : new ConcurrencyException("sequence taken");
                }
                after.put(event.getAggregateIdentifier(), event.getSequenceNumber());
            }
            last.putAll(after);
            head += events.size();
            appends.add(events);
            // within a unit of work the engine would only store later, when others may have come in between
            CurrentUnitOfWork.clear(unit);
            try {
                super.appendEvents(events);
            } finally {
                CurrentUnitOfWork.set(unit);
            }
            unit.root().resources().put(Commands.LAST_POSITION, head);
        }

        public synchronized long head() {
            return head;
        }
    }

    private final Store store = new Store();
    private final EventStore events = EmbeddedEventStore.builder().storageEngine(store).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CommandBus bus = AsynchronousCommandBus.builder().executor(threads).build();
    private final RecordedOffices offices = new RecordedOffices(events);
    private final RecordedLaws laws = new RecordedLaws(events, ZoneId.of("Asia/Jakarta"));
    private final Commands commands = new Commands(bus, store::head);

    public SmallPlatform() {
        ParameterResolverFactory resources = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(SmallPlatform.class),
                new SimpleResourceParameterResolverFactory(List.of(offices, GeneralLaw.LAW, laws)));
        Repository<ComplaintAggregate> complaints = serve(ComplaintAggregate.class, resources);
        serve(OfficeAggregate.class, resources);
        serve(CalendarAggregate.class, resources);
        serve(RulebookAggregate.class, resources);
        new AnnotationCommandHandlerAdapter<>(new MergingComplaints(complaints), resources).subscribe(bus);
    }

    private <T> Repository<T> serve(Class<T> type, ParameterResolverFactory resources) {
        Repository<T> repository = EventSourcingRepository.builder(type).eventStore(events)
                .parameterResolverFactory(resources).build();
        AggregateAnnotationCommandHandler.<T>builder().aggregateType(type).repository(repository)
                .parameterResolverFactory(resources).commandTargetResolver(SmallPlatform::target).build().subscribe(bus);
        return repository;
    }

    /** Which aggregate a command is for. */
    public static VersionedAggregateIdentifier target(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier(switch (command.getPayload()) {
            case ComplaintCommand c -> c.complaint().toString();
            case OfficeCommand c -> c.office().toString();
            case InspectionCommand c -> c.inspection().toString();
            case CalendarCommand c -> c.calendar().stream();
            case RulebookCommand _ -> RulebookEvent.STREAM;
            default -> throw new IllegalArgumentException(command.getCommandName());
        }, null);
    }

    public Commands commands() {
        return commands;
    }

    public CommandBus bus() {
        return bus;
    }

    public EventStore events() {
        return events;
    }

    public RecordedOffices offices() {
        return offices;
    }

    public RecordedLaws laws() {
        return laws;
    }

    public long head() {
        return store.head();
    }

    /** Sends a command and waits for its receipt. */
    public Receipt send(Object command, Request request) {
        return commands.send(command, request).block(Duration.ofSeconds(20));
    }

    public Receipt send(Object command) {
        return send(command, Request.PLAIN);
    }

    /** What was appended together, in order. */
    public List<List<Object>> appends() {
        return store.appends.stream().map(append -> append.stream().<Object>map(EventMessage::getPayload).toList()).toList();
    }

    public List<Object> lastAppend() {
        return appends().getLast();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
