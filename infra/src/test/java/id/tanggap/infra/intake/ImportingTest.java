package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.Request;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.complaint.Channel;
import id.tanggap.kernel.complaint.ComplaintEvent;
import id.tanggap.kernel.complaint.Identity;
import id.tanggap.kernel.complaint.SourceReference;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.intake.RefusedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportingTest {

    private static final Path EXCERPT = Path.of("src/test/resources/nyc-311-excerpt.csv");
    private static final int LINES = 305;
    private static final String HEADER =
            "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Status,Latitude,Longitude\n";

    @TempDir
    Path folder;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(folder.resolve("imports"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_real_file_is_imported_but_for_what_was_closed_before_it_was_created() {
        ImportId id = imported(EXCERPT);

        assertThat(platform.complaints()).hasSize(LINES - 2);
        assertThat(platform.events(ComplaintEvent.Closed.class)).hasSize(LINES - 2 - 52);
        assertThat(platform.offices()).hasSize(13).allMatch(office -> office.zone().equals(Platform.NEW_YORK));
        assertThat(platform.refused(id)).extracting(RefusedLine::line, RefusedLine::field, RefusedLine::code)
                .containsExactly(tuple(2L, "Closed Date", "CLOSED_BEFORE_SUBMITTED"),
                        tuple(3L, "Closed Date", "CLOSED_BEFORE_SUBMITTED"));
        assertThat(platform.of(id).getLast()).isInstanceOf(ImportEvent.Finished.class);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    @Test
    void a_case_becomes_an_anonymous_complaint_with_the_times_that_the_source_gives() {
        imported(HEADER + "1,02/28/2023 11:45:00 PM,03/01/2023 01:00:00 AM,DOT,Transport,Pothole,Closed,40.7,-74\n");

        ComplaintEvent.Submitted submitted = platform.complaints().getFirst();
        assertThat(submitted.provenance().occurredAt()).isEqualTo("2023-03-01T04:45:00Z");
        assertThat(submitted.provenance().recordedAt()).isEqualTo(Platform.NOW);
        assertThat(submitted.identity()).isEqualTo(Identity.ANONYMOUS);
        assertThat(submitted.channel()).isEqualTo(Channel.IMPORT);
        assertThat(submitted.source()).contains(new SourceReference("nyc-311", "1"));
        assertThat(platform.offices().getFirst().name()).isEqualTo("Transport (DOT)");
        ComplaintEvent.Closed closed = platform.events(ComplaintEvent.Closed.class).getFirst();
        assertThat(closed.provenance().occurredAt()).isEqualTo("2023-03-01T06:00:00Z");
        assertThat(closed.office()).isEqualTo(platform.offices().getFirst().office());
    }

    @Test
    void lines_that_cannot_be_taken_are_listed_with_number_field_and_reason_and_the_rest_is_imported() {
        ImportId id = imported(HEADER
                + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,40.7,-74\n"
                + "2,02/28/2023 11:45:00 PM,,DOT,Transport,\"Pothole,Open,40.7,-74\n"
                + "\n"
                + "3,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open\n"
                + "4,02/28/2099 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n"
                + "5,02/28/2023 11:45:00 PM,02/28/2099 11:45:00 PM,DOT,Transport,Pothole,Closed,,\n"
                + "6,02/28/2023 11:45:00 PM,02/28/2023 11:44:59 PM,DOT,Transport,Pothole,Closed,,\n"
                + "7,02/28/2023 11:45:00 PM,,,Transport,Pothole,Open,,\n"
                + "8,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,99,-74\n"
                + "9,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");

        assertThat(platform.refused(id)).extracting(RefusedLine::line, RefusedLine::field, RefusedLine::code)
                .containsExactly(tuple(3L, "Complaint Type", "QUOTES_BROKEN"), tuple(5L, "Latitude", "FIELD_COUNT"),
                        tuple(6L, "Created Date", "OCCURRED_IN_THE_FUTURE"),
                        tuple(7L, "Closed Date", "OCCURRED_IN_THE_FUTURE"),
                        tuple(8L, "Closed Date", "CLOSED_BEFORE_SUBMITTED"), tuple(9L, "Agency", "VALUE_MISSING"),
                        tuple(10L, "Latitude", "COORDINATE_OFF_THE_GLOBE"));
        assertThat(keys()).containsExactlyInAnyOrder("1", "9");
        assertThat(platform.refused(id)).allMatch(line -> !line.reason().id().isBlank() && !line.reason().en().isBlank());
    }

    @Test
    void the_same_file_twice_changes_nothing() {
        imported(EXCERPT);
        List<DomainEvent> once = platform.events();

        imported(EXCERPT);

        assertThat(platform.events()).isEqualTo(once);
    }

    @Test
    void a_later_file_adds_only_what_is_new() {
        imported(HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");
        ImportId later = imported(HEADER + "1,02/28/2023 11:45:00 PM,03/01/2023 11:45:00 PM,DOT,Transport,Pothole,Closed,,\n"
                + "2,02/28/2023 11:46:00 PM,,DOT,Transport,Pothole,Open,,\n");

        assertThat(platform.advances(later)).extracting(ImportEvent.Advanced::imported, ImportEvent.Advanced::known)
                .containsExactly(tuple(1L, 1L));
        assertThat(keys()).containsExactlyInAnyOrder("1", "2");
        assertThat(platform.offices()).hasSize(1);
    }

    @Test
    void a_key_of_another_complaint_is_refused_and_not_taken_for_the_same() {
        imported(HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");
        ImportId other = imported(HEADER + "1,02/27/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");

        assertThat(platform.refused(other)).extracting(RefusedLine::field, RefusedLine::code)
                .containsExactly(tuple("Unique Key", "KEY_TAKEN"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void of_lines_with_one_key_in_one_file_the_first_is_imported_and_the_others_are_known(int linesPerStep) {
        ImportId id = handedIn(HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n"
                + "1,02/28/2023 11:50:00 PM,,DOT,Transport,Rats,Open,,\n"
                + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Noise,Open,,\n");
        await(platform.importing(platform.files(), linesPerStep), id);

        assertThat(platform.complaints()).singleElement()
                .satisfies(submitted -> assertThat(submitted.category()).hasToString("Pothole"));
        assertThat(platform.advances(id).stream().mapToLong(ImportEvent.Advanced::known).sum()).isEqualTo(2);
        assertThat(platform.refused(id)).isEmpty();
    }

    @Test
    void an_office_that_takes_no_complaints_refuses_its_lines_under_its_column() {
        imported(HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");
        platform.commands.send(new OfficeCommand.BeginDeactivation(platform.offices().getFirst().office(),
                Provenance.now(Platform.ADMINISTRATOR, Platform.NOW, "test")), Request.PLAIN).block();
        ImportId id = imported(HEADER + "2,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n");

        assertThat(platform.refused(id)).extracting(RefusedLine::line, RefusedLine::field, RefusedLine::code)
                .containsExactly(tuple(2L, "Agency", "OFFICE_NOT_ACTIVE"));
    }

    @Test
    void progress_only_grows_and_adds_up_to_the_number_of_lines() {
        ImportId id = handedIn(EXCERPT);
        await(platform.importing(platform.files(), 20), id);

        List<ImportEvent.Advanced> steps = platform.advances(id);
        assertThat(steps).hasSize(16).extracting(ImportEvent.Advanced::throughLine).isSorted().doesNotHaveDuplicates();
        assertThat(steps.getLast().throughLine()).isEqualTo(LINES + 1);
        assertThat(steps.stream().mapToLong(s -> s.imported() + s.known() + s.refused().size()).sum()).isEqualTo(LINES)
                .isEqualTo(((ImportEvent.Started) platform.of(id).getFirst()).lines());
        assertThat(platform.meters.get("tanggap.import.lines").tag("result", "imported").counter().count())
                .isEqualTo(LINES - 2);
        assertThat(platform.meters.get("tanggap.import.lines").tag("result", "refused").counter().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 14, 15, 40, 41, 119, 320})
    void an_import_stopped_in_the_middle_and_gone_on_with_comes_to_the_events_of_one_that_ran_through(int append) {
        List<DomainEvent> undisturbed = undisturbed();
        ImportId id = handedIn(EXCERPT);
        CompletableFuture<Importing> first = new CompletableFuture<>();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        platform.engine.before(n -> {
            if (n == append) {
                stopped.completeAsync(() -> {
                    first.join().stop();
                    return null;
                });
            }
        });
        first.complete(platform.importing(platform.files(), 20));
        stopped.join();
        int atStop = platform.events().size();
        assertThat(first.join().isRunning()).isFalse();

        await(platform.importing(platform.files(), 20), id);

        assertThat(atStop).isLessThan(undisturbed.size());
        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed);
        assertThat(platform.advances(id)).isEqualTo(advances(undisturbed));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 41, 119, 319, 330})
    void an_import_killed_in_the_middle_and_gone_on_with_comes_to_the_events_of_one_that_ran_through(int append) {
        List<DomainEvent> undisturbed = undisturbed();
        ImportId id = handedIn(EXCERPT);
        // from one moment on nothing is stored any more, and nobody hears of what was stored last
        platform.engine.after(n -> {
            if (n >= append) {
                throw CheckedInMemoryEngine.broken();
            }
        });
        platform.engine.before(n -> {
            if (n > append) {
                throw CheckedInMemoryEngine.broken();
            }
        });
        Importing first = platform.importing(platform.files(), 20);
        int expected = append;
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> appended() >= expected);
        first.stop();
        platform.engine.before(_ -> { });
        platform.engine.after(_ -> { });

        await(platform.importing(platform.files(), 20), id);

        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed);
        assertThat(platform.advances(id)).isEqualTo(advances(undisturbed));
    }

    /** How many streams or steps have been written since the import was handed in. */
    private long appended() {
        return platform.events().stream().filter(e -> e instanceof ComplaintEvent.Submitted
                || e instanceof id.tanggap.kernel.office.OfficeEvent.Registered
                || e instanceof ImportEvent && !(e instanceof ImportEvent.Started)).count();
    }

    @Test
    void what_cannot_be_stored_at_the_moment_is_tried_again_and_not_refused() {
        List<DomainEvent> undisturbed = undisturbed();
        ImportId id = handedIn(EXCERPT);
        platform.engine.before(n -> {
            if (n % 3 == 0) {
                throw CheckedInMemoryEngine.broken();
            }
        });
        await(platform.importing(platform.files(), 20), id);

        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    @Test
    void what_was_stored_although_the_answer_got_lost_counts_as_imported() {
        List<DomainEvent> undisturbed = undisturbed();
        ImportId id = handedIn(EXCERPT);
        platform.engine.after(n -> {
            if (n % 3 == 0) {
                throw CheckedInMemoryEngine.broken();
            }
        });
        await(platform.importing(platform.files(), 20), id);

        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    @Test
    void an_unexpected_fault_puts_an_import_off_and_loses_nothing() {
        List<DomainEvent> undisturbed = undisturbed();
        ImportId id = handedIn(EXCERPT);
        platform.engine.before(n -> {
            if (n == 30 || n == 60) {
                throw new IllegalStateException("nobody thought of this");
            }
        });
        await(platform.importing(platform.files(), 20), id);

        assertThat(platform.events()).containsExactlyInAnyOrderElementsOf(undisturbed);
    }

    @Test
    void a_file_without_a_column_that_must_be_there_fails_and_says_which() {
        ImportId id = imported("Unique Key,Created Date\n1,02/28/2023 11:45:00 PM\n");

        assertThat(platform.of(id).getLast()).isInstanceOfSatisfying(ImportEvent.Failed.class, failed ->
                assertThat(failed.reason().en()).contains("Closed Date, Agency, Agency Name, Complaint Type, Status"));
        assertThat(platform.complaints()).isEmpty();
    }

    @Test
    void a_file_with_a_header_alone_is_finished_at_once() {
        ImportId id = imported(HEADER);

        assertThat(platform.of(id)).hasSize(2).last().isInstanceOf(ImportEvent.Finished.class);
    }

    @Test
    void a_file_that_was_cut_short_after_its_arrival_fails() throws IOException {
        ImportId id = handedIn(EXCERPT);
        Path file = platform.folder.resolve(id + ".csv");
        Files.writeString(file, Files.readString(file).lines().limit(50).reduce("", (a, b) -> a + b + "\n"));
        await(platform.importing(platform.files(), 20), id);

        assertThat(platform.of(id).getLast()).isInstanceOf(ImportEvent.Failed.class);
    }

    @Test
    void imports_take_turns_in_the_order_in_which_they_were_handed_in() {
        SpooledFiles files = platform.files();
        Importing importing = platform.importing(files, 20);
        ImportId first = platform.handIn(files, EXCERPT, ImportFormat.NYC_311);
        ImportId second = platform.handIn(files,
                HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open,,\n", ImportFormat.NYC_311);
        importing.add(first);
        importing.add(second);
        await(importing, second);

        List<ImportEvent> events = platform.events(ImportEvent.class);
        assertThat(events.subList(2, events.size())).extracting(ImportEvent::importId)
                .containsSubsequence(first, second).doesNotContainSubsequence(second, first);
    }

    @Test
    void a_file_goes_when_its_import_has_ended() throws IOException {
        imported(EXCERPT);

        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(folder.resolve("imports")).isEmptyDirectory());
    }

    @Test
    void a_file_whose_import_never_started_goes_when_the_application_starts() throws IOException {
        Path left = Files.createDirectories(platform.folder).resolve("018f4e9a-0000-8000-8000-000000000000.csv");
        Files.writeString(left, HEADER);
        platform.importing(platform.files(), 20);

        assertThat(left).doesNotExist();
    }

    @Test
    void georeport_bulk_is_imported_too() {
        SpooledFiles files = platform.files();
        ImportId id = platform.handIn(files, """
                service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,\
                source,service_name,service_subtype,description,agency_responsible,address,lat,long
                638344,2026-04-14T06:37:38+07:00,,2026-04-15T01:00:00+07:00,closed,Diangkut,web,Sampah,,"Menumpuk,
                sejak Senin",Dinas Lingkungan Hidup,Jl. Braga,-6.917,107.609
                638345,2026-04-14,,,open,,web,Sampah,,,Dinas Lingkungan Hidup,,,
                638346,2026-04-14T06:37:38Z,,,open,,web,Lampu jalan,,,Dinas Perhubungan,,,
                """, ImportFormat.GEOREPORT_BULK);
        await(platform.importing(files, 20), id);

        assertThat(keys()).containsExactlyInAnyOrder("638344", "638346");
        assertThat(platform.offices()).extracting(office -> office.name())
                .containsExactlyInAnyOrder("Dinas Lingkungan Hidup", "Dinas Perhubungan");
        assertThat(platform.refused(id)).extracting(RefusedLine::line, RefusedLine::field)
                .containsExactly(tuple(4L, "requested_datetime"));
    }

    @Test
    void no_two_complaints_share_a_tracking_code_or_a_person() {
        imported(EXCERPT);

        assertThat(new HashSet<>(platform.complaints().stream().map(ComplaintEvent.Submitted::trackingCode).toList()))
                .hasSize(LINES - 2);
        assertThat(new HashSet<>(platform.complaints().stream().map(c -> c.title().subject()).toList()))
                .hasSize(LINES - 2);
    }

    private List<String> keys() {
        return platform.complaints().stream().map(c -> c.source().orElseThrow().key()).toList();
    }

    /** The events of the same import on another platform where nothing happens to it. */
    private List<DomainEvent> undisturbed() {
        try (Platform other = new Platform(folder.resolve("undisturbed"))) {
            SpooledFiles files = other.files();
            ImportId id = other.handIn(files, EXCERPT, ImportFormat.NYC_311);
            other.importing(files, 20);
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> other.hasEnded(id));
            return new ArrayList<>(other.events());
        }
    }

    private static List<ImportEvent.Advanced> advances(List<DomainEvent> events) {
        return events.stream().filter(ImportEvent.Advanced.class::isInstance).map(ImportEvent.Advanced.class::cast)
                .toList();
    }

    private ImportId handedIn(Path csv) {
        return platform.handIn(platform.files(), csv, ImportFormat.NYC_311);
    }

    private ImportId handedIn(String csv) {
        return platform.handIn(platform.files(), csv, ImportFormat.NYC_311);
    }

    private ImportId imported(Path csv) {
        return ended(handedIn(csv));
    }

    private ImportId imported(String csv) {
        return ended(handedIn(csv));
    }

    private ImportId ended(ImportId id) {
        Importing importing = platform.importing(platform.files(), 200);
        await(importing, id);
        importing.stop();
        return id;
    }

    private void await(Importing importing, ImportId id) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5))
                .until(() -> platform.hasEnded(id));
    }
}
