package id.tanggap.infra.web.edge;

import id.tanggap.command.complaint.ReporterLinks;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.TrackingCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Draws a reporter's link as a QR code, from what it is sent: whether there is such a complaint is not looked up, and nothing
 * is kept. A POST, so that the secret is in a body and not in an address.
 */
@RestController
class QrCodeApi {

    private final ReporterLinks links;

    QrCodeApi(ReporterLinks links) {
        this.links = links;
    }

    record Shown(@NotBlank @Size(max = 40) String trackingCode, @NotBlank @Size(max = 60) String secret) {
    }

    @PostMapping(path = "/api/v1/tracking/qr-code", produces = "image/svg+xml")
    Mono<String> draw(@Valid @RequestBody Shown shown) {
        TrackingCode code = read(shown.trackingCode(), TrackingCode::read, "/trackingCode",
                new Text("kode laporan seperti TGP-7K3Q-9F2M-4XCD", "a tracking code like TGP-7K3Q-9F2M-4XCD"));
        ReporterSecret secret = read(shown.secret(), ReporterSecret::read, "/secret",
                new Text("kode rahasia dari 26 huruf dan angka", "a secret of 26 letters and digits"));
        return Mono.fromCallable(() -> QrCode.svg(links.to(code, secret))).subscribeOn(Schedulers.parallel());
    }

    private static <T> T read(String text, Function<String, T> reading, String field, Text expected) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException _) {
            throw Refusal.of(RequestRule.FIELD_INVALID, field, Map.of("expected", expected));
        }
    }
}
