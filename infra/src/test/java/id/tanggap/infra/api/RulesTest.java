package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.NotFound;
import id.tanggap.command.complaint.ComplaintRule;
import id.tanggap.command.inspection.InspectionRule;
import id.tanggap.command.law.LawRule;
import id.tanggap.command.office.OfficeRule;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.clock.CalendarRule;
import id.tanggap.query.access.AccessRule;
import id.tanggap.query.complaint.SearchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule that a client can meet, met at least once. */
@ExtendWith(OnePlatform.class)
class RulesTest {

    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

    /** Rules that no client can meet through this API, or only when something is broken; their own tests show them. */
    private static final Set<Rule> OUT_OF_REACH = Set.of(
            // ids come from the platform
            ComplaintRule.COMPLAINT_EXISTS, OfficeRule.OFFICE_EXISTS, InspectionRule.INSPECTION_EXISTS,
            // for imports only
            ComplaintRule.CLOSED_BEFORE_SUBMITTED,
            // after many files: see AttachmentsTest
            ComplaintRule.TOO_MANY_ATTACHMENTS,
            // only in time, or after it: see TimePassesTest
            ComplaintRule.REVERSAL_OVER, ComplaintRule.NOTHING_TO_UPHOLD, ComplaintRule.NOT_SUPERVISING,
            // between the two halves of a deactivation
            OfficeRule.DEACTIVATION_NOT_BEGUN,
            // only lines of files break these: see LawApiTest; a form without a source is refused before
            CalendarRule.LINE_UNREADABLE, CalendarRule.SOURCE_MISSING,
            // accounts are managed by real administrators only: see SignInTest
            NotFound.KEY_NOT_FOUND,
            // under great load, or when the disk fails
            RequestRule.TOO_MANY_AT_ONCE, RequestRule.CANNOT_WRITE, RequestRule.OUTCOME_UNKNOWN,
            // when the disk fails: see AccessRecordTest
            AccessRule.ACCESS_NOT_RECORDED,
            // while the index is made, and under great load: see SearchIndexTest
            SearchRule.SEARCH_NOT_READY, SearchRule.SEARCH_BUSY,
            // not a refusal for good: see ContractTest
            RequestRule.POSITION_NOT_REACHED);

    /** How a client meets a rule. */
    record Met(Rule rule, int status, Function<Platform, Answer> by) {

        @Override
        public String toString() {
            return rule.name();
        }
    }

    private static Met met(Rule rule, int status, Function<Platform, Answer> by) {
        return new Met(rule, status, by);
    }

    private static Answer forward(Platform p, Case complaint, Who who, String office) {
        return complaint.asks(who, "/verification", "decision", "FORWARD", "officeId", office, "classification",
                "COMPLAINT");
    }

    private static Answer submit(Platform p, Who who, Object... fields) {
        Map<String, Object> form = new LinkedHashMap<>(Http.body("title", "t", "narrative", "n", "category", "c"));
        form.putAll(Http.body(fields));
        return p.http().post("/api/v1/complaints", who, form);
    }

    private static Answer inspection(Platform p, Who who, Object... matter) {
        Map<String, Object> form = new LinkedHashMap<>(Http.body("reason", "x"));
        form.putAll(Http.body(matter));
        return p.http().post("/api/v1/inspections", who, form);
    }

    /** Something asked of a new inspection. */
    private static Answer inspected(Platform p, String action, Object... fields) {
        String id = inspection(p, Who.INSPECTOR, "officeId", p.office().id).is(201).at("/id");
        return p.http().post("/api/v1/inspections/" + id + action, Who.INSPECTOR.with("If-Match", "\"0\""),
                Http.body(fields));
    }

    /** A new inspection with a recommendation to an office. */
    private static String recommended(Platform p, Office office) {
        return "/api/v1/inspections/"
                + inspected(p, "/recommendations", "officeId", office.id, "text", "x").is(201).at("/id");
    }

    private static Case referred(Platform p) {
        Case complaint = p.open();
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REFER").is(201);
        return complaint;
    }

    private static Case confidential(Platform p) {
        return p.submitted(Who.PUBLIC, "identity", "CONFIDENTIAL", "reporter", Http.body("name", "Sari"));
    }

    private static Case ended(Platform p) {
        Case complaint = p.open();
        complaint.asks(Who.COORDINATOR, "/verification", "decision", "REJECT", "reason", "x").is(201);
        return complaint;
    }

