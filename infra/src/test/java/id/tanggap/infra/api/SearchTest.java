package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Looking for complaints by their words. Each test has words of its own, so that it finds nobody else's complaints. */
@ExtendWith(OnePlatform.class)
class SearchTest {

    private final Platform platform;
    private final Office office;
    private final Office other;
    private final String word = Platform.word("cari");
    private final String category = Platform.word("kategori");

    SearchTest(Platform platform) {
        this.platform = platform;
        this.office = platform.office();
        this.other = platform.office();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer search(Who who, String question, String more) {
        return platform.http().get("/api/v1/complaints?q=" + encoded(question) + more, who.havingSeen(platform.head()));
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.is(200).json().path("complaints").spliterator(), false)
                .map(complaint -> complaint.path("id").asString()).toList();
    }

    private List<String> found(Who who, String question) {
        return ids(search(who, question, ""));
    }

    private Case complaint(String title, Object... fields) {
        Map<String, Object> form = Http.body("title", title, "identity", "CONFIDENTIAL", "category", category, "reporter",
                Http.body("name", "Nama" + word));
        form.putAll(Http.body(fields));
        return platform.submitted(Who.PUBLIC, form.entrySet().stream().flatMap(field ->
                java.util.stream.Stream.of(field.getKey(), field.getValue())).toArray());
    }

    private static String marked(JsonNode highlight) {
        return StreamSupport.stream(highlight.path("excerpt").spliterator(), false).map(piece ->
                piece.path("found").asBoolean() ? "[" + piece.path("text").asString() + "]" : piece.path("text").asString())
                .collect(Collectors.joining());
    }

    @Test
    void everybody_finds_what_they_may_read_and_nothing_else() {
        Case waiting = complaint("Gelap " + word);
        Case forwarded = complaint("Gelap " + word).forwardedTo(office);
        Case accusation = complaint("Gelap " + word, "oversight", true);
        List<String> all = List.of(accusation.id, forwarded.id, waiting.id);

        Map<String, List<String>> byText = new LinkedHashMap<>();
        Map<String, List<String>> byCategory = new LinkedHashMap<>();
        Map<String, Who> readers = Map.of("public", Who.PUBLIC, "reporter", forwarded.reporter(), "officer", office.officer(),
                "head", office.head(), "other office", other.head(), "coordinator", Who.COORDINATOR, "inspector", Who.INSPECTOR,
                "administrator", Who.ADMINISTRATOR, "API client", Who.API_CLIENT);
        readers.forEach((name, who) -> {
            byText.put(name, found(who, word));
            byCategory.put(name, found(who, category));
        });

        List<String> open = List.of(forwarded.id, waiting.id);
        assertThat(byText).isEqualTo(Map.of("public", List.of(), "reporter", List.of(), "officer", List.of(forwarded.id), "head",
                List.of(forwarded.id), "other office", List.of(), "coordinator", all, "inspector", all, "administrator",
                List.of(), "API client", List.of()));
        assertThat(byCategory).isEqualTo(Map.of("public", open, "reporter", open, "officer", open, "head", open,
                "other office", open, "coordinator", all, "inspector", all, "administrator", open, "API client", open));
        // who reported is not searched by anybody
        assertThat(found(Who.INSPECTOR, "Nama" + word)).isEmpty();
    }

    @Test
    void what_is_found_is_shown_as_far_as_the_reader_may_see_it_with_highlights_of_that() {
        complaint("Lampu " + word, "narrative", "Sudah rusak, " + word + " gelap.").forwardedTo(office);

        JsonNode byOfficer = search(office.officer(), word, "").is(200).json().at("/complaints/0");
        assertThat(byOfficer.path("highlights")).hasSize(2);
        assertThat(byOfficer.at("/highlights/0/field").asString()).isEqualTo("TITLE");
        assertThat(marked(byOfficer.at("/highlights/0"))).isEqualTo("Lampu [" + word + "]");
        assertThat(marked(byOfficer.at("/highlights/1"))).isEqualTo("Sudah rusak, [" + word + "] gelap.");
        assertThat(byOfficer.at("/content").has("submittedAt")).isFalse();

        JsonNode byPublic = search(Who.PUBLIC, category, "").is(200).json().at("/complaints/0");
        assertThat(byPublic.has("content")).isFalse();
        assertThat(byPublic.path("highlights")).hasSize(1);
        assertThat(marked(byPublic.at("/highlights/0"))).isEqualTo("[" + category + "]");
        assertThat(platform.http().get("/api/v1/complaints?limit=1", Who.PUBLIC).is(200).text()).doesNotContain("highlights");
    }

