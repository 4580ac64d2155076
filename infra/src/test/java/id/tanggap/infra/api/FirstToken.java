package id.tanggap.infra.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What the log of each platform in this process tells its operator about the first administrator. */
final class FirstToken extends AppenderBase<ILoggingEvent> {

    private static final Pattern OFFER = Pattern.compile("open http://127\\.0\\.0\\.1:(\\d+)/pertama and paste this token: (\\S+)");

    private static final Map<Integer, String> BY_PORT = new ConcurrentHashMap<>();

    private FirstToken() {
    }

    /** From now on. Logging may have been set up anew since the last platform started, so it is asked for at each start. */
    static void watch() {
        Logger log = (Logger) LoggerFactory.getLogger("id.tanggap.infra.signin.FirstAdministrator");
        if (log.getAppender("first-token") == null) {
            FirstToken appender = new FirstToken();
            appender.setName("first-token");
            appender.setContext(log.getLoggerContext());
            appender.start();
            log.addAppender(appender);
        }
    }

    static Optional<String> of(Platform platform) {
        return Optional.ofNullable(BY_PORT.get(platform.port()));
    }

    /** A later platform may get the same port, and offer nothing. */
    static void forget(Platform platform) {
        BY_PORT.remove(platform.port());
    }

    static Optional<String> in(String line) {
        Matcher offer = OFFER.matcher(line);
        return offer.find() ? Optional.of(offer.group(2)) : Optional.empty();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Matcher offer = OFFER.matcher(event.getFormattedMessage());
        if (offer.find()) {
            BY_PORT.put(Integer.parseInt(offer.group(1)), offer.group(2));
        }
    }
}
