package id.tanggap.infra.signin;

import id.tanggap.infra.web.edge.ClientNetwork;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * From where somebody signs in.
 *
 * @param network as text
 * @param session token of the one that the same browser is in
 * @param browser the kind of browser and system, such as {@code Firefox, Windows}, so that people know their sessions apart; empty
 *                if neither is one of a few. Versions, and whatever else a browser says of itself, are not in it
 */
record Client(String network, Optional<String> session, Optional<String> browser) {

    /** What a user agent that says it is called. */
    private record Mark(String said, String called) {
    }

    // The first that is said counts: many say to be several.

    private static final List<Mark> BROWSERS = List.of(new Mark("Edg", "Edge"), new Mark("OPR/", "Opera"),
            new Mark("SamsungBrowser", "Samsung Internet"), new Mark("Firefox/", "Firefox"), new Mark("FxiOS", "Firefox"),
            new Mark("CriOS", "Chrome"), new Mark("Chrome/", "Chrome"), new Mark("Safari/", "Safari"), new Mark("curl/", "curl"));

    private static final List<Mark> SYSTEMS = List.of(new Mark("Android", "Android"), new Mark("iPhone", "iOS"),
            new Mark("iPad", "iOS"), new Mark("Windows", "Windows"), new Mark("Mac OS X", "macOS"), new Mark("CrOS", "ChromeOS"),
            new Mark("Linux", "Linux"));

    static Client of(ServerWebExchange exchange) {
        return new Client(HexFormat.of().formatHex(ClientNetwork.of(exchange.getRequest())), SessionCookie.read(exchange),
                Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT)).flatMap(Client::browser));
    }

    static Optional<String> browser(String userAgent) {
        String called = Stream.of(BROWSERS, SYSTEMS).flatMap(marks -> marks.stream()
                .filter(mark -> userAgent.contains(mark.said())).limit(1)).map(Mark::called).collect(Collectors.joining(", "));
        return Optional.of(called).filter(text -> !text.isEmpty());
    }
}
