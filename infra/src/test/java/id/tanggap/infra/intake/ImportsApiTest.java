package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.command.api.SenderArgument;
import id.tanggap.command.intake.ImportsApi;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.DomainEvent;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.intake.ImportEvent;
import id.tanggap.kernel.intake.ImportId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.WebFilter;

class ImportsApiTest {

    private static final String HEADER =
            "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Status\n";
    private static final String CASE = HEADER + "1,02/28/2023 11:45:00 PM,,DOT,Transport,Pothole,Open\n";

    @TempDir
    Path folder;

    private Platform platform;
    private SpooledFiles files;
    private Importing importing;

    @RestControllerAdvice
    static class Refusals {

        @ExceptionHandler
        ResponseEntity<String> tell(Refusal refusal) {
            int status = switch (refusal.rule().kind()) {
                case FORBIDDEN -> 403;
                case TOO_LARGE -> 413;
                case MALFORMED -> 400;
                default -> refusal.rule().kind() == Rule.Kind.UNPROCESSABLE ? 422 : 500;
            };
            return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(refusal.rule().name()
                    + refusal.field().map(field -> " " + field).orElse(""));
        }
    }

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        files = new SpooledFiles(folder, 1_000_000);
        importing = platform.importing(files, 200);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void a_file_that_is_handed_in_becomes_an_import_with_an_address_of_its_own() {
        var answer = handIn("NYC_311", CASE).expectStatus().isCreated()
                .expectHeader().valueEquals("ETag", "\"0\"").expectHeader().exists("Tanggap-Position")
                .expectBody().jsonPath("$.status").isEqualTo("RUNNING").returnResult();
        ImportId id = id(answer);

        Awaitility.await().until(() -> platform.hasEnded(id));
        assertThat(platform.of(id).getFirst()).isInstanceOfSatisfying(ImportEvent.Started.class, started -> {
            assertThat(started.file()).isEqualTo("cases 1.csv");
            assertThat(started.lines()).isEqualTo(1);
            assertThat(started.zone()).isEqualTo(Platform.NEW_YORK);
            assertThat(started.provenance().actor()).isEqualTo(Platform.ADMINISTRATOR);
        });
        assertThat(platform.complaints()).hasSize(1);
    }

    @Test
    void the_same_file_is_the_same_import_and_changes_nothing() {
        ImportId id = id(handIn("NYC_311", CASE).expectStatus().isCreated().expectBody().returnResult());
        Awaitility.await().until(() -> platform.hasEnded(id));
        List<DomainEvent> once = platform.events();

        ImportId again = id(handIn("NYC_311", CASE).expectStatus().isOk()
                .expectBody().jsonPath("$.status").isEqualTo("FINISHED").returnResult());

        assertThat(again).isEqualTo(id);
        assertThat(platform.events()).isEqualTo(once);
        Awaitility.await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void the_same_file_goes_on_with_an_import_that_lost_it() {
        importing.stop();
        ImportId id = id(handIn("NYC_311", CASE).expectStatus().isCreated().expectBody().returnResult());
        files.discard(id).block();
        importing.start();
        assertThat(platform.hasEnded(id)).isFalse();

        handIn("NYC_311", CASE).expectStatus().isOk();

        Awaitility.await().until(() -> platform.hasEnded(id));
        assertThat(platform.complaints()).hasSize(1);
    }

    @Test
    void another_zone_is_another_import() {
        ImportId here = id(handIn("GEOREPORT_BULK", CASE).expectStatus().isCreated().expectBody().returnResult());
        ImportId there = id(handIn("GEOREPORT_BULK&zone=Asia/Jayapura", CASE).expectStatus().isCreated().expectBody()
                .returnResult());

        assertThat(there).isNotEqualTo(here);
        assertThat(platform.events(ImportEvent.Started.class)).extracting(ImportEvent.Started::zone)
                .containsExactly(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Jayapura"));
    }

    @Test
    void a_real_file_comes_through() {
        ImportId id = id(client(Platform.ADMINISTRATOR).post().uri("/api/v1/imports?format=NYC_311&file=excerpt.csv")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(new FileSystemResource("src/test/resources/nyc-311-excerpt.csv")).exchange()
                .expectStatus().isCreated().expectBody().returnResult());

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> platform.hasEnded(id));
        assertThat(platform.complaints()).hasSize(303);
    }

    @Test
    void only_an_administrator_hands_files_in_and_nobody_elses_are_stored() {
        client(Actor.of(Role.COORDINATOR, "coordinator")).post().uri("/api/v1/imports?format=NYC_311&file=a.csv")
                .contentType(MediaType.parseMediaType("text/csv")).bodyValue(CASE).exchange()
                .expectStatus().isForbidden().expectBody(String.class).isEqualTo("ADMINISTRATORS_ONLY");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_beyond_the_limit_is_refused() {
        handIn("NYC_311", HEADER + "x".repeat(1_000_000)).expectStatus().isEqualTo(413)
                .expectBody(String.class).isEqualTo("FILE_TOO_LARGE");
        assertThat(platform.events()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_format_or_zone_that_nobody_knows_is_refused() {
        handIn("LAPOR", CASE).expectStatus().isBadRequest().expectBody(String.class).isEqualTo("PARAMETER_INVALID format");
        handIn("NYC_311&zone=Mars/Olympus", CASE).expectStatus().isBadRequest()
                .expectBody(String.class).isEqualTo("PARAMETER_INVALID zone");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void offices_of_an_import_count_weekends_only_unless_it_names_another_calendar() {
        handIn("NYC_311", HEADER + CASE).expectStatus().isCreated();
        handIn("NYC_311&calendar=indonesia", HEADER + CASE + CASE).expectStatus().isCreated();

        assertThat(platform.events(ImportEvent.Started.class)).extracting(started -> started.calendar().value())
                .containsExactly("weekends-only", "indonesia");
    }

    @Test
    void a_calendar_that_nobody_knows_is_refused() {
        handIn("NYC_311&calendar=Atlantis!", CASE).expectStatus().isBadRequest()
                .expectBody(String.class).isEqualTo("PARAMETER_INVALID calendar");
        handIn("NYC_311&calendar=atlantis", HEADER + CASE).expectStatus().value(status -> assertThat(status).isEqualTo(422));
        assertThat(platform.events()).isEmpty();
    }

    @Test
    void a_file_without_anything_in_it_is_refused() {
        handIn("NYC_311", "").expectStatus().isEqualTo(422).expectBody(String.class).isEqualTo("FILE_EMPTY");
    }

    private WebTestClient.ResponseSpec handIn(String format, String csv) {
        return client(Platform.ADMINISTRATOR).post().uri("/api/v1/imports?file=cases 1.csv&format=" + format)
                .contentType(MediaType.parseMediaType("text/csv")).bodyValue(csv).exchange();
    }

    private static ImportId id(EntityExchangeResult<?> answer) {
        String location = answer.getResponseHeaders().getFirst("Location");
        assertThat(location).startsWith("/api/v1/imports/");
        return ImportId.of(location.substring("/api/v1/imports/".length()));
    }

    private WebTestClient client(Actor actor) {
        WebFilter as = (exchange, chain) -> {
            exchange.getAttributes().put(Actor.class.getName(), actor);
            return chain.filter(exchange);
        };
        return WebTestClient
                .bindToController(new ImportsApi(platform.commands, files, importing, ZoneId.of("Asia/Jakarta")))
                .controllerAdvice(new Refusals())
                .argumentResolvers(a -> a.addCustomResolver(new SenderArgument(platform.clock, Platform.KEY)))
                .webFilter(as).build();
    }
}
