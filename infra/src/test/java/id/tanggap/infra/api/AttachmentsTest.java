package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.attachments.Photos;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Files are attached to complaints and given out to those who may have them. */
@ExtendWith(OnePlatform.class)
class AttachmentsTest {

    private final Platform platform;

    AttachmentsTest(Platform platform) {
        this.platform = platform;
    }

    private Answer attach(Case complaint, Who who, String type, byte[] file) {
        return platform.http().send(HttpMethod.POST, complaint.path() + "/attachments", who, type, file);
    }

    private Answer photo(Case complaint, Who who) {
        return attach(complaint, who, "image/jpeg", Photos.jpeg(64, 48, 1, "kenari"));
    }

    private Answer file(Case complaint, int number, Who who) {
        return platform.http().get(complaint.path() + "/attachments/" + number, who.havingSeen(platform.head()));
    }

    private JsonNode listed(Case complaint, Who who) {
        return platform.http().get(complaint.path(), who.havingSeen(platform.head())).is(200).json().at("/content/attachments");
    }

    @Test
    void a_reporters_photo_is_given_out_as_a_picture_and_nothing_else() {
        // given
        Case complaint = platform.anonymous();
        String word = Platform.word("lokasi");

        // when
        Answer attached = attach(complaint, complaint.reporter(), "image/jpeg", Photos.jpeg(640, 480, 6, word)).is(201);

        // then
        assertThat(attached.json().path("attachment").asInt()).isEqualTo(1);
        assertThat(attached.header("Location")).isEqualTo(complaint.path() + "/attachments/1");
        Answer whole = file(complaint, 1, complaint.reporter()).is(200);
        assertThat(whole.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(whole.header("Content-Disposition")).isEqualTo("inline; filename=\"lampiran-1.jpg\"");
        assertThat(whole.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(whole.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(whole.header("Content-Length")).isEqualTo(String.valueOf(whole.bytes().length));
        assertThat(new String(whole.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(word, "Exif");
        Answer small = platform.http().get(complaint.path() + "/attachments/1/small", complaint.reporter()).is(200);
        assertThat(small.bytes().length).isBetween(500, 40_000);

        JsonNode listed = listed(complaint, complaint.reporter()).get(0);
        assertThat(listed.path("type").asString()).isEqualTo("JPEG");
        assertThat(listed.path("state").asString()).isEqualTo("AVAILABLE");
        assertThat(listed.path("from").asString()).isEqualTo("REPORTER");
        assertThat(listed.path("size").asInt()).isEqualTo(whole.bytes().length);
        assertThat(listed.has("key")).isFalse();
    }

    @Test
    void a_form_says_what_its_file_shows_and_the_files_own_name_is_nowhere() {
        Case complaint = platform.anonymous();
        String name = Platform.word("namaberkas");

        new Upload().field("description", "Lubang di jalan").file(name + "\"\\..\\..\\etc\\x.jpg", Photos.png(30, 20))
                .to(platform, complaint.path() + "/attachments", complaint.reporter()).is(201);

        JsonNode listed = listed(complaint, complaint.reporter()).get(0);
        assertThat(listed.path("description").asString()).isEqualTo("Lubang di jalan");
        assertThat(listed.path("type").asString()).isEqualTo("PNG");
        assertThat(file(complaint, 1, complaint.reporter()).is(200).header("Content-Disposition"))
                .isEqualTo("inline; filename=\"lampiran-1.png\"");
        assertThat(platform.http().get("/api/v1/audit/events?complaint=" + complaint.id, Who.INSPECTOR.havingSeen(platform.head()))
                .is(200).text()).contains("complaint.attachment-added").doesNotContain(name);
    }

    /** What the files look like on the disk: see {@link AttachedFilesTest}. */
    @Test
    void the_inspectorate_reads_what_was_attached_in_the_history_but_no_key() {
        Case complaint = platform.anonymous();
        new Upload().field("description", "Kenari di foto").file("a.png", Photos.png(30, 20))
                .to(platform, complaint.path() + "/attachments", complaint.reporter()).is(201);

        String events = platform.http().get("/api/v1/audit/events?complaint=" + complaint.id + "&include=personal",
                Who.INSPECTOR.havingSeen(platform.head())).is(200).text();

        assertThat(events).contains("Kenari di foto").contains("\"key\":\"[key]\"");
    }

    @Test
    void what_a_file_is_says_its_content_whatever_its_sender_says() {
        Case complaint = platform.anonymous();

        attach(complaint, complaint.reporter(), "application/pdf", Photos.png(20, 20)).is(201);

        assertThat(listed(complaint, complaint.reporter()).get(0).path("type").asString()).isEqualTo("PNG");
        for (String page : List.of("<html><script>alert(1)</script></html>", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "GIF89a and more", "PK\u0003\u0004 and more of it", "%!PS-Adobe-3.0 more")) {
            attach(complaint, complaint.reporter(), "image/png", page.getBytes(StandardCharsets.ISO_8859_1))
                    .isRefused(422, "UNSUPPORTED_TYPE");
        }
        assertThat(listed(complaint, complaint.reporter()).size()).isEqualTo(1);
    }

    @Test
    void the_same_request_sent_again_attaches_once_and_is_answered_alike() throws Exception {
        Case complaint = platform.anonymous();
        Who again = complaint.reporter().with("Idempotency-Key", "lampiran-" + Platform.word("k"));
        byte[] photo = Photos.jpeg(50, 50, 1, "x");
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(several.submit((Callable<Answer>) () -> attach(complaint, again, "image/jpeg", photo)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().is(201).json().path("attachment").asInt()).isEqualTo(1);
            }
        }
        attach(complaint, again, "image/jpeg", Photos.jpeg(51, 50, 1, "x")).isRefused(422, "IDEMPOTENCY_KEY_REUSED");

        assertThat(listed(complaint, complaint.reporter()).size()).isEqualTo(1);
    }

    @Test
    void neither_side_can_use_up_what_the_other_may_attach() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        for (int i = 0; i < 10; i++) {
            attach(complaint, complaint.reporter(), "image/png", Photos.png(4, 4)).is(201);
        }

        attach(complaint, complaint.reporter(), "image/png", Photos.png(4, 4)).isRefused(409, "TOO_MANY_ATTACHMENTS");

        attach(complaint, office.officer(), "image/png", Photos.png(4, 4)).is(201);
    }

    @Test
    void who_may_not_attach_is_told_before_anything_is_taken_in() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);

        photo(complaint, Who.reporter("0000-0000-0000-0000-0000-0000-00")).isRefused(404, "COMPLAINT_NOT_FOUND");
        photo(complaint, Who.PUBLIC).isRefused(403, "ROLE_MAY_NOT");
        photo(complaint, platform.office().officer()).isRefused(403, "NOT_YOUR_OFFICE");
        photo(complaint, office.officer()).is(201);
        photo(complaint, Who.COORDINATOR).is(201);
    }

    @Test
    void what_belongs_to_a_draft_is_seen_by_the_reporter_once_that_stands() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        int draft = complaint.asks(office.officer(), "/responses", "kind", "FINAL", "text", "Selesai.").is(201).json()
                .path("response").asInt();
        platform.http().send(HttpMethod.POST, complaint.path() + "/attachments?response=" + draft, office.officer(), "image/png",
                Photos.png(9, 9)).is(201);
        complaint.seen();
        file(complaint, 1, complaint.reporter()).isRefused(404, "ATTACHMENT_NOT_FOUND");
        assertThat(listed(complaint, complaint.reporter()).isEmpty()).isTrue();
        file(complaint, 1, office.head()).is(200);

        complaint.asks(office.head(), "/responses/" + draft + "/approval").is(201);

        file(complaint, 1, complaint.reporter()).is(200);
        assertThat(listed(complaint, complaint.reporter()).get(0).path("response").asInt()).isEqualTo(draft);
        platform.http().send(HttpMethod.POST, complaint.path() + "/attachments?response=7", office.officer(), "image/png",
                Photos.png(9, 9)).isRefused(422, "NO_SUCH_RESPONSE");
    }

