package id.tanggap.infra.access;

import id.tanggap.infra.access.sqlite.SqliteAccessRows;
import id.tanggap.query.access.Look;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The process that {@link AccessKillNineTest} kills: prints each look once what it is at may be shown. */
final class RecordingUntilKilled {

    private static final int READERS = 8;

    private RecordingUntilKilled() {
    }

    public static void main(String[] arguments) {
        ChainedAccessRecord accesses = new ChainedAccessRecord(
                SqliteAccessRows.open(Path.of(arguments[0]), Clock.systemUTC()), new SimpleMeterRegistry());
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        for (int reader = 0; reader < READERS; reader++) {
            String name = arguments[1] + "." + reader;
            Thread.ofPlatform().start(() -> record(accesses, name, out));
        }
    }

    private static void record(ChainedAccessRecord accesses, String name, FileOutputStream out) {
        for (int i = 0; ; i++) {
            Look look = Looks.look("budi", name + "." + i, Looks.complaint(i));
            accesses.add(look).block();
            try {
                out.write(("shown " + look.correlationId() + ".\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
