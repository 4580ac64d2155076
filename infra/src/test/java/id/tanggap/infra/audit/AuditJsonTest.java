package id.tanggap.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.PersonId;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.complaint.Reporter;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.query.person.Keyring;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditJsonTest {

    private static final PersonId SARI = new PersonId(new UUID(1, 1));
    private static final Shreddable.Box WHO = new Shreddable.Box() { };
    private static final Shreddable.Box TITLE = new Shreddable.Box() { };
    private static final Shreddable.Box NARRATIVE = new Shreddable.Box() { };
    private static final Shreddable.Box PLACE = new Shreddable.Box() { };

    private static final DomainEvent SUBMITTED = new ComplaintEvent.Submitted(new ComplaintId(new UUID(1, 2)),
            TrackingCode.from(new byte[8]), ReporterSecret.from(new byte[17]).hash(), Identity.OPEN,
            Optional.of(Shreddable.sealed(SARI, WHO)), Shreddable.sealed(SARI, TITLE), Shreddable.sealed(SARI, NARRATIVE),
            new Category("Jalan"), Optional.empty(), Optional.of(Shreddable.sealed(SARI, PLACE)), Channel.WEB,
            Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(),
            Provenance.now(Actor.REPORTER, Instant.EPOCH, "request"));

    /** Opens each value as what it is. */
    private static final Keyring KEYS = keys(Map.of(WHO, new Reporter("Sari", Optional.empty(), Optional.empty()),
            TITLE, "Lampu padam", NARRATIVE, "Sudah tiga malam", PLACE,
            new Location(Optional.empty(), Optional.of("Jalan Melati"))));

    private static Keyring keys(Map<Shreddable.Box, Object> values) {
        return new Keyring() {
            @Override
            public <T> Optional<T> open(Shreddable<T> data, Class<T> type) {
                return data.box().map(values::get).map(type::cast);
            }
        };
    }

    private static JsonNode told(Keyring keys, boolean personal) {
        return new JsonMapper().readTree(AuditJson.of(SUBMITTED, keys, personal).json());
    }

    @Test
    void personal_data_is_told_as_what_it_is_when_it_was_asked_for() {
        JsonNode told = told(KEYS, true);

        assertThat(told.at("/reporter/name").asString()).isEqualTo("Sari");
        assertThat(told.path("title").asString()).isEqualTo("Lampu padam");
        assertThat(told.at("/location/address").asString()).isEqualTo("Jalan Melati");
        assertThat(AuditJson.of(SUBMITTED, KEYS, true).personal()).isTrue();
    }

    @Test
    void what_could_be_shown_is_sealed_unless_it_was_asked_for() {
        JsonNode told = told(KEYS, false);

        for (String field : new String[] {"reporter", "title", "narrative", "location"}) {
            assertThat(told.path(field).asString()).isEqualTo("[sealed]");
        }
        assertThat(told.path("category").asString()).isEqualTo("Jalan");
        assertThat(AuditJson.of(SUBMITTED, KEYS, false).personal()).isFalse();
    }

    @Test
    void what_was_erased_is_told_so_whether_it_was_asked_for_or_not() {
        assertThat(told(keys(Map.of()), true).path("title").asString()).isEqualTo("[erased]");
        assertThat(told(keys(Map.of()), false).path("title").asString()).isEqualTo("[erased]");
        assertThat(AuditJson.of(SUBMITTED, keys(Map.of()), true).personal()).isFalse();
    }

    @Test
    void what_somebody_changed_or_exchanged_is_told_so() {
        Keyring suspicious = new Keyring() {
            @Override
            public <T> Optional<T> open(Shreddable<T> data, Class<T> type) {
                throw new TamperedWith("a changed byte");
            }
        };

        assertThat(told(suspicious, true).path("title").asString()).isEqualTo("[tampered with]");
        assertThat(told(suspicious, false).path("title").asString()).isEqualTo("[tampered with]");
    }

    @Test
    void an_events_people_are_those_whose_data_it_holds() {
        assertThat(AuditJson.people(SUBMITTED)).containsExactly(SARI);
    }
}
