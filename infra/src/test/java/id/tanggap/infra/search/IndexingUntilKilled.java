package id.tanggap.infra.search;

import id.tanggap.query.Histories;
import java.nio.file.Path;
import java.util.List;

/** A process that appends one long history and makes it findable, from where the last one was killed, until it is killed. */
final class IndexingUntilKilled {

    private IndexingUntilKilled() {
    }

    public static void main(String[] arguments) {
        Searchable searchable = Searchable.in(Path.of(arguments[0]));
        Histories history = new Histories(78, 6, java.time.Duration.ofMinutes(10), 60, 300);
        long stored = searchable.engine.lastPosition() + 1;
        List<Histories.Recorded> beginning = history.beginning();
        // What is recorded together is stored together: a step is there as a whole or not at all.
        for (long told = beginning.size(); told < stored; ) {
            told += history.next().size();
        }
        if (stored == 0) {
            searchable.append(beginning);
        }
        System.out.println("going on");
        for (int i = 0; ; i++) {
            searchable.append(history.next());
            if (i % 40 == 0) {
                searchable.caughtUp();
                System.out.println(searchable.search.progress().position());
            }
        }
    }
}
