package id.tanggap.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.ReporterSecret;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ReaderTest {

    @Test
    void a_reader_is_the_public_unless_the_edge_says_who_it_is() {
        assertThat(reader("/").actor()).isEqualTo(Actor.PUBLIC);
    }

    @Test
    void a_secret_is_kept_as_its_hash() {
        ReporterSecret secret = ReporterSecret.from(new byte[17]);

        Reader reader = new Reader(MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .header("Tanggap-Secret", secret.reveal())));

        assertThat(reader.proof()).contains(secret.hash());
    }

    @Test
    void what_cannot_be_a_secret_is_a_wrong_one() {
        Reader reader = new Reader(MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .header("Tanggap-Secret", "guess")));

        assertThat(reader.proof()).isPresent();
        assertThat(reader.proof().get().matches(ReporterSecret.from(new byte[17]).hash())).isFalse();
    }

    @Test
    void a_question_is_named_by_its_method_and_path() {
        assertThat(reader("/api/v1/offices?x=1").question()).isEqualTo("GET /api/v1/offices");
    }

    @Test
    void a_purpose_is_kept_as_it_was_sent_but_for_the_space_around_it() {
        assertThat(purpose(" Menyusun tanggapan ").purpose()).contains("Menyusun tanggapan");
        assertThat(purpose(" ").purpose()).isEmpty();
        assertThat(reader("/").purpose()).isEmpty();
    }

    @Test
    void a_purpose_that_cannot_be_kept_is_refused() {
        refused(() -> purpose("x".repeat(201)).purpose(), RequestRule.HEADER_INVALID, "Tanggap-Purpose");
        refused(() -> purpose("x\ty").purpose(), RequestRule.HEADER_INVALID, "Tanggap-Purpose");
    }

    private static Reader purpose(String sent) {
        return new Reader(MockServerWebExchange.from(MockServerHttpRequest.get("/").header("Tanggap-Purpose", sent)));
    }

    @Test
    void an_unknown_parameter_is_refused_because_it_would_be_ignored() {
        refused(() -> reader("/?office=x&oficce=y").allowing("office"), RequestRule.PARAMETER_UNKNOWN, "oficce");
    }

    @Test
    void an_empty_parameter_is_as_good_as_none() {
        assertThat(reader("/?from=").day("from")).isEmpty();
    }

    @Test
    void a_value_of_a_list_is_read_in_any_case() {
        assertThat(reader("/?status=forwarded").oneOf("status", ComplaintStatus.class))
                .contains(ComplaintStatus.FORWARDED);
        refused(() -> reader("/?status=lost").oneOf("status", ComplaintStatus.class), RequestRule.PARAMETER_INVALID,
                "status");
    }

    @Test
    void a_day_lies_in_the_years_1900_to_2200() {
        assertThat(reader("/?from=2026-02-28").day("from")).contains(LocalDate.of(2026, 2, 28));
        for (String nonsense : new String[] {"2026-02-30", "1899-12-31", "2201-01-01", "yesterday", "20260228"}) {
            refused(() -> reader("/?from=" + nonsense).day("from"), RequestRule.PARAMETER_INVALID, "from");
        }
    }

    @Test
    void a_page_has_50_rows_unless_asked_for_1_to_200() {
        assertThat(reader("/").limit()).isEqualTo(50);
        assertThat(reader("/?limit=200").limit()).isEqualTo(200);
        for (String nonsense : new String[] {"0", "201", "-1", "x", "99999999999"}) {
            refused(() -> reader("/?limit=" + nonsense).limit(), RequestRule.PARAMETER_INVALID, "limit");
        }
    }

    private static Reader reader(String uri) {
        return new Reader(MockServerWebExchange.from(MockServerHttpRequest.get(uri)));
    }

    private static void refused(ThrowingCallable question, RequestRule rule, String field) {
        assertThatThrownBy(question).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.field()).contains(field);
        });
    }
}