    @Test
    void other_forms_and_slips_are_found_after_the_word_itself() {
        Case slip = complaint("Pelayannan " + word);
        Case form = complaint("Tidak melayani " + word);
        Case itself = complaint("Pelayanan " + word);

        assertThat(found(Who.COORDINATOR, "pelayanan " + word)).containsExactly(itself.id, form.id, slip.id);
        assertThat(found(Who.COORDINATOR, "pelayenan " + word)).contains(itself.id);
    }

    @Test
    void filters_narrow_what_is_found() {
        Case waiting = complaint(word);
        Case forwarded = complaint(word).forwardedTo(office);
        Case otherCategory = complaint(word, "category", category + "lain");

        assertThat(ids(search(Who.COORDINATOR, word, "&status=SUBMITTED"))).containsExactly(otherCategory.id, waiting.id);
        assertThat(ids(search(Who.COORDINATOR, word, "&office=" + office.id))).containsExactly(forwarded.id);
        assertThat(ids(search(Who.COORDINATOR, word, "&class=COMPLAINT"))).containsExactly(forwarded.id);
        assertThat(ids(search(Who.COORDINATOR, word, "&category=" + category))).containsExactly(forwarded.id, waiting.id);
        assertThat(ids(search(Who.COORDINATOR, word, "&from=2020-01-01&to=2199-01-01"))).hasSize(3);
        assertThat(ids(search(Who.COORDINATOR, word, "&to=2020-01-01"))).isEmpty();
        search(Who.COORDINATOR, word, "&q=x").is(400, "PARAMETER_INVALID");
    }

