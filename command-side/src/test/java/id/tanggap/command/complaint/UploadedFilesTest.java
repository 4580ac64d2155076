package id.tanggap.command.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class UploadedFilesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final NettyDataBufferFactory buffers =
            new NettyDataBufferFactory(io.netty.buffer.UnpooledByteBufAllocator.DEFAULT);
    private final List<DataBuffer> given = Collections.synchronizedList(new ArrayList<>());

    private DataBuffer buffer() {
        DataBuffer buffer = buffers.wrap("kilobyte".getBytes(StandardCharsets.US_ASCII));
        given.add(buffer);
        return buffer;
    }

    /** A file in so many pieces. */
    private List<PartEvent> file(String name, int pieces) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "form-data; name=\"file\"; filename=\"" + name + "\"");
        return IntStream.rangeClosed(1, pieces).<PartEvent>mapToObj(i -> event(headers, i == pieces)).toList();
    }

    private FilePartEvent event(HttpHeaders headers, boolean last) {
        DataBuffer content = buffer();
        return new FilePartEvent() {
            @Override
            public String filename() {
                return headers.getContentDisposition().getFilename();
            }

            @Override
            public String name() {
                return "file";
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public DataBuffer content() {
                return content;
            }

            @Override
            public boolean isLast() {
                return last;
            }
        };
    }

    private static PartEvent field(String name) {
        return FormPartEvent.create(name, "value").block(SOON);
    }

    @SafeVarargs
    private static Flux<PartEvent> form(List<PartEvent>... parts) {
        return Flux.fromStream(Stream.of(parts).flatMap(List::stream)).publishOn(Schedulers.parallel());
    }

    private static Mono<String> readWhole(String name, Flux<DataBuffer> content) {
        return content.doOnNext(DataBufferUtils::release).count().map(pieces -> name + " " + pieces);
    }

    private void assertNothingIsLeft() {
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(given).allMatch(buffer ->
                !((org.springframework.core.io.buffer.NettyDataBuffer) buffer).isAllocated()));
    }

    @Test
    void every_file_is_read_in_its_turn_and_other_fields_are_passed_over() {
        List<String> read = UploadedFiles.each(form(List.of(field("_csrf")), file("a", 3), file("b", 1_000),
                List.of(field("x")), file("c", 1)), UploadedFilesTest::readWhole).collectList().block(SOON);

        assertThat(read).containsExactly("a 3", "b 1000", "c 1");
        assertNothingIsLeft();
    }

    /** As often as there may be files, each larger than all that is read ahead. */
    @Test
    void a_file_that_nobody_reads_or_reads_to_its_end_holds_up_none_behind_it() {
        List<String> read = UploadedFiles.each(form(file("unread", 2_000), file("begun", 2_000), file("begun", 2_000),
                file("refused", 2_000), file("last", 2_000)), (name, content) -> switch (name) {
                    case "unread" -> Mono.just("unread");
                    case "begun" -> content.publishOn(Schedulers.boundedElastic(), 16).doOnNext(DataBufferUtils::release)
                            .doOnDiscard(DataBuffer.class, DataBufferUtils::release).take(3).then(Mono.just("begun"));
                    case "refused" -> content.publishOn(Schedulers.boundedElastic(), 16).doOnNext(DataBufferUtils::release)
                            .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                            .handle((_, out) -> out.error(new IllegalStateException())).then(Mono.just("never"))
                            .onErrorReturn("refused");
                    default -> readWhole(name, content);
                }).collectList().block(SOON);

        assertThat(read).containsExactly("unread", "begun", "begun", "refused", "last 2000");
        assertNothingIsLeft();
    }

    @Test
    void what_came_whole_is_told_before_the_form_is_found_to_be_none() {
        List<String> read = Collections.synchronizedList(new ArrayList<>());
        Flux<PartEvent> cut = form(file("a", 3)).concatWith(Flux.error(new DecodingException("cut")));

        assertThatThrownBy(() -> UploadedFiles.each(cut, UploadedFilesTest::readWhole).doOnNext(read::add).blockLast(SOON))
                .isInstanceOfSatisfying(Refusal.class, refusal ->
                        assertThat(refusal.rule()).isEqualTo(AttachmentRule.UPLOAD_UNREADABLE));

        assertThat(read).containsExactly("a 3");
        assertNothingIsLeft();
    }

    @Test
    void a_form_without_end_is_left_after_a_number_of_parts() {
        Flux<PartEvent> endless = Flux.defer(() -> form(file("a", 1))).repeat();

        assertThat(UploadedFiles.each(endless, UploadedFilesTest::readWhole).collectList().block(SOON)).hasSize(16);
    }
}
