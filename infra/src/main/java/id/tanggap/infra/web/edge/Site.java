package id.tanggap.infra.web.edge;

import java.net.URI;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which site made a browser send a request, as browsers tell it (Fetch Metadata, and {@code Origin} before that), which no site
 * can change.
 */
public enum Site {

    /** This one, or none: the person did it. */
    OWN,
    /** Another one; another host of the same domain is another site here. */
    ANOTHER,
    /** It tells nothing of it, as no browser of today does. */
    UNTOLD;

    /** @param alsoOwn addresses that lead here too, beside the one that was asked for */
    public static Site of(ServerHttpRequest request, URI... alsoOwn) {
        HttpHeaders headers = request.getHeaders();
        String site = headers.getFirst("Sec-Fetch-Site");
        String origin = headers.getOrigin();
        if (site == null && origin == null) {
            return UNTOLD;
        }
        boolean own = site != null ? site.equals("same-origin") || site.equals("none")
                : Stream.concat(Stream.of(request.getURI()), Stream.of(alsoOwn)).map(Site::originOf).anyMatch(origin::equals);
        return own ? OWN : ANOTHER;
    }

    private static String originOf(URI here) {
        return here.getScheme() + "://" + here.getAuthority();
    }
}
