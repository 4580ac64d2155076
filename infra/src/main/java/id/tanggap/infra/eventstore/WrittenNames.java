package id.tanggap.infra.eventstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of what this node has written lately, so that who follows a few kinds of events need not look through the others
 * in the log. Knows nothing of what was there before it, and of what others write in between.
 */
final class WrittenNames {

    private final Map<String, Long> last = new HashMap<>();

    /** Everything after this position and up to {@code end} was written by this node. */
    private long begin;
    private long end;

    /** @param head the last position that is taken already */
    WrittenNames(long head) {
        this.begin = head;
        this.end = head;
    }

    /** In the order of their positions, and before anybody can know of them. */
    synchronized void add(long first, List<NewEvent> events) {
        if (first != end + 1) {
            begin = first - 1;
        }
        end = first - 1;
        for (NewEvent event : events) {
            last.put(event.name(), ++end);
        }
    }

    /** Whether it is certain that no event after one position and up to another has one of these names. */
    synchronized boolean noneNamed(Set<String> names, long after, long upTo) {
        return after >= begin && upTo <= end && names.stream().allMatch(name -> last.getOrDefault(name, -1L) <= after);
    }
}
