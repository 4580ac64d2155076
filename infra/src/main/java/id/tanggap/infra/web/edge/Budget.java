package id.tanggap.infra.web.edge;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a client has a budget for. Budgets are separate: who reads a lot can still submit. */
enum Budget {
    SUBMISSIONS, READS, COMMANDS, ATTEMPTS, SIGN_IN, WRONG_SECRETS, WRONG_SECRETS_PER_COMPLAINT, ACCEPTED,
    /** Files to attach, beside what the request takes anyway: to look through one costs more than a hundred requests. */
    UPLOADS;

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String TRACKING = "/api/v1/tracking/";
    private static final String SECRET = "Tanggap-Secret";
    /** The pages on which a report is written, and on the last of which it is sent. */
    private static final String REPORT = "/lapor";
    /** The page that takes code and secret in a form, which is not read here. */
    private static final String FOLLOW = "/lacak";

    /** Which budget a request takes from as long as nothing is known of who sends it. */
    static Budget of(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        String path = RequestPath.of(request);
        boolean submits = method == HttpMethod.POST && (path.equals(COMPLAINTS) || path.equals(SizeLimits.REPORT));
        if (submits) {
            return SUBMISSIONS;
        }
        if (isAboutOne(path) && request.getHeaders().getFirst(SECRET) != null
                || method == HttpMethod.POST && path.equals(FOLLOW)) {
            return ATTEMPTS;
        }
        if (path.equals(REPORT) || path.startsWith(REPORT + "/")) {
            // answers to questions: nothing is kept here
            return READS;
        }
        if (method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.DELETE
                || method == HttpMethod.PATCH) {
            return method == HttpMethod.POST && isSignIn(path) ? SIGN_IN : COMMANDS;
        }
        return READS;
    }

    static boolean isUpload(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.POST && SizeLimits.isAttachment(RequestPath.of(request));
    }

    private static boolean isAboutOne(String path) {
        return path.startsWith(TRACKING) || path.startsWith(COMPLAINTS) && path.length() > COMPLAINTS.length() + 1;
    }

    private static boolean isSignIn(String path) {
        return path.equals("/api/v1/session") || path.equals("/masuk") || path.startsWith("/login");
    }

    /** The id or code that an {@link #ATTEMPTS attempt} names, as it was sent; empty if its address does not name one. */
    static String named(ServerHttpRequest request) {
        String path = RequestPath.of(request);
        if (path.equals(FOLLOW)) {
            return "";
        }
        int from = path.startsWith(TRACKING) ? TRACKING.length() : COMPLAINTS.length() + 1;
        int to = path.indexOf('/', from);
        return to < 0 ? path.substring(from) : path.substring(from, to);
    }

    /** As it is called in headers, metrics and settings. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
