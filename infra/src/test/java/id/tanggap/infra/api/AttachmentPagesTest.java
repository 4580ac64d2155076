package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.attachments.Photos;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;

/** Files on pages of people who signed in, as browsers send them. */
class AttachmentPagesTest {

    private static Answer sends(Platform platform, Browser browser, String path, byte[] form, String header, String value) {
        return platform.http().send(HttpMethod.POST, path, browser.cookieOnly().with(header, value), Upload.TYPE, form);
    }

    @Test
    void a_page_takes_a_file_from_its_own_form_only(@TempDir Path folder) {
        try (Platform platform = Platform.startForReal(folder)) {
            Browser administrator = Browser.administrator(platform);
            Browser coordinator = administrator.opens("rina", "COORDINATOR", null);
            String complaint = platform.http().post("/api/v1/complaints", Who.PUBLIC, Http.body("title", "t", "narrative", "n",
                    "category", "c", "identity", "ANONYMOUS")).is(201).at("/id");
            String path = "/kerja/" + complaint + "/lampiran";
            byte[] form = new Upload().file("a.png", Photos.png(9, 9)).bytes();

            // from another site, and from who does not say where from
            for (String site : new String[] {"cross-site", "same-site"}) {
                assertThat(sends(platform, coordinator, path, form, "Sec-Fetch-Site", site).status()).isEqualTo(403);
            }
            assertThat(sends(platform, coordinator, path, form, "X-Nothing", "x").status()).isEqualTo(403);

            // from its own form
            Answer attached = sends(platform, coordinator, path, form, "Sec-Fetch-Site", "same-origin").is(303);
            assertThat(attached.header("Location")).isEqualTo("/kerja/" + complaint);
            Answer given = coordinator.gets(path + "/1").is(200);
            assertThat(given.header("Content-Type")).isEqualTo("image/png");
            assertThat(given.header("Content-Security-Policy")).startsWith("sandbox");
            // and by the API only with the token
            assertThat(sends(platform, coordinator, "/api/v1/complaints/" + complaint + "/attachments", form,
                    "Sec-Fetch-Site", "same-origin")
                    .status()).isEqualTo(403);
            platform.http().send(HttpMethod.GET, path + "/1", Who.PUBLIC, null, null).is(404);
        }
    }
}
