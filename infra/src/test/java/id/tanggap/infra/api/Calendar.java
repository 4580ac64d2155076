package id.tanggap.infra.api;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;

/** A calendar and what administrators do with it. */
final class Calendar {

    private final Platform platform;
    final String id;
    private String etag;

    Calendar(Platform platform, Answer registered) {
        this.platform = platform;
        this.id = registered.at("/id");
        note(registered);
    }

    private Answer note(Answer answer) {
        if (answer.status() == 201) {
            etag = answer.etag();
        }
        return answer;
    }

    String path() {
        return "/api/v1/calendars/" + id;
    }

    Answer asks(Who who, String action, Object... fields) {
        return note(platform.http().post(path() + action, who.with("If-Match", etag), Http.body(fields)));
    }

    Answer names(String date, String kind) {
        return asks(Who.ADMINISTRATOR, "/days", "date", date, "kind", kind, "name", Http.body("id", "Hari " + kind, "en", kind),
                "source", "SK 1");
    }

    Answer cancels(String date) {
        return asks(Who.ADMINISTRATOR, "/cancellations", "date", date, "source", "SK 2");
    }

    Answer declares(int year) {
        return asks(Who.ADMINISTRATOR, "/years", "year", year, "source", "SKB");
    }

    Answer works(String from, String hours) {
        return asks(Who.ADMINISTRATOR, "/weeks", "from", from, "hours", hours, "source", "SK 3");
    }

    Answer takes(String file) {
        return note(platform.http().send(HttpMethod.POST, path() + "/file", Who.ADMINISTRATOR.with("If-Match", etag),
                "text/csv", file.getBytes(StandardCharsets.UTF_8)));
    }

    Answer seen(String more) {
        return platform.http().get(path() + more, Who.PUBLIC.havingSeen(platform.head())).is(200);
    }
}
