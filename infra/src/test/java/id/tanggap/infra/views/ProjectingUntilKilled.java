package id.tanggap.infra.views;

import id.tanggap.query.Histories;
import id.tanggap.query.projection.Projections;
import java.nio.file.Path;

/** A process that appends and projects one long history, from where the last one was killed, until it is killed. */
final class ProjectingUntilKilled {

    private ProjectingUntilKilled() {
    }

    static Histories history() {
        return new Histories(77, 6, java.time.Duration.ofMinutes(10), 60, 300);
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Platform platform = Platform.on(Kept.valueOf(arguments[1]).at(arguments[2], folder), folder,
                new Projections(Platform.ZONE));
        Histories history = history();
        long stored = platform.engine.lastPosition() + 1;
        // What is recorded together is stored together: a step is there as a whole or not at all.
        for (long told = history.beginning().size(); told < stored; ) {
            told += history.next().size();
        }
        if (stored == 0) {
            platform.append(history().beginning());
        }
        System.out.println("going on");
        while (true) {
            platform.append(history.next());
            if (platform.engine.lastPosition() % 100 == 0) {
                System.out.println(platform.progress.position());
            }
        }
    }
}
