package id.tanggap.benchmark;

import id.tanggap.benchmark.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those who work with one running platform, each with an account of their own and signed in. */
final class Staff {

    static final String ADMINISTRATOR = "admin";

    private static final String PASSWORD = "seratus sepeda menyeberang danau";

    /** What somebody's browser adds to each request. */
    private final Map<String, String[]> signedIn = new HashMap<>();
    private final int port;

    private Staff(int port) {
        this.port = port;
    }

    /** The administrator of a platform that has none yet. */
    static Staff of(Application application) throws IOException {
        Staff staff = new Staff(application.port());
        try (Client client = new Client(staff.port)) {
            client.post("/api/v1/first-administrator", """
                    {"token":"%s","account":"%s","name":"Administrator","password":"%s"}"""
                    .formatted(application.firstToken(), ADMINISTRATOR, PASSWORD)).expect(201);
            staff.signIn(client, ADMINISTRATOR);
        }
        return staff;
    }

    List<String> registerOffices(int count) throws IOException {
        List<String> offices = new ArrayList<>();
        try (Client client = new Client(port)) {
            for (int i = 0; i < count; i++) {
                offices.add(Requests.id(client.post("/api/v1/offices", "{\"name\":\"Dinas " + i + "\"}",
                        headers(ADMINISTRATOR)).expect(201)));
            }
        }
        return offices;
    }

    /** A coordinator, and an officer and a head of each office. */
    Staff working(List<String> offices) throws IOException {
        try (Client client = new Client(port)) {
            open(client, "koordinator", "COORDINATOR", "");
            for (String office : offices) {
                open(client, officer(office), "OFFICER", ",\"officeId\":\"" + office + "\"");
                open(client, head(office), "OFFICE_HEAD", ",\"officeId\":\"" + office + "\"");
            }
        }
        return this;
    }

    private void open(Client client, String account, String role, String office) throws IOException {
        Answer opened = client.post("/api/v1/accounts", """
                {"account":"%s","role":"%s","name":"Pegawai"%s}""".formatted(account, role, office), headers(ADMINISTRATOR));
        // 409: by an earlier run on the same store
        if (opened.status() != 409) {
            client.post("/api/v1/password", """
                    {"account":"%s","token":"%s","password":"%s"}""".formatted(account,
                    text(opened.expect(201), "passwordToken"), PASSWORD)).expect(204);
        }
        signIn(client, account);
    }

    private void signIn(Client client, String account) throws IOException {
        Answer session = client.post("/api/v1/session", """
                {"account":"%s","password":"%s"}""".formatted(account, PASSWORD)).expect(201);
        signedIn.put(account, new String[] {"Cookie", session.cookie(), "X-CSRF-TOKEN", text(session, "csrf")});
    }

    private static String text(Answer answer, String field) {
        Matcher value = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
        if (!value.find()) {
            throw new IllegalStateException("no " + field + " in " + answer.body());
        }
        return value.group(1);
    }

    static String officer(String office) {
        return "petugas." + office;
    }

    static String head(String office) {
        return "kepala." + office;
    }

    /** As that account, with more headers, names and values in turn. */
    String[] headers(String account, String... more) {
        String[] own = signedIn.get(account);
        String[] all = java.util.Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return all;
    }
}
