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
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is promised of uploaded files, wherever they are kept. */
abstract class ImportSpoolContract {

    static final ImportId ID = new ImportId(UUID.fromString("018f4e9a-0000-8000-8000-000000000000"));

    @TempDir
    Path folder;

    /** Of the same files at each call. */
    abstract ImportSpool spool(long limit);

    /** Nothing is kept, and nothing was forgotten. */
    abstract void requireEmpty() throws IOException;

    static Optional<String> content(ImportSpool files) throws IOException {
        try (ImportSpool.Turn turn = files.take(ID, () -> { }).orElseThrow()) {
            Optional<Path> file = turn.file();
            return file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
        }
    }

    @Test
    void a_file_that_was_kept_is_there_byte_for_byte_with_its_hash_and_its_lines() throws IOException {
        ImportSpool files = spool(100);
        ImportFiles.Upload upload = files.receive(pieces("a,b\n1", ",2\n", "3,4\n")).block();
        upload.keepFor(ID).block();

        assertThat(upload.sha256()).isEqualTo("b9485148546419a0f6a85e8d708c923557c15d7f3c7d078ef1fa7f7c0f57d5a5");
        assertThat(upload.lines()).isEqualTo(2);
        assertThat(content(files)).contains("a,b\n1,2\n3,4\n");
        assertThat(files.all()).containsExactly(ID);
    }

    @Test
    void a_file_that_was_kept_is_there_after_a_restart() throws IOException {
        spool(100).receive(pieces("a,b\n")).block().keepFor(ID).block();

        assertThat(spool(100).all()).containsExactly(ID);
        assertThat(content(spool(100))).contains("a,b\n");
    }

    @Test
    void a_file_goes_when_its_import_has_ended() throws IOException {
        ImportSpool files = spool(100);
        files.receive(pieces("a,b\n")).block().keepFor(ID).block();

        try (ImportSpool.Turn turn = files.take(ID, () -> { }).orElseThrow()) {
            turn.file();
            turn.end();
        }

        assertThat(content(files)).isEmpty();
        requireEmpty();
    }

    @Test
    void a_file_beyond_the_limit_is_refused_and_leaves_nothing_behind() throws IOException {
        assertThatThrownBy(() -> spool(9).receive(pieces("12345", "67890")).block()).hasMessage("FILE_TOO_LARGE");
        requireEmpty();
    }

    @Test
    void an_empty_file_is_refused_and_leaves_nothing_behind() throws IOException {
        assertThatThrownBy(() -> spool(9).receive(Flux.empty()).block()).hasMessage("FILE_EMPTY");
        requireEmpty();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() throws IOException {
        Flux<DataBuffer> content = pieces("a,b\n").concatWith(Flux.error(new IOException("connection reset")));
        assertThatThrownBy(() -> spool(100).receive(content).block()).hasMessageContaining("connection reset");
        requireEmpty();
    }

    @Test
    void an_upload_whose_sender_goes_away_leaves_nothing_behind() {
        ImportSpool files = spool(100);
        StepVerifier.create(files.receive(pieces("a,b\n").concatWith(Flux.never())))
                .expectSubscription().expectNoEvent(Duration.ofMillis(200)).thenCancel().verify();
        Awaitility.await().untilAsserted(this::requireEmpty);
    }

    @Test
    void a_file_can_be_discarded_more_than_once() throws IOException {
        ImportSpool files = spool(100);
        files.receive(pieces("a,b\n")).block().keepFor(ID).block();
        files.discard(ID).block();
        files.discard(ID).block();
        requireEmpty();
    }

    static Flux<DataBuffer> pieces(String... texts) {
        return Flux.fromArray(texts).map(text ->
                DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
