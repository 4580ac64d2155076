package id.tanggap.infra.eventstore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The process that {@link KillNineTest} kills: appends through the engine, and prints each acknowledgement. */
final class AppendingUntilKilled {

    private static final int WRITERS = 8;

    private AppendingUntilKilled() {
    }

    public static void main(String[] arguments) {
        EventLog log = TestLog.at(arguments[0]);
        TotalOrderEventStorageEngine engine = TotalOrderEventStorageEngine.builder().eventLog(log)
                .meterRegistry(new SimpleMeterRegistry())
                .eventSerializer(new BytesSerializer()).snapshotSerializer(new BytesSerializer()).build();
        // A line is written with one call, so that threads do not mix and only the last line can be cut.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = arguments[1] + "-writer-" + writer;
            Thread.ofPlatform().start(() -> append(engine, name, out));
        }
        // A reader that is in the middle of something when the process dies.
        while (true) {
            log.readFrom(Math.max(-1, log.head() - 500), 500);
        }
    }

    private static void append(TotalOrderEventStorageEngine engine, String writer, FileOutputStream out) {
        long sequence = 0;
        for (int round = 0; ; round++) {
            // A new stream now and then; one event mostly, up to four at once.
            String stream = writer + "-" + round / 50;
            sequence = round % 50 == 0 ? 0 : sequence;
            int size = round % 3 == 2 ? 2 + round % 4 : 1;
            List<EventMessage<?>> events = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                events.add(new GenericDomainEventMessage<>("Complaint", stream, sequence + i,
                        payload(stream, sequence + i)).withMetaData(Map.of("place", i + "/" + size)));
            }
            UnitOfWork<?> command = DefaultUnitOfWork.startAndGet(events.getFirst());
            engine.appendEvents(events);
            long first = command.getResource(TotalOrderEventStorageEngine.FIRST_POSITION);
            command.commit();
            byte[] line = ("acknowledged " + stream + " " + sequence + " " + size + " " + first + ".\n").getBytes(StandardCharsets.US_ASCII);
            try {
                out.write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sequence += size;
        }
    }

    /** Differs from event to event, in length too, so that bytes in the wrong place are noticed. */
    static byte[] payload(String stream, long sequence) {
        return (stream + "/" + sequence + " ").repeat(1 + (int) (sequence * 7 % 40)).getBytes(StandardCharsets.US_ASCII);
    }
}
