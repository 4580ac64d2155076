package id.tanggap.infra.api;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

/** A complaint, as somebody outside the platform keeps track of it. */
final class Case {

    final Platform platform;
    final String id;
    final String code;
    final String secret;
    private String etag;
    private long position;

    Case(Platform platform, Answer submitted) {
        this.platform = platform;
        this.id = submitted.at("/id");
        this.code = submitted.at("/trackingCode");
        this.secret = submitted.at("/secret");
        note(submitted);
    }

    private Case(Platform platform, String id, String secret) {
        this.platform = platform;
        this.id = id;
        this.code = "";
        this.secret = secret;
    }

    /** One that was submitted before. */
    static Case of(Platform platform, String id, String secret) {
        return new Case(platform, id, secret).seen();
    }

    private Answer note(Answer answer) {
        if (answer.status() == 201) {
            etag = answer.etag();
            position = answer.position();
        }
        return answer;
    }

    String path() {
        return "/api/v1/complaints/" + id;
    }

    String etag() {
        return etag;
    }

    long position() {
        return position;
    }

    Who reporter() {
        return Who.reporter(secret);
    }

    /** Asks for something on the state that was last heard of. */
    Answer asks(Who who, String action, Object... fields) {
        return note(platform.http().post(path() + action, who.with("If-Match", etag), Http.body(fields)));
    }

    /** The complaint as somebody sees it, with all that was done to it through here. */
    Answer seenBy(Who who) {
        return platform.http().get(path(), who.havingSeen(position));
    }

    Answer timelineSeenBy(Who who) {
        return platform.http().get(path() + "/timeline", who.havingSeen(position));
    }

    Case forwardedTo(Office office) {
        asks(Who.COORDINATOR, "/verification", "decision", "FORWARD", "officeId", office.id,
                "classification", "COMPLAINT").is(201);
        return this;
    }

    Case returned() {
        asks(Who.COORDINATOR, "/verification", "decision", "RETURN", "reason", "Di mana tepatnya?").is(201);
        return this;
    }

    /** With a final response that stands. */
    Case answeredBy(Office office) {
        int number = asks(office.officer(), "/responses", "kind", "FINAL", "text", "Sudah diperbaiki.").is(201)
                .json().path("response").asInt();
        asks(office.head(), "/responses/" + number + "/approval").is(201);
        return this;
    }

    Case accepted() {
        asks(reporter(), "/replies", "decision", "ACCEPT").is(201);
        return this;
    }

    Case mergedInto(Case other) {
        asks(Who.COORDINATOR, "/merge", "into", other.id).is(201);
        return this;
    }

    /** What happened to the other end of a merge, it is to be read from here on. */
    Case seen() {
        // a platform that has just been started may have more to catch up with than a reader waits for
        Answer now = await().atMost(Duration.ofSeconds(30)).until(() -> platform.http().get(path(),
                Who.COORDINATOR.havingSeen(platform.head())), answer -> answer.status() != 503).is(200);
        etag = now.etag();
        position = Math.max(position, now.position());
        return this;
    }

    static Map<String, Object> allElements(int score) {
        return Http.body("REQUIREMENTS", score, "PROCEDURE", score, "TIME", score, "COST", score, "PRODUCT", score,
                "COMPETENCE", score, "CONDUCT", score, "COMPLAINT_HANDLING", score, "FACILITIES", score);
    }
}
