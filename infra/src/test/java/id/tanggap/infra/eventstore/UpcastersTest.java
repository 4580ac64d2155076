package id.tanggap.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.keys.Sealing;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Seed;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.office.OfficeEvent;
import id.tanggap.kernel.office.ServiceStandard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as earlier versions stored them, byte for byte. */
class UpcastersTest {

    private static final String OFFICE = "018f0000-0000-7000-9000-000000000003";
    private static final String PROVENANCE = """
            "provenance":{"actor":{"role":"ADMINISTRATOR","id":"admin"},"occurredAt":"2026-03-02T02:00:00Z",\
            "recordedAt":"2026-03-02T02:00:00Z","correlationId":"request-1"}""";

    @TempDir
    Path folder;

    @Test
    void a_standard_of_so_many_working_days_is_a_limit_in_days_whose_article_is_not_told_apart() {
        var event = (OfficeEvent.ServiceStandardSet) read("office.service-standard-set", """
                {"office":"%s","standard":{"classification":"COMPLAINT","workingDays":10,\
                "regulation":"Perda 7/2026 Pasal 3","effectiveFrom":"2026-01-01"},%s}""".formatted(OFFICE, PROVENANCE));

        assertThat(event.standard()).isEqualTo(new ServiceStandard(Classification.COMPLAINT, Limit.workingDays(10),
                "Perda 7/2026 Pasal 3", "", LocalDate.of(2026, 1, 1)));
        assertThat(event.office()).hasToString(OFFICE);
    }

    @Test
    void an_office_that_was_registered_before_there_were_calendars_counts_by_the_general_one() {
        var event = (OfficeEvent.Registered) read("office.registered", """
                {"office":"%s","name":"Dinas Jalan","zone":"Asia/Jakarta",%s}""".formatted(OFFICE, PROVENANCE));

        assertThat(event.calendar()).isEmpty();
        assertThat(event.parent()).isEmpty();
        assertThat(event.name()).isEqualTo("Dinas Jalan");
    }

    @Test
    void an_import_that_was_started_before_there_were_calendars_registers_offices_that_count_weekends_only() {
        var event = (ImportEvent.Started) read("import.started", """
                {"importId":"%s","format":"NYC_311","file":"a.csv","sha256":"00","lines":3,"zone":"America/New_York",%s}"""
                .formatted(OFFICE, PROVENANCE));

        assertThat(event.calendar()).isEqualTo(Seed.WEEKENDS_ONLY);
    }

    @Test
    void a_complaint_that_was_submitted_before_one_could_say_so_accuses_nobody() {
        var event = (ComplaintEvent.Submitted) read("complaint.submitted", """
                {"complaint":"%s","trackingCode":"TGP-7K3Q-9F2M-40CD","secretHash":"%s","identity":"ANONYMOUS",\
                "title":{"subject":"%s","sealed":"AAAA"},"narrative":{"subject":"%s","sealed":"AAAA"},\
                "category":"Jalan","channel":"WEB",%s}"""
                .formatted(OFFICE, "0".repeat(64), OFFICE, OFFICE, PROVENANCE));

        assertThat(event.oversight()).isFalse();
        assertThat(event.requestedOffice()).isEmpty();
        assertThat(event.consent()).isEmpty();
    }

    @Test
    void a_complaint_that_was_submitted_before_consent_was_recorded_has_none() {
        var event = (ComplaintEvent.Submitted) read("complaint.submitted", 2, """
                {"complaint":"%s","trackingCode":"TGP-7K3Q-9F2M-40CD","secretHash":"%s","identity":"ANONYMOUS",\
                "title":{"subject":"%s","sealed":"AAAA"},"narrative":{"subject":"%s","sealed":"AAAA"},\
                "category":"Jalan","channel":"DESK","oversight":true,%s}"""
                .formatted(OFFICE, "0".repeat(64), OFFICE, OFFICE, PROVENANCE));

        assertThat(event.oversight()).isTrue();
        assertThat(event.consent()).isEmpty();
    }

    /** As the application reads: from the file, by the stream and in the total order. */
    private DomainEvent read(String name, String payload) {
        return read(name, 1, payload);
    }

    private DomainEvent read(String name, int revision, String payload) {
        People people = People.in(folder);
        NamedEventSerializer serializer = new NamedEventSerializer(new EventTypes(), new Sealing(people));
        var log = SqliteEventLog.open(folder.resolve("events.db"));
        log.write(List.of(Append.of(new NewEvent("OfficeAggregate", OFFICE, 0, "event-1", Instant.EPOCH, name, Integer.toString(revision),
                payload.getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8)))));
        var engine = TotalOrderEventStorageEngine.builder().eventLog(log)
                .meterRegistry(new SimpleMeterRegistry()).upcasterChain(Upcasters.chain())
                .eventSerializer(serializer).snapshotSerializer(serializer).build();
        try (engine; people) {
            Object ofItsStream = engine.readEvents(OFFICE).next().getPayload();
            Object inTheTotalOrder = engine.readEvents(null, false).findFirst().orElseThrow().getPayload();
            assertThat(inTheTotalOrder).isEqualTo(ofItsStream);
            return (DomainEvent) ofItsStream;
        }
    }
}
