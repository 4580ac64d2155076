package id.tanggap.command.api;

import id.tanggap.command.PlatformKey;
import id.tanggap.command.Request;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.complaint.ReporterSecret;
import id.tanggap.kernel.complaint.SecretHash;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Who sent a request, when, and what its headers say. Controllers take it as an argument. */
public final class Sender {

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7E]{16,128})\"?");

    private final Actor actor;
    private final Instant now;
    private final String correlationId;
    private final HttpHeaders headers;
    private final String target;
    private final PlatformKey key;

    Sender(ServerWebExchange exchange, Instant now, PlatformKey key) {
        this.actor = exchange.getAttributeOrDefault(Actor.class.getName(), Actor.PUBLIC);
        this.now = now;
        // not the server's id of the request, which tells requests of one connection from all others
        this.correlationId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        this.headers = exchange.getRequest().getHeaders();
        this.target = exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath().value();
        this.key = key;
    }

    private Sender(Sender other, HttpHeaders headers) {
        this.actor = other.actor;
        this.now = other.now;
        this.correlationId = other.correlationId;
        this.headers = headers;
        this.target = other.target;
        this.key = other.key;
    }

    /**
     * The same, as if the request had one more header: a browser's form can send what it has to say in fields only.
     *
     * @param value empty text means that it says nothing
     */
    public Sender saying(String header, String value) {
        HttpHeaders more = new HttpHeaders();
        more.putAll(headers);
        more.remove(header);
        if (!value.isBlank()) {
            more.set(header, value);
        }
        return new Sender(this, more);
    }

    public Actor actor() {
        return actor;
    }

    public Instant now() {
        return now;
    }

    public Provenance provenance() {
        return Provenance.now(actor, now, correlationId);
    }

    /** As the reporter, which the {@link #proof()} has yet to show. */
    public Provenance asReporter() {
        return Provenance.now(Actor.REPORTER, now, correlationId);
    }

    /** Whether a reporter's secret was shown, be it a wrong one. */
    public boolean showsSecret() {
        return headers.containsHeader("Tanggap-Secret");
    }

    /** @throws Refusal {@link RequestRule#HEADER_INVALID} if {@code Tanggap-Secret} is missing */
    public SecretHash proof() {
        String secret = headers.getFirst("Tanggap-Secret");
        if (secret == null || secret.isBlank()) {
            throw Refusal.of(RequestRule.HEADER_INVALID, "Tanggap-Secret", Map.of("expected",
                    new id.tanggap.kernel.Text("kode rahasia yang Anda terima saat melapor",
                            "the secret that you were told when you submitted")));
        }
        return ReporterSecret.hashOf(secret);
    }

    /** The request as its sender's, which need not say what state it rests on. */
    public Request request(Object content) {
        return new Request(ifMatch(), idempotency(content));
    }

    /** @throws Refusal {@link RequestRule#IF_MATCH_MISSING} if the sender does not say what state it rests on */
    public Request requestOnState(Object content) {
        Request request = request(content);
        if (request.ifMatch().isEmpty()) {
            throw Refusal.of(RequestRule.IF_MATCH_MISSING, "If-Match", Map.of());
        }
        return request;
    }

    private Optional<Long> ifMatch() {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.IF_MATCH)).map(text -> {
            Matcher etag = ETAG.matcher(text.trim());
            if (!etag.matches()) {
                throw Refusal.of(RequestRule.HEADER_INVALID, "If-Match", Map.of("expected", "\"7\""));
            }
            return Long.valueOf(etag.group(1));
        });
    }

    /** Keys of different senders and of different targets never meet. */
    private Optional<Request.Idempotency> idempotency(Object content) {
        return Optional.ofNullable(headers.getFirst("Idempotency-Key")).map(text -> {
            Matcher sent = KEY.matcher(text.trim());
            if (!sent.matches()) {
                throw Refusal.of(RequestRule.HEADER_INVALID, "Idempotency-Key", Map.of("expected",
                        new id.tanggap.kernel.Text("16 sampai 128 karakter ASCII, misalnya UUID",
                                "16 to 128 ASCII characters, for instance a UUID")));
            }
            String scope = target + "\n" + actor.role() + "\n" + actor.id() + "\n" + sent.group(1);
            return new Request.Idempotency(hex(scope), hex(scope + "\n" + content));
        });
    }

    private String hex(String text) {
        return HexFormat.of().formatHex(key.mac(text), 0, 16);
    }
}
