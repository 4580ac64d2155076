package id.tanggap.infra.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.complaint.Clearance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scanner is asked and what its answers mean. */
class ScannerTest {

    private static Scanner.Verdict look(FakeClamd clamd, byte[] document) throws IOException {
        return Scanner.of(clamd.setting()).orElseThrow().look(new ByteArrayInputStream(document));
    }

    @Test
    void a_document_in_which_nothing_is_found_may_be_given_out_and_the_scanner_saw_all_of_it() throws IOException {
        byte[] document = new byte[200_000];
        new Random(1).nextBytes(document);
        try (FakeClamd clamd = FakeClamd.start()) {
            assertThat(look(clamd, document)).isEqualTo(new Scanner.Cleared(Clearance.SCANNED));

            assertThat(clamd.seen()).containsExactly(document);
        }
    }

    @Test
    void what_a_scanner_finds_is_told_as_it_calls_it() throws IOException {
        try (FakeClamd clamd = FakeClamd.start()) {
            assertThat(look(clamd, Photos.pdf(FakeClamd.HARMFUL))).isEqualTo(new Scanner.Harmful("Eicar-Signature"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTREAM size limit exceeded. ERROR", "", "stream: OK, or not", "UNKNOWN COMMAND"})
    void any_other_answer_is_none(String answer) throws IOException {
        try (FakeClamd clamd = FakeClamd.answering(answer)) {
            assertThatThrownBy(() -> look(clamd, Photos.pdf("x"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_scanner_that_is_not_there_has_not_looked() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> Scanner.of("clamd://127.0.0.1:" + free).orElseThrow().look(new ByteArrayInputStream(new byte[1])))
                .isInstanceOf(IOException.class);
    }

    @Test
    void without_a_scanner_only_who_says_so_in_plain_words_gets_documents_unseen() throws IOException {
        assertThat(Scanner.of("")).isEmpty();
        assertThat(Scanner.of("none").orElseThrow().look(new ByteArrayInputStream(new byte[1])))
                .isEqualTo(new Scanner.Cleared(Clearance.UNSCANNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "clamd", "clamd://host", "http://host:1", "clamd://:3310", "clamd://host:x"})
    void any_other_setting_is_refused(String setting) {
        assertThatThrownBy(() -> Scanner.of(setting)).isInstanceOf(IllegalStateException.class).hasMessageContaining("clamd://host:port");
    }
}
