package id.tanggap.infra.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import id.tanggap.command.complaint.ReporterLinks;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.TrackingCode;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeApiTest {

    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    private final QrCodeApi api = new QrCodeApi(new ReporterLinks(URI.create("https://tanggap.example.org")));

    @Test
    void a_phone_reads_the_reporters_link_from_the_picture() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[17];
            random.nextBytes(bytes);
            TrackingCode code = TrackingCode.from(bytes);
            random.nextBytes(bytes);
            ReporterSecret secret = ReporterSecret.from(bytes);

            String svg = api.draw(new QrCodeApi.Shown(code.value().toLowerCase(), secret.reveal().replace("-", " "))).block();

            assertThat(new Decoder().decode(modules(svg)).getText())
                    .isEqualTo("https://tanggap.example.org/lacak#" + code + "/" + secret.reveal());
        }
    }

    /** What of the picture is dark, without its margin of four modules. */
    private static BitMatrix modules(String svg) {
        int size = Integer.parseInt(SIZE.matcher(svg).results().findFirst().orElseThrow().group(1)) - 8;
        BitMatrix modules = new BitMatrix(size);
        MODULE.matcher(svg).results().forEach(dark ->
                modules.set(Integer.parseInt(dark.group(1)) - 4, Integer.parseInt(dark.group(2)) - 4));
        return modules;
    }
}