    private static Answer erasing(Case complaint, String decision, String ground) {
        return complaint.asks(Who.ADMINISTRATOR, "/erasure/decision", "decision", decision, "legalGround", ground);
    }

    private static Office gone(Platform p) {
        Office office = p.office();
        office.deactivated().is(201);
        return office;
    }

    static Stream<Met> rules() {
        return Stream.of(
                met(NotFound.COMPLAINT_NOT_FOUND, 404, p -> p.http().post("/api/v1/complaints/" + NOBODY + "/merge/undo",
                        Who.COORDINATOR.with("If-Match", "\"0\""))),
                met(ComplaintRule.ROLE_MAY_NOT, 403, p -> forward(p, p.open(), Who.INSPECTOR, p.office().id)),
                met(ComplaintRule.FOR_THE_INSPECTORATE, 403, p -> forward(p, referred(p), Who.COORDINATOR, p.office().id)),
                met(ComplaintRule.OVERSIGHT_IS_FORWARDED_BY_THE_INSPECTORATE, 403, p -> p.open().asks(Who.COORDINATOR,
                        "/verification", "decision", "FORWARD", "officeId", p.office().id, "classification",
                        "OVERSIGHT_COMPLAINT")),
                met(ComplaintRule.REFERRED_WITH_DUPLICATES, 409, p -> {
                    Case complaint = p.open();
                    p.open().mergedInto(complaint);
                    return complaint.seen().asks(Who.COORDINATOR, "/verification", "decision", "REFER");
                }),
                met(ComplaintRule.WITHHELD_NOT_MERGEABLE, 409, p -> referred(p).asks(Who.COORDINATOR, "/merge", "into",
                        p.open().id)),
                met(NotFound.ATTACHMENT_NOT_FOUND, 404, p -> p.http().get(p.open().path() + "/attachments/1", Who.COORDINATOR
                        .havingSeen(p.head()))),
                met(ComplaintRule.NO_SUCH_RESPONSE, 422, p -> new Upload().field("response", "1").file("a.png",
                        id.tanggap.infra.attachments.Photos.png(4, 4)).to(p, p.open().path() + "/attachments", Who.COORDINATOR)),
                met(ComplaintRule.HAS_ENDED, 409, p -> ended(p).asks(Who.COORDINATOR, "/messages", "text", "x")),
                met(ComplaintRule.NOTHING_TO_REVEAL, 409, p -> p.open().asks(Who.INSPECTOR, "/identity-reveal", "reason",
                        "x")),
                met(ComplaintRule.NO_OFFICE_TO_REVEAL_TO, 409, p -> confidential(p).asks(Who.INSPECTOR, "/identity-reveal",
                        "reason", "x")),
                met(ComplaintRule.REVEAL_PENDING, 409, p -> {
                    Case complaint = confidential(p).forwardedTo(p.office());
                    complaint.asks(Who.INSPECTOR, "/identity-reveal", "reason", "x").is(201);
                    return complaint.asks(Who.COORDINATOR, "/identity-reveal", "reason", "x");
                }),
                met(ComplaintRule.NO_REVEAL_PENDING, 409, p -> confidential(p).forwardedTo(p.office()).asks(Who.INSPECTOR,
                        "/identity-reveal/decision", "decision", "REFUSE", "reason", "x")),
                met(ComplaintRule.REVEAL_BY_ANOTHER, 403, p -> {
                    Case complaint = confidential(p).forwardedTo(p.office());
                    complaint.asks(Who.INSPECTOR, "/identity-reveal", "reason", "x").is(201);
                    return complaint.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "APPROVE", "reason", "x");
                }),
                met(ComplaintRule.REVEALED_ALREADY, 409, p -> {
                    Case complaint = confidential(p).forwardedTo(p.office());
                    complaint.asks(Who.COORDINATOR, "/identity-reveal", "reason", "x").is(201);
                    complaint.asks(Who.INSPECTOR, "/identity-reveal/decision", "decision", "APPROVE", "reason", "x").is(201);
                    return complaint.asks(Who.COORDINATOR, "/identity-reveal", "reason", "x");
                }),
                met(ComplaintRule.ERASURE_PENDING, 409, p -> {
                    Case complaint = p.open();
                    complaint.asks(complaint.reporter(), "/erasure").is(201);
                    return complaint.asks(complaint.reporter(), "/erasure");
                }),
                met(ComplaintRule.NO_ERASURE_PENDING, 409, p -> erasing(p.open(), "GRANT", "NO_LONGER_NEEDED")),
                met(ComplaintRule.NOT_ENDED_YET, 409, p -> {
                    Case complaint = p.open();
                    complaint.asks(complaint.reporter(), "/erasure").is(201);
                    return erasing(complaint, "GRANT", "NO_LONGER_NEEDED");
                }),
                met(ComplaintRule.GROUND_DOES_NOT_FIT, 422, p -> {
                    Case complaint = p.open();
                    complaint.asks(complaint.reporter(), "/erasure").is(201);
                    return erasing(complaint, "REFUSE", "NO_LONGER_NEEDED");
                }),
                met(ComplaintRule.GRANTED_WITHOUT_TEXT, 422, p -> p.open().asks(Who.ADMINISTRATOR, "/erasure/decision",
                        "decision", "GRANT", "legalGround", "NO_LONGER_NEEDED", "text", "x")),
                met(ComplaintRule.DATA_ERASED, 409, p -> {
                    Case complaint = ended(p);
                    complaint.asks(Who.ADMINISTRATOR, "/erasure").is(201);
                    erasing(complaint, "GRANT", "NO_LONGER_NEEDED").is(201);
                    return complaint.asks(Who.ADMINISTRATOR, "/erasure");
                }),
                met(ComplaintRule.NOT_YOUR_OFFICE, 403, p -> p.open().forwardedTo(p.office()).asks(p.office().officer(),
                        "/responses", "kind", "INTERIM", "text", "x")),
                met(ComplaintRule.CHECKED_ALREADY, 409, p -> {
                    Office office = p.office();
                    return forward(p, p.open().forwardedTo(office), Who.COORDINATOR, office.id);
                }),
                met(ComplaintRule.NOT_RETURNABLE, 409, p -> p.open().returned().asks(Who.COORDINATOR, "/verification",
                        "decision", "RETURN", "reason", "x")),
                met(ComplaintRule.NOT_RETURNED, 409, p -> {
                    Case complaint = p.open();
                    return complaint.asks(complaint.reporter(), "/completion", "text", "x");
                }),
                met(ComplaintRule.NOT_ASKED, 409, p -> {
                    Case complaint = p.open();
                    return complaint.asks(complaint.reporter(), "/solved", "solved", true);
                }),
                met(ComplaintRule.NOT_APPEALABLE, 409, p -> {
                    Case complaint = p.open();
                    return complaint.asks(complaint.reporter(), "/appeal", "text", "x");
                }),
                met(ComplaintRule.NOT_APPEALED, 409, p -> p.open().asks(Who.INSPECTOR, "/appeal/decision",
                        "decision", "UPHOLD", "text", "x")),
                met(ComplaintRule.NOT_WITH_AN_OFFICE, 409, p -> p.open().asks(p.office().officer(), "/responses",
                        "kind", "FINAL", "text", "x")),
                met(ComplaintRule.NO_SUCH_DRAFT, 409, p -> {
                    Office office = p.office();
                    return p.open().forwardedTo(office).asks(office.head(), "/responses/1/approval");
                }),
                met(ComplaintRule.FOUR_EYES, 403, p -> {
                    Office office = p.office();
                    Case complaint = p.open().forwardedTo(office);
                    complaint.asks(office.head(), "/responses", "kind", "FINAL", "text", "x").is(201);
                    return complaint.asks(office.head(), "/responses/1/approval");
                }),
                met(ComplaintRule.NOT_RESPONDED, 409, p -> {
                    Case complaint = p.open();
                    return complaint.asks(complaint.reporter(), "/replies", "decision", "ACCEPT");
                }),
                met(ComplaintRule.NOT_WITHDRAWABLE, 409, p -> {
                    Case complaint = p.open().forwardedTo(p.office());
                    return complaint.asks(complaint.reporter(), "/withdrawal", "reason", "x");
                }),
                met(ComplaintRule.NOTHING_TO_EVALUATE, 409, p -> {
                    Case complaint = p.open();
                    return complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 1);
                }),
                met(ComplaintRule.EVALUATED_ALREADY, 409, p -> {
                    Office office = p.office();
                    Case complaint = p.open().forwardedTo(office).answeredBy(office).accepted();
                    complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 1).is(201);
                    return complaint.asks(complaint.reporter(), "/evaluation", "satisfaction", 4);
                }),
                met(ComplaintRule.OFFICE_UNKNOWN, 422, p -> forward(p, p.open(), Who.COORDINATOR, NOBODY)),
                met(ComplaintRule.OFFICE_UNKNOWN, 422, p -> forward(p, p.open(), Who.COORDINATOR, p.anonymous().id)),
                met(ComplaintRule.OFFICE_NOT_ACTIVE, 409, p -> forward(p, p.open(), Who.COORDINATOR, gone(p).id)),
                met(ComplaintRule.HAS_IT_ALREADY, 409, p -> {
                    Office office = p.office();
                    return p.open().forwardedTo(office).asks(office.officer(), "/transfer", "officeId", office.id,
                            "reason", "x");
                }),
                met(ComplaintRule.MERGED_INTO_ITSELF, 422, p -> {
                    Case complaint = p.open();
                    return complaint.asks(Who.COORDINATOR, "/merge", "into", complaint.id);
                }),
                met(ComplaintRule.NOT_MERGEABLE, 409, p -> p.open().returned().asks(Who.COORDINATOR, "/merge", "into",
                        p.open().id)),
                met(ComplaintRule.HAS_DUPLICATES, 409, p -> {
                    Case target = p.open();
                    p.open().mergedInto(target);
                    return target.seen().asks(Who.COORDINATOR, "/merge", "into", p.open().id);
                }),
                met(ComplaintRule.MERGE_TARGET_NOT_FOUND, 422, p -> p.open().asks(Who.COORDINATOR, "/merge", "into", NOBODY)),
                met(ComplaintRule.MERGE_TARGET_NOT_FOUND, 422, p -> p.open().asks(Who.COORDINATOR, "/merge", "into",
                        p.office().id)),
                met(ComplaintRule.MERGE_TARGET_ENDED, 409, p -> {
                    Case ended = p.open();
                    ended.asks(ended.reporter(), "/withdrawal", "reason", "x").is(201);
                    return p.open().asks(Who.COORDINATOR, "/merge", "into", ended.id);
                }),
                met(ComplaintRule.NOT_MERGED, 409, p -> p.open().asks(Who.COORDINATOR, "/merge/undo")),
                met(ComplaintRule.OCCURRED_IN_THE_FUTURE, 422, p -> submit(p, Who.COORDINATOR, "identity", "ANONYMOUS",
                        "occurredAt", "2199-01-01T00:00:00Z")),
                met(ComplaintRule.OCCURRED_AT_IS_FOR_STAFF, 403, p -> submit(p, Who.PUBLIC, "identity", "ANONYMOUS",
                        "occurredAt", "2026-01-01T00:00:00Z")),
                met(ComplaintRule.CONSENT_MISSING, 422, p -> submit(p, Who.COORDINATOR, "identity", "ANONYMOUS",
                        "channel", "DESK")),
                met(ComplaintRule.CONSENT_IS_RECORDED_BY_STAFF, 403, p -> submit(p, Who.PUBLIC, "identity", "ANONYMOUS",
                        "consent", Http.body("manner", "SIGNED", "wording", "meja-bantu-1"))),
                met(ComplaintRule.WITNESS_MISSING, 422, p -> submit(p, Who.COORDINATOR, "identity", "ANONYMOUS",
                        "channel", "DESK", "consent", Http.body("manner", "SPOKEN", "wording", "meja-bantu-1"))),
                met(ComplaintRule.ANONYMOUS_WITH_REPORTER, 422, p -> submit(p, Who.PUBLIC, "identity", "ANONYMOUS",
                        "reporter", Http.body("name", "Sari"))),
                met(ComplaintRule.REPORTER_MISSING, 422, p -> submit(p, Who.PUBLIC, "identity", "CONFIDENTIAL")),
                met(NotFound.OFFICE_NOT_FOUND, 404, p -> p.http().post("/api/v1/offices/" + NOBODY + "/name",
                        Who.ADMINISTRATOR.with("If-Match", "\"0\""), Http.body("name", "x"))),
                met(NotFound.OFFICE_NOT_FOUND, 404, p -> p.http().post("/api/v1/offices/" + p.open().id
                        + "/deactivation", Who.ADMINISTRATOR.with("If-Match", "\"0\""))),
                met(OfficeRule.ADMINISTRATORS_ONLY, 403, p -> p.office().asks(Who.COORDINATOR, "/name", "name", "x")),
                met(OfficeRule.PARENT_NOT_FOUND, 422, p -> p.office().asks(Who.ADMINISTRATOR, "/parent", "parentId", NOBODY)),
                met(OfficeRule.PARENT_NOT_ACTIVE, 409, p -> p.office().asks(Who.ADMINISTRATOR, "/parent", "parentId",
                        gone(p).id)),
                met(OfficeRule.UNDER_ITSELF, 422, p -> {
                    Office above = p.office();
                    Office below = p.office();
                    below.asks(Who.ADMINISTRATOR, "/parent", "parentId", above.id).is(201);
                    return above.asks(Who.ADMINISTRATOR, "/parent", "parentId", below.id);
                }),
                met(LawRule.TAKES_EFFECT_TOO_EARLY, 422, p -> p.office().asks(Who.ADMINISTRATOR, "/service-standards",
                        "classification", "COMPLAINT", "limit", Map.of("unit", "DAYS", "amount", 7), "regulation", "x",
                        "effectiveFrom", "2026-01-01")),
                met(LawRule.TAKES_EFFECT_TOO_EARLY, 422, p -> p.office().asks(Who.ADMINISTRATOR, "/calendar", "calendar",
                        "indonesia", "effectiveFrom", "2026-01-01")),
                met(LawRule.TAKES_EFFECT_TOO_EARLY, 422, p -> p.rulebook(Who.ADMINISTRATOR, "/standards",
                        "classification", "COMPLAINT", "limit", Map.of("unit", "DAYS", "amount", 7), "regulation", "x",
                        "effectiveFrom", "2026-01-01")),
                met(LawRule.ADMINISTRATORS_ONLY, 403, p -> p.rulebook(Who.COORDINATOR, "/standards",
                        "classification", "COMPLAINT", "limit", Map.of("unit", "DAYS", "amount", 7), "regulation", "x",
                        "effectiveFrom", "2199-01-01")),
                met(LawRule.CALENDAR_UNKNOWN, 422, p -> p.office().asks(Who.ADMINISTRATOR, "/calendar", "calendar",
                        "atlantis", "effectiveFrom", "2199-01-01")),
                met(LawRule.CALENDAR_UNKNOWN, 422, p -> p.http().post("/api/v1/offices", Who.ADMINISTRATOR,
                        Http.body("name", "x", "calendar", "atlantis"))),
                met(NotFound.CALENDAR_NOT_FOUND, 404, p -> p.http().get("/api/v1/calendars/atlantis", Who.PUBLIC)),
                met(NotFound.CALENDAR_NOT_FOUND, 404, p -> p.http().post("/api/v1/calendars/atlantis/years",
                        Who.ADMINISTRATOR.with("If-Match", "\"0\""), Http.body("year", 2030, "source", "x"))),
                met(NotFound.INSPECTION_NOT_FOUND, 404, p -> p.http().get("/api/v1/inspections/" + NOBODY, Who.INSPECTOR)),
                met(InspectionRule.INSPECTORS_ONLY, 403, p -> inspection(p, Who.COORDINATOR, "officeId", p.office().id)),
                met(InspectionRule.MATTER_NOT_ONE, 422, p -> inspection(p, Who.INSPECTOR)),
                met(InspectionRule.MATTER_UNKNOWN, 422, p -> inspection(p, Who.INSPECTOR, "complaintId", NOBODY)),
                met(InspectionRule.FOLLOW_UP_IS_THE_OFFICES, 403, p -> inspected(p,
                        "/recommendations/1/follow-up", "text", "x")),
                met(InspectionRule.ADDRESSEE_UNKNOWN, 422, p -> inspected(p, "/recommendations",
                        "officeId", NOBODY, "text", "x")),
                met(InspectionRule.ADDRESSEE_NOT_ACTIVE, 409, p -> inspected(p, "/recommendations", "officeId", gone(p).id,
                        "text", "x")),
                met(InspectionRule.NO_SUCH_FINDING, 422, p -> inspected(p, "/recommendations", "officeId", p.office().id,
                        "text", "x", "findings", List.of(1))),
                met(InspectionRule.DUE_DAY_PAST, 422, p -> inspected(p, "/recommendations", "officeId", p.office().id,
                        "text", "x", "dueOn", "2020-01-31")),
                met(InspectionRule.NOTHING_TO_SEND, 409, p -> inspected(p, "/report")),
                met(InspectionRule.NOT_ALL_SENT, 409, p -> {
                    String path = recommended(p, p.office());
                    return p.http().post(path + "/closure", Who.INSPECTOR.with("If-Match", "\"1\""),
                            Http.body("conclusion", "UNFOUNDED", "summary", "x"));
                }),
                met(InspectionRule.NO_SUCH_RECOMMENDATION, 409, p -> {
                    Office office = p.office();
                    String path = recommended(p, office);
                    p.http().post(path + "/report", Who.INSPECTOR.with("If-Match", "\"1\"")).is(201);
                    return p.http().post(path + "/recommendations/2/follow-up", office.head(), Http.body("text", "x"));
                }),
                met(InspectionRule.INSPECTION_CLOSED, 409, p -> {
                    String path = "/api/v1/inspections/" + inspection(p, Who.INSPECTOR, "officeId", p.office().id).at("/id");
                    p.http().post(path + "/closure", Who.INSPECTOR.with("If-Match", "\"0\""),
                            Http.body("conclusion", "UNFOUNDED", "summary", "x")).is(201);
                    return p.http().post(path + "/findings", Who.INSPECTOR.with("If-Match", "\"1\""),
                            Http.body("text", "x"));
                }),
                met(AccessRule.ACCESSES_ARE_FOR_INSPECTORS, 403, p -> p.http().get("/api/v1/audit/accesses",
                        Who.COORDINATOR)),
                met(CalendarRule.CALENDAR_EXISTS, 409, p -> p.http().post("/api/v1/calendars", Who.ADMINISTRATOR,
                        Http.body("name", "indonesia"))),
                met(CalendarRule.OVER_NOT_FOUND, 422, p -> p.http().post("/api/v1/calendars", Who.ADMINISTRATOR,
                        Http.body("name", Platform.word("k"), "over", "atlantis"))),
                met(CalendarRule.ADMINISTRATORS_ONLY, 403, p -> p.http().post("/api/v1/calendars", Who.COORDINATOR,
                        Http.body("name", Platform.word("k")))),
                met(CalendarRule.NOT_FOR_THIS_CALENDAR, 409, p -> p.calendar("indonesia").declares(2030)),
                met(CalendarRule.WEEK_MISSING, 409, p -> p.calendar(null).declares(2030)),
                met(CalendarRule.YEAR_ALREADY_DECLARED, 409, p -> {
                    Calendar calendar = p.calendar(null);
                    calendar.works("2020-01-01", "MON-FRI 08:00-16:00; SPECIAL 08:00-12:00").is(201);
                    calendar.declares(2020).is(201);
                    return calendar.asks(Who.ADMINISTRATOR, "/years", "year", 2020, "source", "another");
                }),
                met(CalendarRule.DAY_ALREADY_BEGUN, 422, p -> p.calendar("indonesia").names("2025-03-03", "REGIONAL")),
                met(CalendarRule.DAY_ALREADY_NAMED, 409, p -> {
                    Calendar calendar = p.calendar(null);
                    calendar.names("2199-03-04", "REGIONAL").is(201);
                    return calendar.asks(Who.ADMINISTRATOR, "/days", "date", "2199-03-04", "kind", "REGIONAL", "name",
                            Http.body("id", "Hari REGIONAL", "en", "REGIONAL"), "source", "another");
                }),
                met(CalendarRule.DAY_CONTRADICTED, 409, p -> {
                    Calendar calendar = p.calendar(null);
                    calendar.names("2199-03-04", "REGIONAL").is(201);
                    return calendar.names("2199-03-04", "WORKING_DAY");
                }),
                met(CalendarRule.DAY_NOT_NAMED, 404, p -> p.calendar(null).cancels("2199-03-04")),
                met(CalendarRule.YEAR_MISSING, 422, p -> p.http().get(p.office().path() + "/calendar?from=2199-01-01",
                        Who.PUBLIC.havingSeen(p.head()))),
                met(CalendarRule.FILE_FAULTY, 400, p -> p.calendar(null).takes("2026-13-01,NATIONAL,a,b,c")),
                met(OfficeRule.OFFICE_NOT_ACTIVE, 409, p -> gone(p).asks(Who.ADMINISTRATOR, "/name", "name", "x")),
                met(NotFound.COMPLAINT_NOT_FOUND, 404, p -> p.http().get("/api/v1/complaints/" + NOBODY, Who.COORDINATOR)),
                met(NotFound.OFFICE_NOT_FOUND, 404, p -> p.http().get("/api/v1/offices/" + NOBODY, Who.PUBLIC)),
                met(NotFound.ACCOUNT_NOT_FOUND, 404, p -> p.http().get("/api/v1/accounts/nobody", Who.ADMINISTRATOR)),
                met(NotFound.IMPORT_NOT_FOUND, 404, p -> p.http().get("/api/v1/imports/" + NOBODY, Who.ADMINISTRATOR)),
                met(RequestRule.BODY_MISSING, 400, p -> p.http().post("/api/v1/complaints", Who.PUBLIC.with("Content-Type",
                        "application/json"))),
                met(RequestRule.BODY_UNREADABLE, 400, p -> p.http().postRaw("/api/v1/complaints", Who.PUBLIC, "{")),
                met(RequestRule.FIELD_MISSING, 400, p -> p.open().asks(Who.COORDINATOR, "/verification", "decision",
                        "RETURN")),
                met(RequestRule.FIELD_UNKNOWN, 400, p -> submit(p, Who.PUBLIC, "identity", "ANONYMOUS", "x", 1)),
                met(RequestRule.FIELD_INVALID, 400, p -> submit(p, Who.PUBLIC, "identity", "NOBODY")),
                met(RequestRule.PARAMETER_UNKNOWN, 400, p -> p.http().get("/api/v1/offices?x=1", Who.PUBLIC)),
                met(RequestRule.PARAMETER_INVALID, 400, p -> p.http().get("/api/v1/complaints?limit=x", Who.PUBLIC)),
                met(RequestRule.HEADER_INVALID, 400, p -> p.http().post(p.open().path() + "/merge/undo",
                        Who.COORDINATOR.with("If-Match", "x"))),
                met(RequestRule.FORM_FROM_ELSEWHERE, 403, p -> p.http().post("/api/v1/session", Who.PUBLIC.with("Sec-Fetch-Site",
                        "cross-site"), Http.body("account", "adi", "password", "x"))),
                met(RequestRule.IF_MATCH_MISSING, 428, p -> p.http().post(p.open().path() + "/merge/undo", Who.COORDINATOR)),
                met(RequestRule.STATE_CHANGED, 412, p -> p.http().post(p.open().path() + "/merge/undo",
                        Who.COORDINATOR.with("If-Match", "\"7\""))),
                met(RequestRule.IDEMPOTENCY_KEY_REUSED, 422, p -> {
                    Who keyed = Who.PUBLIC.with("Idempotency-Key", Platform.word("key-of-the-rules-test-"));
                    submit(p, keyed, "identity", "ANONYMOUS").is(201);
                    return submit(p, keyed, "identity", "ANONYMOUS", "channel", "WEB");
                }));
    }

    private final Platform platform;

    RulesTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_refuses_with_its_code_in_both_languages(Met met) {
        Answer refused = met.by().apply(platform).is(met.status(), met.rule().name());

        Refused.explained(refused);
    }

    @Test
    void an_office_with_open_complaints_is_refused_its_end() {
        Office office = platform.office();
        platform.open().forwardedTo(office);

        Refused.explained(office.deactivated().is(409, OfficeRule.COMPLAINTS_STILL_OPEN.name()));
    }

    @Test
    void no_rule_is_forgotten() {
        Set<String> all = new TreeSet<>();
        Stream.<Rule[]>of(ComplaintRule.values(), OfficeRule.values(), LawRule.values(), CalendarRule.values(),
                        InspectionRule.values(), AccessRule.values(), SearchRule.values(), NotFound.values(), RequestRule.values())
                .flatMap(Stream::of).map(RulesTest::name).forEach(all::add);
        Set<String> met = new TreeSet<>();
        Stream.concat(rules().map(Met::rule), Stream.concat(OUT_OF_REACH.stream(),
                Stream.of(OfficeRule.COMPLAINTS_STILL_OPEN))).map(RulesTest::name).forEach(met::add);

        assertThat(met).containsExactlyElementsOf(all);
    }

    private static String name(Rule rule) {
        return rule.getClass().getSimpleName() + "." + rule.name();
    }
}
