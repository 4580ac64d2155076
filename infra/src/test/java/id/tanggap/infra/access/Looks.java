package id.tanggap.infra.access;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Role;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.Look;
import id.tanggap.query.access.RecordedLook;
import id.tanggap.query.access.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at complaints, as tests need them. */
final class Looks {

    static final AccessRecord.Filter ALL =
            new AccessRecord.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private Looks() {
    }

    static UUID complaint(long number) {
        return new UUID(0x7000, 0x8000000000000000L + number);
    }

    static Look look(String account, String correlationId, UUID... complaints) {
        return new Look(Actor.of(Role.COORDINATOR, account), "GET /api/v1/complaints/{id}",
                Map.of(Shown.CONTENT, List.of(complaints)), correlationId, Optional.empty());
    }

    static List<RecordedLook> all(AccessRecord accesses) {
        List<RecordedLook> all = new ArrayList<>();
        List<RecordedLook> page = accesses.read(ALL, 0, 1_000).block();
        while (!page.isEmpty()) {
            all.addAll(page);
            page = accesses.read(ALL, page.getLast().number(), 1_000).block();
        }
        return all;
    }
}