    @Test
    void what_was_attached_while_the_inspectorate_had_it_stays_between_it_and_the_reporter() {
        Office office = platform.office();
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "ANONYMOUS", "oversight", true);
        photo(complaint, complaint.reporter()).is(201);
        complaint.seen().asks(Who.INSPECTOR, "/verification", "decision", "FORWARD", "officeId", office.id, "classification",
                "OVERSIGHT_COMPLAINT").is(201);
        photo(complaint, complaint.reporter()).is(201);

        file(complaint, 1, office.head()).isRefused(404, "ATTACHMENT_NOT_FOUND");
        file(complaint, 2, office.head()).is(200);
        file(complaint, 1, Who.INSPECTOR).is(200);
        file(complaint, 1, complaint.reporter()).is(200);
    }

    @Test
    void an_office_that_does_not_know_who_reported_is_told_the_day_of_a_file_and_no_more() {
        Office office = platform.office();
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"))
                .forwardedTo(office);
        photo(complaint, complaint.reporter()).is(201);
        photo(complaint, office.officer()).is(201);

        JsonNode listed = listed(complaint, office.head());

        assertThat(listed.get(0).has("on")).isTrue();
        assertThat(listed.get(0).has("at")).isFalse();
        assertThat(listed.get(1).has("at")).isTrue();
    }

    @Test
    void it_is_on_record_which_of_the_staff_looked_at_a_file() {
        Office office = platform.office();
        Case complaint = platform.open().forwardedTo(office);
        photo(complaint, complaint.reporter()).is(201);
        file(complaint, 1, office.officer().with("Tanggap-Purpose", "kasus ini")).is(200);

        String accesses = platform.http().get("/api/v1/complaints/" + complaint.id + "/accesses", Who.INSPECTOR).is(200).text();

        assertThat(accesses).contains("/api/v1/complaints/{id}/attachments/{number}").contains("kasus ini");
    }

    @Test
    void every_file_that_cannot_be_taken_is_refused_in_words() {
        Case complaint = platform.anonymous();
        Who reporter = complaint.reporter();
        String path = complaint.path() + "/attachments";

        attach(complaint, reporter, "image/png", new byte[0]).isRefused(422, "ATTACHMENT_EMPTY");
        attach(complaint, reporter, "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1})
                .isRefused(422, "NOT_READABLE");
        attach(complaint, reporter, "text/html", new byte[] {1}).is(415);
        byte[] large = new byte[(10 << 20) + 1];
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, large, 0, 5);
        attach(complaint, reporter, "application/pdf", large).isRefused(413, "ATTACHMENT_TOO_LARGE");
        attach(complaint, reporter, "application/pdf", new byte[11 << 20]).isRefused(413, "ATTACHMENT_TOO_LARGE");
        new Upload().field("description", "tanpa berkas").to(platform, path, reporter).isRefused(400, "FILE_MISSING");
        new Upload().file("", new byte[0]).to(platform, path, reporter).isRefused(400, "FILE_MISSING");
        new Upload().file("a", Photos.png(4, 4)).file("b", Photos.png(4, 4)).to(platform, path, reporter)
                .isRefused(400, "UPLOAD_UNREADABLE");
        new Upload().field("description", "x".repeat(201)).file("a", Photos.png(4, 4)).to(platform, path, reporter)
                .isRefused(400, "FIELD_INVALID");
        new Upload().field("response", "satu").file("a", Photos.png(4, 4)).to(platform, path, reporter)
                .isRefused(400, "FIELD_INVALID");
        platform.http().send(HttpMethod.POST, path, reporter, Upload.TYPE, "no form".getBytes(StandardCharsets.US_ASCII))
                .isRefused(400, "UPLOAD_UNREADABLE");
        platform.http().send(HttpMethod.POST, path, reporter, "multipart/form-data", new byte[] {1}).is(400);
        platform.http().send(HttpMethod.POST, path, reporter, Upload.TYPE, new byte[0]).isRefused(400, "UPLOAD_UNREADABLE");
        byte[] cut = new Upload().file("a", Photos.png(4, 4)).bytes();
        platform.http().send(HttpMethod.POST, path, reporter, Upload.TYPE, java.util.Arrays.copyOf(cut, cut.length - 30))
                .isRefused(400, "UPLOAD_UNREADABLE");
        for (String number : List.of("0", "2", "x", "99999999999", "1%20")) {
            platform.http().get(path + "/" + number, reporter.havingSeen(platform.head())).isRefused(404, "ATTACHMENT_NOT_FOUND");
        }
        assertThat(listed(complaint, reporter).isEmpty()).isTrue();
    }
}
