package id.tanggap.infra.web.edge;

import id.tanggap.command.complaint.AttachmentRule;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.AttachmentLimits;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Refuses what is too large before any of it is read: by what the request's head says. A body that does not say its length is
 * cut off where it is read, at the same limit (the codecs'; {@link BodyCutter} where nobody reads it), and one that arrives
 * too slowly after a while.
 */
final class SizeLimits implements WebFilter {

    static final String IMPORTS = "/api/v1/imports";

    /** Where files are attached, by the API and on pages. */
    private static final Pattern ATTACHMENTS =
            Pattern.compile("/api/v1/complaints/[^/]+/attachments|/lacak/lampiran|/kerja/[^/]+/lampiran");

    /** Where a report is sent, with the files that come with it. */
    static final String REPORT = "/lapor/kirim";

    /** What a form has around its files is little. */
    private static final long AROUND = 64 << 10;
    private static final long ATTACHMENT = AttachmentLimits.MOST_BYTES + AROUND;
    static final long REPORT_SIZE = (long) AttachmentLimits.MOST_WITH_REPORT * AttachmentLimits.MOST_BYTES + AROUND;

    private final LimitSettings settings;
    private final long importSize;

    /** @param importSize largest file that an import takes, in bytes */
    SizeLimits(LimitSettings settings, long importSize) {
        this.settings = settings;
        this.importSize = importSize;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        String path = RequestPath.of(request);
        boolean isImport = path.equals(IMPORTS);
        boolean isAttachment = isAttachment(path);
        if (headers.size() > settings.headers()) {
            return refuse(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        String query = request.getURI().getRawQuery();
        if (query != null && query.chars().filter(c -> c == '&').count() >= settings.parameters()) {
            return refuse(HttpStatus.URI_TOO_LONG);
        }
        boolean isReport = isReport(request);
        long length = headers.getContentLength();
        if (isReport && length > REPORT_SIZE) {
            return Mono.error(Refusal.of(AttachmentRule.REPORT_TOO_LARGE, Map.of("limit", REPORT_SIZE >> 20)));
        }
        if (isAttachment && length > ATTACHMENT) {
            return Mono.error(Refusal.of(AttachmentRule.ATTACHMENT_TOO_LARGE,
                    Map.of("limit", AttachmentLimits.MOST_BYTES >> 20)));
        }
        long most = isImport ? importSize : isReport ? REPORT_SIZE : isAttachment ? ATTACHMENT : settings.body().toBytes();
        if (length > most) {
            return refuse(HttpStatus.CONTENT_TOO_LARGE);
        }
        boolean hasBody = length > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return chain.filter(hasBody
                ? exchange.mutate().request(new InTime(request, isImport || isAttachment || isReport)).build() : exchange);
    }

    /** Whether this sends a report in a form that may have files in it. */
    static boolean isReport(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.POST && RequestPath.of(request).equals(REPORT)
                && MediaType.MULTIPART_FORM_DATA.isCompatibleWith(request.getHeaders().getContentType());
    }

    static boolean isAttachment(String path) {
        return ATTACHMENTS.matcher(path).matches();
    }

    private static Mono<Void> refuse(HttpStatus status) {
        return Mono.error(new ResponseStatusException(status));
    }

    /** A request whose body must have arrived in time; a file may take its time, but not fall silent. */
    private final class InTime extends ServerHttpRequestDecorator {

        private final boolean isFile;

        InTime(ServerHttpRequest request, boolean isFile) {
            super(request);
            this.isFile = isFile;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            Mono<DataBuffer> tooSlow = Mono.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT));
            return isFile ? super.getBody().timeout(settings.pause(), tooSlow)
                    : super.getBody().takeUntilOther(over(settings.bodyTime()).then(tooSlow));
        }

        /** Counted by the connection's own thread: another one would wake for most requests, to see that none is late. */
        private Mono<Void> over(Duration time) {
            HttpServerRequest request = getNativeRequest(getDelegate());
            return Mono.create(sink -> request.withConnection(connection -> {
                Future<?> end = connection.channel().eventLoop()
                        .schedule(() -> sink.success(), time.toMillis(), TimeUnit.MILLISECONDS);
                sink.onDispose(() -> end.cancel(false));
            }));
        }
    }
}
