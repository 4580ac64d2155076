package id.tanggap.infra.web.edge;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request's path as controllers are found by it: decoded, and without parameters in it. */
public final class RequestPath {

    private RequestPath() {
    }

    /** Who compares the path as it was sent can be evaded with {@code %61} for {@code a}, or with a semicolon. */
    public static String of(ServerHttpRequest request) {
        String sent = request.getPath().value();
        if (sent.indexOf('%') < 0 && sent.indexOf(';') < 0) {
            return sent;
        }
        StringBuilder path = new StringBuilder();
        request.getPath().elements().forEach(element -> path.append(element instanceof PathContainer.PathSegment segment
                ? segment.valueToMatch() : element.value()));
        return path.toString();
    }
}
