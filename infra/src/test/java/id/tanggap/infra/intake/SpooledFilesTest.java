package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.command.intake.ImportFiles;
import id.tanggap.kernel.intake.ImportId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SpooledFilesTest {

    private static final ImportId ID = new ImportId(UUID.fromString("018f4e9a-0000-8000-8000-000000000000"));

    @TempDir
    Path folder;

    @Test
    void a_file_that_was_kept_is_there_byte_for_byte_with_its_hash_and_its_lines() throws IOException {
        SpooledFiles files = new SpooledFiles(folder, 100);
        ImportFiles.Upload upload = files.receive(pieces("a,b\n1", ",2\n", "3,4\n")).block();
        upload.keepFor(ID).block();

        assertThat(upload.sha256()).isEqualTo("b9485148546419a0f6a85e8d708c923557c15d7f3c7d078ef1fa7f7c0f57d5a5");
        assertThat(upload.lines()).isEqualTo(2);
        assertThat(Files.readString(files.path(ID))).isEqualTo("a,b\n1,2\n3,4\n");
        assertThat(files.all()).containsExactly(ID);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void a_file_beyond_the_limit_is_refused_and_leaves_nothing_behind() {
        assertThatThrownBy(() -> new SpooledFiles(folder, 9).receive(pieces("12345", "67890")).block())
                .hasMessage("FILE_TOO_LARGE");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_empty_file_is_refused_and_leaves_nothing_behind() {
        assertThatThrownBy(() -> new SpooledFiles(folder, 9).receive(Flux.empty()).block()).hasMessage("FILE_EMPTY");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() {
        Flux<DataBuffer> content = pieces("a,b\n").concatWith(Flux.error(new IOException("connection reset")));
        assertThatThrownBy(() -> new SpooledFiles(folder, 100).receive(content).block())
                .hasMessageContaining("connection reset");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_upload_whose_sender_goes_away_leaves_nothing_behind() {
        StepVerifier.create(new SpooledFiles(folder, 100).receive(pieces("a,b\n").concatWith(Flux.never())))
                .expectSubscription().expectNoEvent(Duration.ofMillis(200)).thenCancel().verify();
        Awaitility.await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void what_was_still_arriving_when_the_application_died_goes_at_the_next_start() throws IOException {
        Files.writeString(folder.resolve("upload-1.part"), "a,b\n");
        Files.writeString(folder.resolve("somebody-elses.csv"), "a,b\n");

        assertThat(new SpooledFiles(folder, 100).all()).isEmpty();
        assertThat(Files.list(folder)).containsExactly(folder.resolve("somebody-elses.csv"));
    }

    @Test
    void a_file_can_be_discarded_more_than_once() {
        SpooledFiles files = new SpooledFiles(folder, 100);
        files.receive(pieces("a,b\n")).block().keepFor(ID).block();
        files.discard(ID).block();
        files.discard(ID).block();
        assertThat(folder).isEmptyDirectory();
    }

    private static Flux<DataBuffer> pieces(String... texts) {
        return Flux.fromArray(texts).map(text ->
                DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
