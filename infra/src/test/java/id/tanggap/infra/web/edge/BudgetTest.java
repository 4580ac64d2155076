package id.tanggap.infra.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({"POST,/api/v1/complaints,SUBMISSIONS", "POST,/lapor/kirim,SUBMISSIONS", "POST,/lapor/cerita,READS",
        "GET,/lapor/cerita,READS", "POST,/lapor,READS", "POST,/laporan,COMMANDS", "POST,/lacak,ATTEMPTS", "GET,/lacak,READS",
        "POST,/lacak/laporan/pesan,COMMANDS", "POST,/masuk,SIGN_IN", "GET,/,READS"})
    void what_pages_ask_for_is_counted_as_what_it_is(HttpMethod method, String path, Budget budget) {
        assertThat(Budget.of(MockServerHttpRequest.method(method, path).build())).isEqualTo(budget);
    }
}