    @Test
    void pages_lead_to_the_next_one_and_stay_as_they_are_while_new_complaints_come_in() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.addFirst(complaint(word).id);
        }

        List<String> paged = new ArrayList<>();
        Answer page = search(Who.COORDINATOR, word, "&limit=3");
        paged.addAll(ids(page));
        while (page.header("Link") != null) {
            assertThat(page.json().path("next").asString()).isNotBlank();
            complaint(word);
            String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
            page = platform.http().get(next, Who.COORDINATOR.havingSeen(platform.head()));
            paged.addAll(ids(page));
        }

        assertThat(paged).isEqualTo(all);
        assertThat(page.has("/next")).isFalse();
        String cursorOfAList = platform.http().get("/api/v1/complaints?limit=1", Who.COORDINATOR).is(200).at("/next");
        search(Who.COORDINATOR, word, "&cursor=" + cursorOfAList).is(400, "PARAMETER_INVALID");
    }

    @Test
    void a_table_of_what_was_found_says_where() {
        Case complaint = complaint("Lampu " + word).forwardedTo(office);

        Answer csv = search(office.officer().with("Accept", "text/csv"), word, "").is(200);

        assertThat(csv.text().lines().toList()).hasSize(2);
        assertThat(csv.text()).startsWith("id,status,").contains(",satisfaction,excerpt\r\n", complaint.id,
                ",Lampu «" + word + "»\r\n");
    }

    @Test
    void a_complaint_that_is_handed_on_is_found_by_those_who_have_it_now() {
        Case complaint = complaint(word).forwardedTo(office);
        assertThat(found(office.head(), word)).containsExactly(complaint.id);

        complaint.asks(office.officer(), "/transfer", "officeId", other.id, "reason", "x").is(201);

        assertThat(found(office.head(), word)).isEmpty();
        assertThat(found(other.officer(), word)).containsExactly(complaint.id);
    }

    @Test
    void an_accusation_is_found_by_an_office_once_the_inspectorate_forwarded_it() {
        Case accusation = complaint(word, "oversight", true);
        assertThat(found(office.head(), word)).isEmpty();
        assertThat(found(Who.PUBLIC, category)).isEmpty();

        accusation.asks(Who.INSPECTOR, "/verification", "decision", "FORWARD", "officeId", office.id, "classification",
                "OVERSIGHT_COMPLAINT").is(201);

        assertThat(found(office.head(), word)).containsExactly(accusation.id);
        assertThat(found(Who.PUBLIC, category)).containsExactly(accusation.id);
    }

    @Test
    void what_was_erased_is_found_by_nobody_any_more_from_the_position_of_its_erasure_on() {
        Case complaint = complaint(word).forwardedTo(office).answeredBy(office).accepted();
        assertThat(found(Who.COORDINATOR, word)).containsExactly(complaint.id);

        complaint.asks(complaint.reporter(), "/erasure").is(201);
        complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", "GRANT", "legalGround", "REQUESTED_BY_SUBJECT")
                .is(201);

        for (Who who : List.of(Who.COORDINATOR, Who.INSPECTOR, office.head(), Who.PUBLIC)) {
            assertThat(found(who, word)).isEmpty();
            assertThat(found(who, category)).containsExactly(complaint.id);
        }
    }

    @Test
    void whose_words_staff_find_is_on_record_and_what_they_looked_for_is_not() {
        Case complaint = complaint(word).forwardedTo(office);
        found(office.officer(), word);
        found(office.officer(), category);
        found(other.officer(), category);

        Answer looks = platform.http().get(complaint.path() + "/accesses", Who.INSPECTOR).is(200);

        List<String> by = StreamSupport.stream(looks.json().path("accesses").spliterator(), false)
                .map(look -> look.at("/actor/office").asString("") + look.path("question").asString()).toList();
        assertThat(by).filteredOn(look -> !look.endsWith("/accesses")).hasSize(2)
                .containsOnly(office.id + "GET /api/v1/complaints");
        assertThat(looks.text()).doesNotContain(word, category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yang di dan", "!!!", "* OR *", "satu dua tiga empat lima enam tujuh delapan sembilan"})
    void a_question_that_cannot_be_looked_for_is_refused_with_what_to_do(String question) {
        for (Who who : List.of(Who.PUBLIC, Who.INSPECTOR)) {
            Answer answer = search(who, question.replace("OR", "atau"), "").is(400, "PARAMETER_INVALID");
            assertThat(answer.at("/errors/0/field") + answer.text()).contains("\"q\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title:jalan", "\"jalan rusak", "jal*n~2 (+x -y) [a TO b] {", "'; DROP TABLE complaint; --",
            "<script>alert(1)</script>", "\\u0000\\", "%00%ff", "جالان 道路 дорога 🚧", "ＪＡＬＡＮ"})
    void whatever_somebody_types_is_words_and_never_a_fault(String question) {
        for (Who who : List.of(Who.PUBLIC, office.officer(), Who.INSPECTOR)) {
            search(who, question, "").is(200);
        }
        search(Who.PUBLIC, "a".repeat(201), "").is(400, "PARAMETER_INVALID");
        search(Who.PUBLIC, "", "").is(200);
        platform.http().get("/api/v1/complaints?q=%00", Who.PUBLIC).is(400);
    }

    @Test
    void an_administrator_has_the_index_made_anew_while_it_answers() {
        Case complaint = complaint(word);
        found(Who.COORDINATOR, word);

        platform.http().post("/api/v1/search/rebuild", Who.COORDINATOR).is(403, "SEARCH_IS_FOR_ADMINISTRATORS");
        platform.http().post("/api/v1/search/rebuild", Who.ADMINISTRATOR).is(202);

        assertThat(found(Who.COORDINATOR, word)).containsExactly(complaint.id);
        assertThat(platform.http().get("/actuator/health", Who.PUBLIC).json().at("/components/search/details/ready").asBoolean())
                .isTrue();
    }
}
