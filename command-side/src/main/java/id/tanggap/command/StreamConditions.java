package id.tanggap.command;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The streams that a decision read without writing to them. The event store appends the decision's events only if none
 * of these streams has moved on since; otherwise the command is decided anew. So a rule over several aggregates holds
 * exactly, without locks: an office cannot be deactivated between the moment a complaint's decision looked at it and the
 * moment the complaint is forwarded there.
 */
public final class StreamConditions {

    /** Key of the root unit of work's resource: {@code Map<String, Long>} from stream to its last sequence when read. */
    public static final String RESOURCE = StreamConditions.class.getName();

    private StreamConditions() {
    }

    /**
     * The current command's decision rests on this state of another stream.
     *
     * @param lastSequence -1 if the stream was empty
     */
    public static void restOn(String stream, long lastSequence) {
        CurrentUnitOfWork.ifStarted(unit -> of(unit).putIfAbsent(stream, lastSequence));
    }

    /** What the current command's decision has read so far; empty outside a command. */
    public static Map<String, Long> current() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getOrDefaultResource(RESOURCE, Map.of()) : Map.of();
    }

    private static Map<String, Long> of(UnitOfWork<?> unit) {
        return unit.root().getOrComputeResource(RESOURCE, _ -> new TreeMap<>());
    }
}
