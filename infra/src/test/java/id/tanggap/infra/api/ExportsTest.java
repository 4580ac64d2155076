package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists as CSV: the same as in JSON, for the same readers. */
@ExtendWith(OnePlatform.class)
class ExportsTest {

    private static final String FORMULA = "=HYPERLINK(\"https://evil.example\")";

    private final Platform platform;
    private final Office office;

    ExportsTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office("@SUM, Dinas " + Platform.word("o"));
    }

    private Answer csv(String path, Who who) {
        return platform.http().get(path, who.with("Accept", "text/csv").havingSeen(platform.head())).is(200);
    }

    private Answer list(Who who) {
        return csv("/api/v1/complaints?office=" + office.id + "&limit=1", who);
    }

    private Case complaint(String title) {
        return platform.submitted(Who.PUBLIC, "title", title, "identity", "CONFIDENTIAL", "reporter",
                Http.body("name", "MARKname", "email", "mark@example.org")).forwardedTo(office);
    }

    @Test
    void a_list_has_one_line_per_complaint_and_leads_to_its_next_page() {
        Case first = complaint("x");
        Case second = complaint("y");

        Answer page = list(Who.PUBLIC);

        assertThat(page.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(page.header("Content-Disposition")).isEqualTo("attachment; filename=\"complaints.csv\"");
        assertThat(page.text().lines().toList()).hasSize(2).first().asString().startsWith("id,status,submittedOn,");
        assertThat(page.text()).contains("\r\n" + second.id + ",FORWARDED,");
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        assertThat(csv(next, Who.PUBLIC).text()).contains(first.id).doesNotContain(second.id);
    }

    @Test
    void who_may_not_see_what_was_said_gets_empty_cells() {
        complaint("MARKtitle");

        assertThat(list(Who.PUBLIC).text()).doesNotContain("MARK", "Sudah tiga malam");
        assertThat(list(platform.office().head()).text()).doesNotContain("MARK", "Sudah tiga malam");
        assertThat(list(office.officer()).text()).contains("MARKtitle", "Sudah tiga malam");
    }

    @Test
    void who_reported_is_in_no_export() {
        complaint("x");

        for (Who who : List.of(Who.PUBLIC, office.head(), Who.COORDINATOR, Who.INSPECTOR, Who.ADMINISTRATOR)) {
            assertThat(list(who).text()).doesNotContain("MARKname", "mark@example.org", "TGP-");
        }
    }

    @Test
    void a_title_that_is_a_formula_is_text_in_a_spreadsheet() {
        complaint(FORMULA);

        assertThat(list(office.head()).text()).contains(",\"'=HYPERLINK(\"\"https://evil.example\"\")\",");
    }

    @Test
    void all_offices_are_compared_with_one_line_each_and_small_counts_are_empty() {
        complaint("x").answeredBy(office).accepted();

        Answer csv = csv("/api/v1/transparency", Who.COORDINATOR);

        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"transparency.csv\"");
        assertThat(csv.text().lines().filter(line -> line.startsWith(office.id))).singleElement().asString()
                .startsWith(office.id + ",\"'@SUM, Dinas ").endsWith(",,,,,,,,,,,0,0,");
        assertThat(platform.http().get("/api/v1/transparency", Who.PUBLIC).is(200).header("Content-Type"))
                .startsWith("application/json");
    }
}
