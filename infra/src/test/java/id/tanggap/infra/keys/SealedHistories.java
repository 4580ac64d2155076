package id.tanggap.infra.keys;

import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.NamedEventSerializer;
import id.tanggap.query.Histories.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Histories as they come out of an event store: with what is personal in them sealed. */
public final class SealedHistories {

    private static final NamedEventSerializer SERIALIZER = new NamedEventSerializer(new EventTypes(), new Sealing(people()));

    private SealedHistories() {
    }

    private static People people() {
        try {
            Path folder = Files.createTempDirectory("tanggap-keys");
            folder.toFile().deleteOnExit();
            return People.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Recorded> of(List<Recorded> history) {
        return history.stream().map(recorded -> new Recorded(recorded.type(), recorded.stream(), recorded.sequence(),
                SERIALIZER.deserialize(SERIALIZER.serialize(recorded.event(), byte[].class)))).toList();
    }
}
