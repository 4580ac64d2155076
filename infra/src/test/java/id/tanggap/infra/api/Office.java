package id.tanggap.infra.api;

/** An office and those who work there. */
final class Office {

    private final Platform platform;
    final String id;
    private String etag;
    private long position;

    Office(Platform platform, Answer registered) {
        this.platform = platform;
        this.id = registered.at("/id");
        note(registered);
    }

    private Answer note(Answer answer) {
        if (answer.status() == 201) {
            etag = answer.etag();
            position = answer.position();
        }
        return answer;
    }

    String path() {
        return "/api/v1/offices/" + id;
    }

    String etag() {
        return etag;
    }

    Who officer() {
        return officer("budi");
    }

    Who officer(String account) {
        return Who.staff("OFFICER", account).with("Tanggap-Office", id);
    }

    Who head() {
        return Who.staff("OFFICE_HEAD", "siti").with("Tanggap-Office", id);
    }

    Answer asks(Who who, String action, Object... fields) {
        return note(platform.http().post(path() + action, who.with("If-Match", etag), Http.body(fields)));
    }

    Answer deactivated() {
        return note(platform.http().post(path() + "/deactivation", Who.ADMINISTRATOR.with("If-Match", etag)));
    }

    Answer seen() {
        Answer seen = platform.http().get(path(), Who.PUBLIC.havingSeen(Math.max(position, platform.head()))).is(200);
        etag = seen.etag();
        return seen;
    }

    Answer scorecard(Who who) {
        return platform.http().get(path() + "/scorecard", who.havingSeen(platform.head())).is(200);
    }
}
