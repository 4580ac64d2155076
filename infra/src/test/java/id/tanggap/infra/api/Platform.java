package id.tanggap.infra.api;

import id.tanggap.infra.AtTheirWord;
import id.tanggap.infra.TanggapApplication;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** The whole application, running on a port of its own with its files in one folder. */
final class Platform implements AutoCloseable {

    private static final AtomicLong NUMBER = new AtomicLong();

    /** Otherwise a platform that stops takes the event loops of all others in this process with it. */
    private static final ApplicationContextInitializer<GenericApplicationContext> OWN_EVENT_LOOPS = context ->
            context.registerBean(ReactorResourceFactory.class, () -> {
                ReactorResourceFactory loops = new ReactorResourceFactory();
                loops.setUseGlobalResources(false);
                loops.setShutdownQuietPeriod(Duration.ZERO);
                return loops;
            });

    private final ConfigurableApplicationContext context;
    private final int port;
    private final Http http;

    private Platform(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
        this.http = new Http(port);
    }

    /** Staff are taken at their word. */
    static Platform start(Path folder, String... settings) {
        return start(AtTheirWord::in, folder, settings);
    }

    /** As it is for people: nobody is taken at their word. */
    static Platform startForReal(Path folder, String... settings) {
        return start(context -> { }, folder, settings);
    }

    /** As it is for people, by another clock than the machine's. */
    static Platform startForReal(Clock clock, Path folder, String... settings) {
        return start(context -> by(clock, context), folder, settings);
    }

    /** By another clock than the machine's. */
    static Platform start(Clock clock, Path folder, String... settings) {
        return start(context -> {
            by(clock, context);
            AtTheirWord.in(context);
        }, folder, settings);
    }

    private static void by(Clock clock, GenericApplicationContext context) {
        context.registerBean("simulatedClock", Clock.class, () -> clock, definition -> definition.setPrimary(true));
    }

    /** Time brings nothing about unless a test says so. */
    private static Platform start(ApplicationContextInitializer<GenericApplicationContext> more, Path folder,
                                  String... settings) {
        // a client that keeps its connection must not hold up the end of a test for as long as that of a platform
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--tanggap.data=" + folder,
                "--spring.lifecycle.timeout-per-shutdown-phase=1s"));
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith("--tanggap.clock."))) {
            arguments.add("--tanggap.clock.interval=1h");
        }
        // tests ask for more from one address than anybody may
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith("--tanggap.limits."))) {
            arguments.add("--tanggap.limits.enabled=false");
        }
        arguments.addAll(List.of(settings));
        return new Platform(new SpringApplicationBuilder(TanggapApplication.class)
                .initializers(OWN_EVENT_LOOPS, more, (ConfigurableApplicationContext _) -> FirstToken.watch())
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return port;
    }

    Http http() {
        return http;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Position of the last event there is. */
    long head() {
        return bean(TotalOrderEventStorageEngine.class).lastPosition();
    }

    /** A word that nothing else on this platform contains. */
    static String word(String kind) {
        return kind + "w" + Long.toString(NUMBER.incrementAndGet(), 36) + "x" + Long.toString(System.nanoTime(), 36);
    }

    /** A newly registered, active office. */
    Office office() {
        return office("Dinas " + word("o"));
    }

    Office office(String name) {
        return new Office(this, http.post("/api/v1/offices", Who.ADMINISTRATOR, Http.body("name", name)).is(201));
    }

    /** A newly registered calendar that says nothing yet. @param over null for one that declares years itself */
    Calendar calendar(String over) {
        return new Calendar(this, http.post("/api/v1/calendars", Who.ADMINISTRATOR,
                Http.body("name", word("k"), "over", over)).is(201));
    }

    /** Asks the rulebook as it is now. */
    Answer rulebook(Who who, String path, Object... fields) {
        String etag = http.get("/api/v1/standards", Who.PUBLIC.havingSeen(head())).is(200).etag();
        return http.post("/api/v1" + path, who.with("If-Match", etag), Http.body(fields));
    }

    /** A complaint that waits for its check. */
    Case anonymous() {
        return submitted(Who.PUBLIC, "identity", "ANONYMOUS");
    }

    Case open() {
        return submitted(Who.PUBLIC, "identity", "OPEN", "reporter", Http.body("name", "Sari"));
    }

    /** @param fields names and values, put over those of an ordinary submission */
    Case submitted(Who who, Object... fields) {
        var form = Http.body("title", "Lampu jalan padam", "narrative", "Sudah tiga malam gelap.", "category", "Jalan");
        form.putAll(Http.body(fields));
        return new Case(this, http.post("/api/v1/complaints", who, form).is(201));
    }

    @Override
    public void close() {
        FirstToken.forget(this);
        context.close();
    }
}
