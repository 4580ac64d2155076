package id.tanggap.infra.pages;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** The languages in which there are pages. */
public enum Language {

    INDONESIAN("id", "Bahasa Indonesia"),
    ENGLISH("en", "English");

    private static final String COOKIE = "bahasa";
    private static final Duration KEPT = Duration.ofDays(365);

    private final String code;
    private final String name;

    Language(String code, String name) {
        this.code = code;
        this.name = name;
    }

    /** As in {@code lang}, of ISO 639. */
    public String code() {
        return code;
    }

    /** In the language itself. */
    public String called() {
        return name;
    }

    public Locale locale() {
        return Locale.of(code);
    }

    public Language other() {
        return this == INDONESIAN ? ENGLISH : INDONESIAN;
    }

    static Optional<Language> of(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** What was chosen on a page before; else Indonesian, unless the browser asks for English first. */
    public static Language of(ServerWebExchange exchange) {
        HttpCookie chosen = exchange.getRequest().getCookies().getFirst(COOKIE);
        return Optional.ofNullable(chosen).flatMap(cookie -> of(cookie.getValue())).orElseGet(() -> asked(exchange));
    }

    private static Language asked(ServerWebExchange exchange) {
        try {
            return exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                    .flatMap(locale -> of(locale.getLanguage()).stream()).findFirst().orElse(INDONESIAN);
        } catch (IllegalArgumentException _) {
            return INDONESIAN;
        }
    }

    /** Keeps the choice in the browser for a year. */
    void choose(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(ResponseCookie.from(COOKIE, code).path("/").httpOnly(true).sameSite("Lax")
                .maxAge(KEPT).build());
    }
}
