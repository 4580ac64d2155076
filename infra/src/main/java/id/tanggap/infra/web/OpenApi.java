package id.tanggap.infra.web;

import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.complaint.ComplaintStatus;
import id.tanggap.kernel.complaint.TrackingCode;
import id.tanggap.kernel.inspection.InspectionId;
import id.tanggap.kernel.inspection.InspectionStatus;
import id.tanggap.kernel.intake.ImportId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.WorkList;
import id.tanggap.query.scorecard.Figure;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/**
 * What the API's description says beyond what can be read off the controllers: who may ask, which headers and parameters
 * there are, how problems look. All of it is here, so that controllers carry no annotations for documents.
 */
@Configuration(proxyBeanMethods = false)
class OpenApi {

    private static final String COMPLAINTS = "/api/v1/complaints";
    private static final String COMPLAINT = COMPLAINTS + "/{id}";
    private static final String OFFICES = "/api/v1/offices";
    private static final String OFFICE = OFFICES + "/{id}";
    private static final String CALENDARS = "/api/v1/calendars";
    private static final List<String> DOCUMENTS = List.of("/v3/api-docs", "/docs", "/webjars");
    private static final String QR_CODE = "/api/v1/tracking/qr-code";
    private static final String IMPORTS = "/api/v1/imports";
    private static final String AUDIT = "/api/v1/audit";
    private static final List<String> STREAMS = List.of("text/event-stream", "application/x-ndjson");
    private static final String SEARCH = "/api/v1/search";
    private static final String INSPECTIONS = "/api/v1/inspections";
    private static final String INSPECTION = INSPECTIONS + "/{id}";

    /** What an operation takes beside its path and body. */
    private enum Takes {
        /** Staff show a session or a key. */
        STAFF,
        /** The reporter's secret opens the reporter's part. */
        SECRET,
        /** The reporter's secret must be shown. */
        SECRET_REQUIRED,
        /** It is about signing in itself: there is no position to tell. */
        SIGN_IN, KEY, IF_MATCH,
        /** As IF_MATCH, but not from the reporter. */
        IF_MATCH_OF_STAFF,
        DAYS, FILTER, LINES, RANGE, YEAR, STANDARDS, LIMIT,
        /** Shows personal data, which is recorded. */
        PURPOSE,
        EVENTS, ACCESSES, INSPECTIONS, NAMES, PAGES, CASES,
        /** A part of a work list. */
        SHARE
    }

    private record Told(String method, String path, String tag, String summary, Set<Takes> takes) {

        static Told of(String method, String path, String tag, String summary, Takes... takes) {
            return new Told(method, path, tag, summary,
                    takes.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(takes)));
        }
    }

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{account}";
    private static final String CSRF = "X-CSRF-TOKEN";

    private static final List<Told> OPERATIONS = List.of(
            Told.of("POST", "/api/v1/session", "Account", "Sign in; the answer brings a cookie and its CSRF token",
                    Takes.SIGN_IN),
            Told.of("GET", "/api/v1/session", "Account", "Read who is signed in", Takes.SIGN_IN, Takes.STAFF),
            Told.of("DELETE", "/api/v1/session", "Account", "Sign out", Takes.SIGN_IN, Takes.STAFF),
            Told.of("GET", "/api/v1/me", "Account", "Read one's own account", Takes.SIGN_IN, Takes.STAFF),
            Told.of("GET", "/api/v1/me/sessions", "Account", "List one's own sessions, the latest first", Takes.SIGN_IN, Takes.STAFF),
            Told.of("DELETE", "/api/v1/me/sessions/{session}", "Account",
                    "End one of one's own sessions; another one only soon after signing in", Takes.SIGN_IN, Takes.STAFF),
            Told.of("DELETE", "/api/v1/me/sessions", "Account", "End all of one's other sessions, soon after signing in",
                    Takes.SIGN_IN, Takes.STAFF),
            Told.of("POST", "/api/v1/me/password", "Account", "Change one's own password; all other sessions end",
                    Takes.SIGN_IN, Takes.STAFF),
            Told.of("POST", "/api/v1/me/second-factor/preparation", "Account",
                    "Read what an authenticator app is to be set up with; nothing changes", Takes.SIGN_IN, Takes.STAFF),
            Told.of("POST", "/api/v1/me/second-factor", "Account",
                    "Set up two-step sign-in with a code and the password; the answer tells recovery codes once",
                    Takes.SIGN_IN, Takes.STAFF),
            Told.of("POST", "/api/v1/me/second-factor/removal", "Account",
                    "Turn two-step sign-in off with the password and a code", Takes.SIGN_IN, Takes.STAFF),
            Told.of("POST", "/api/v1/password", "Account", "Choose a password with the token of an invitation",
                    Takes.SIGN_IN),
            Told.of("POST", "/api/v1/first-administrator", "Account",
                    "Make the first administrator with the token in the log", Takes.SIGN_IN),
            Told.of("GET", ACCOUNTS, "Administrator", "List all accounts by name", Takes.STAFF, Takes.NAMES),
            Told.of("GET", ACCOUNT, "Administrator", "Read one account", Takes.STAFF),
            Told.of("POST", ACCOUNTS, "Administrator", "Open an account; a person's answer tells the token to choose a password",
                    Takes.STAFF, Takes.KEY),
            Told.of("POST", ACCOUNT + "/role", "Administrator", "Give an account another role or office; its sessions end",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/deactivation", "Administrator",
                    "Deactivate an account; its sessions end and its keys are void", Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/reactivation", "Administrator", "Let an account be used again",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/password-reset", "Administrator", "Let an account's owner choose a new password",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/second-factor-removal", "Administrator",
                    "Take an authenticator that was lost from an account; its sessions end",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/keys", "Administrator", "Issue a key to a machine; shown this once",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", ACCOUNT + "/keys/{key}/revocation", "Administrator", "Revoke a machine's key",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINTS, "Reporter", "Submit a complaint; the answer tells its code and its secret",
                    Takes.STAFF, Takes.KEY),
            Told.of("POST", COMPLAINT + "/completion", "Reporter", "Complete a complaint that was returned",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/replies", "Reporter", "Accept the final response, or object to it",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/withdrawal", "Reporter", "Withdraw a complaint that no office has yet",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/evaluation", "Reporter", "Say how satisfied one is",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/solved", "Reporter", "Say whether it is still solved, when one is asked",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/appeal", "Reporter", "Ask those above the office to review how it was handled",
                    Takes.SECRET_REQUIRED, Takes.KEY),
            Told.of("POST", COMPLAINT + "/appeal/decision", "Review", "Uphold the response, or send it back with a new limit",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/messages", "Everybody",
                    "Write to the other side: as the reporter with the secret, or as somebody who works on it", Takes.STAFF, Takes.SECRET, Takes.IF_MATCH_OF_STAFF, Takes.KEY),
            Told.of("POST", COMPLAINT + "/attachments", "Everybody",
                    "Attach a picture or a document: as the reporter with the secret, or as somebody who works on it",
                    Takes.STAFF, Takes.SECRET, Takes.KEY),
            Told.of("GET", COMPLAINT + "/attachments/{number}", "Everybody", "Read an attached file",
                    Takes.STAFF, Takes.SECRET, Takes.PURPOSE),
            Told.of("GET", COMPLAINT + "/attachments/{number}/small", "Everybody", "Read a small picture of an attached one",
                    Takes.STAFF, Takes.SECRET, Takes.PURPOSE),
            Told.of("POST", COMPLAINT + "/erasure", "Everybody",
                    "Ask that the reporter's personal data be erased, or put down a written request", Takes.STAFF, Takes.SECRET, Takes.IF_MATCH_OF_STAFF, Takes.KEY),
            Told.of("POST", COMPLAINT + "/erasure/decision", "Administrator",
                    "Erase the reporter's personal data, or refuse to, on a legal ground", Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("GET", COMPLAINT + "/personal-data", "Everybody", "Read everything that is held about the reporter",
                    Takes.STAFF, Takes.SECRET, Takes.PURPOSE),
            Told.of("POST", COMPLAINT + "/identity-reveal", "Review",
                    "Ask that the office be told who reported confidentially",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/identity-reveal/decision", "Review",
                    "Decide whether it is told; another person must",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("GET", "/api/v1/erasure-requests", "Administrator",
                    "List requests to erase personal data that nobody has decided, the longest waiting first",
                    Takes.STAFF, Takes.PURPOSE, Takes.PAGES),
            Told.of("GET", "/api/v1/identity-reveal-requests", "Inspectorate",
                    "List requests to reveal who reported that nobody has decided, the longest waiting first",
                    Takes.STAFF, Takes.PURPOSE, Takes.PAGES),
            Told.of("GET", "/api/v1/tracking/{code}", "Reporter", "Find a complaint by its code and secret",
                    Takes.SECRET_REQUIRED),
            Told.of("POST", QR_CODE, "Reporter", "Draw the link to one's complaint as a QR code; nothing is looked up or kept"),
            Told.of("POST", COMPLAINT + "/verification", "Coordinator",
                    "Forward, return or reject a complaint, or refer it to the inspectorate",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/merge", "Coordinator", "Merge a complaint into another about the same matter",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/merge/undo", "Coordinator", "Let a merged complaint stand for itself again",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/assignment", "Office", "Name the officer who works on a complaint",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/transfer", "Office", "Hand a complaint to another office",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/responses", "Office", "Give an interim response, or draft a final one",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", COMPLAINT + "/responses/{number}/approval", "Office",
                    "Approve somebody else's draft, or send it back", Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", INSPECTIONS, "Inspectorate", "Open an inspection of a complaint or an office",
                    Takes.STAFF, Takes.KEY),
            Told.of("POST", INSPECTION + "/findings", "Inspectorate", "Record what was found",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", INSPECTION + "/recommendations", "Inspectorate", "Recommend something to an office",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", INSPECTION + "/report", "Inspectorate", "Let the offices addressed see what was not sent yet",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", INSPECTION + "/closure", "Inspectorate", "Close an inspection with its conclusion",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", INSPECTION + "/recommendations/{number}/follow-up", "Office",
                    "Report what was done about a recommendation", Takes.STAFF, Takes.KEY),
            Told.of("GET", INSPECTIONS, "Inspectorate", "List inspections, the newest first; heads see what they were sent",
                    Takes.STAFF, Takes.PURPOSE, Takes.INSPECTIONS),
            Told.of("GET", INSPECTION, "Inspectorate", "Read an inspection, as much of it as one may see",
                    Takes.STAFF, Takes.PURPOSE),
            Told.of("GET", INSPECTIONS + "/figures", "Everybody", "Read how many inspections were closed", Takes.STAFF),
            Told.of("GET", AUDIT + "/events", "Inspectorate",
                    "Read every event in order: page by page, all as JSON Lines, or live as server-sent events",
                    Takes.STAFF, Takes.PURPOSE, Takes.EVENTS),
            Told.of("GET", AUDIT + "/accesses", "Inspectorate",
                    "Read who looked at personal data: page by page, or all as JSON Lines",
                    Takes.STAFF, Takes.PURPOSE, Takes.ACCESSES),
            Told.of("GET", AUDIT + "/accesses/verification", "Inspectorate",
                    "Walk through the whole access record and name the first row that was changed or removed", Takes.STAFF),
            Told.of("GET", COMPLAINT + "/accesses", "Inspectorate", "Read who looked at a complaint",
                    Takes.STAFF, Takes.PURPOSE, Takes.LINES),
            Told.of("GET", "/api/v1/work", "Office",
                    "List what must be done next, by the last day on which it is done in time: of an office, or of the check",
                    Takes.STAFF, Takes.PURPOSE, Takes.SHARE, Takes.PAGES),
            Told.of("GET", COMPLAINTS, "Everybody", "List complaints, the newest first, or search them", Takes.STAFF, Takes.PURPOSE,
                    Takes.FILTER),
            Told.of("GET", COMPLAINT, "Everybody", "Read a complaint, as much of it as one may see",
                    Takes.STAFF, Takes.SECRET, Takes.PURPOSE),
            Told.of("GET", COMPLAINT + "/timeline", "Everybody", "Read what happened to a complaint",
                    Takes.STAFF, Takes.SECRET, Takes.PURPOSE),
            Told.of("GET", OFFICES, "Everybody", "List all offices by name"),
            Told.of("GET", OFFICE, "Everybody", "Read an office and the standards that bind it"),
            Told.of("GET", OFFICE + "/scorecard", "Everybody", "Read how an office does", Takes.STAFF, Takes.DAYS),
            Told.of("GET", OFFICE + "/scorecard/live", "Everybody", "Follow how an office does, as server-sent events",
                    Takes.STAFF, Takes.DAYS),
            Told.of("GET", OFFICE + "/scorecard/cases", "Everybody",
                    "List the complaints behind a figure: one for each that was counted, the newest first",
                    Takes.STAFF, Takes.PURPOSE, Takes.DAYS, Takes.CASES),
            Told.of("GET", OFFICE + "/rejudgement", "Everybody", "Ask how an office would have done under another limit",
                    Takes.STAFF, Takes.DAYS, Takes.LIMIT),
            Told.of("GET", OFFICE + "/calendar", "Everybody", "Read which days an office works, and why", Takes.RANGE),
            Told.of("GET", CALENDARS, "Everybody", "List all calendars"),
            Told.of("GET", CALENDARS + "/{id}", "Everybody", "Read a calendar; every day names its source", Takes.YEAR),
            Told.of("GET", CALENDARS + "/{id}/file", "Everybody", "Read a calendar as a file"),
            Told.of("GET", "/api/v1/standards", "Everybody", "Read how long offices may take", Takes.STANDARDS),
            Told.of("GET", "/api/v1/procedures", "Everybody", "Read the limits that bind everybody else"),
            Told.of("GET", "/api/v1/transparency", "Everybody", "Read how all offices do, side by side", Takes.DAYS),
            Told.of("POST", OFFICES, "Administrator", "Register an office", Takes.STAFF, Takes.KEY),
            Told.of("POST", OFFICE + "/name", "Administrator", "Rename an office",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", OFFICE + "/parent", "Administrator", "Put an office under another, or under none",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", OFFICE + "/service-standards", "Administrator", "Set how long an office may take",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", OFFICE + "/calendar", "Administrator", "Let an office count by another calendar from a day on",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", CALENDARS, "Administrator", "Register a calendar, or a layer over another one",
                    Takes.STAFF, Takes.KEY),
            Told.of("POST", CALENDARS + "/{id}/days", "Administrator", "Name a holiday or a special working day",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", CALENDARS + "/{id}/cancellations", "Administrator", "Cancel what a calendar says of a day",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", CALENDARS + "/{id}/years", "Administrator", "Declare that all days of a year are recorded",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", CALENDARS + "/{id}/weeks", "Administrator", "Set working days and hours from a day on",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", CALENDARS + "/{id}/file", "Administrator", "Take what a calendar's file says beyond what is there",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", "/api/v1/standards", "Administrator", "Set how long offices without a standard may take",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", "/api/v1/procedures", "Administrator", "Set the limits that bind everybody else",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", OFFICE + "/deactivation", "Administrator", "Deactivate an office at which nothing is open",
                    Takes.STAFF, Takes.IF_MATCH, Takes.KEY),
            Told.of("POST", IMPORTS, "Administrator", "Import complaints from another system's file", Takes.STAFF),
            Told.of("GET", IMPORTS, "Administrator", "List all imports, the newest first", Takes.STAFF),
            Told.of("GET", IMPORTS + "/{id}", "Administrator", "Read how far an import has come", Takes.STAFF),
            Told.of("GET", IMPORTS + "/{id}/refused", "Administrator", "List the lines that could not be taken",
                    Takes.STAFF, Takes.LINES),
            Told.of("POST", "/api/v1/views/rebuild", "Administrator", "Make the read models anew", Takes.STAFF),
            Told.of("POST", SEARCH + "/rebuild", "Administrator", "Make the search index anew", Takes.STAFF),
            Told.of("GET", "/api/v1/views/dead-letters", "Administrator",
                    "List the events that the read models could not take", Takes.STAFF),
            Told.of("POST", "/api/v1/views/dead-letters/retry", "Administrator", "Try those events again", Takes.STAFF));

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Sender.class, Reader.class)
                .replaceWithSchema(ComplaintId.class, uuid())
                .replaceWithSchema(OfficeId.class, uuid())
                .replaceWithSchema(ImportId.class, uuid())
                .replaceWithSchema(InspectionId.class, uuid())
                .replaceWithSchema(KeyId.class, uuid())
                .replaceWithSchema(AccountName.class, text().pattern(Actor.ACCOUNT.pattern()).example("siti.aminah"))
                .replaceWithSchema(CalendarId.class, text().pattern(CalendarId.NAME.pattern()).example("jawa-barat"))
                .replaceWithSchema(TrackingCode.class, text().example("TGP-7K3Q-9F2M-4XCD"))
                .replaceWithSchema(Category.class, text().maxLength(Category.MAX_LENGTH))
                .replaceWithSchema(DataBuffer.class, text().format("binary"))
                .replaceWithSchema(ZoneId.class, text().example("Asia/Jakarta"));
    }

    /** @param demo whether everybody knows the accounts' passwords; the page says so */
    @Bean
    OpenAPI description(@Value("${tanggap.sign-in.demo:false}") boolean demo) {
        return new OpenAPI()
                .info(new Info().title(demo ? "Tanggap (DEMO: known passwords, no real complaints)" : "Tanggap").version("v1").description("""
                        Complaints about public offices, from submission to a response that stands. Problems are told as \
                        RFC 9457 problem details with a stable `code`, in Indonesian and English."""))
                .servers(List.of(new Server().url("/")))
                .tags(Stream.of("Reporter", "Coordinator", "Office", "Review", "Inspectorate", "Everybody", "Account",
                                "Administrator")
                        .map(name -> new Tag().name(name)).toList())
                .components(new Components()
                        .addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE).name("tanggap")
                                .description("From POST /api/v1/session; over https its name is __Host-tanggap"))
                        .addSecuritySchemes("key", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                                .description("A machine's key, which an administrator issued"))
                        .addSchemas("Text", textInBoth()).addSchemas("Problem", problem())
                        .addResponses("Problem", new ApiResponse().description("Refused; `code` names the rule")
                                .content(new Content().addMediaType("application/problem+json",
                                        new MediaType().schema(ref("Problem"))))));
    }

    @Bean
    GlobalOpenApiCustomizer operations() {
        return api -> {
            api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) ->
                    OPERATIONS.stream().filter(told -> told.path().equals(path) && told.method().equals(method.name()))
                            .findFirst().ifPresent(told -> tell(told, method, operation))));
            // what comes one by one is described as one; its wrapping is the stream's own format
            tellOfOne(api, OFFICE + "/scorecard/live", "Scorecard");
            tellOfOne(api, AUDIT + "/events", "AuditedEvent");
            tellOfOne(api, AUDIT + "/accesses", "AccessAnswer");
            api.getComponents().getSchemas().get("AuditedEvent").addProperty("payload", object(Map.of()));
            tellOfFiles(api);
        };
    }

    /** What is read and answered piece by piece is described as the file that it is. */
    private static void tellOfFiles(OpenAPI api) {
        Content sent = api.getPaths().get(COMPLAINT + "/attachments").getPost().getRequestBody().getContent();
        sent.values().forEach(type -> type.setSchema(text().format("binary")));
        sent.get("multipart/form-data").setSchema(object(Map.of("file", text().format("binary"), "description",
                text().maxLength(200), "response", integer())));
        api.getComponents().getSchemas().remove("PartEvent");
        List.of("/attachments/{number}", "/attachments/{number}/small").forEach(path -> {
            ApiResponses answers = api.getPaths().get(COMPLAINT + path).getGet().getResponses();
            Content given = new Content();
            (path.endsWith("small") ? List.of("image/jpeg") : List.of("image/jpeg", "image/png", "application/pdf"))
                    .forEach(type -> given.addMediaType(type, new MediaType().schema(text().format("binary"))));
            answers.get("200").setContent(given);
            answers.addApiResponse("409", new ApiResponse().$ref("#/components/responses/Problem"));
        });
    }

    private static void tellOfOne(OpenAPI api, String path, String schema) {
        Content content = api.getPaths().get(path).getGet().getResponses().get("200").getContent();
        STREAMS.stream().map(content::get).filter(Objects::nonNull).forEach(stream -> stream.setSchema(ref(schema)));
        api.getComponents().getSchemas().remove("ServerSentEvent" + schema);
    }

    /** The first request makes the description from many a class file, and pages come out of jars: not on an event loop. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter describingElsewhere() {
        return (exchange, chain) -> DOCUMENTS.stream().anyMatch(exchange.getRequest().getPath().value()::startsWith)
                ? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic()) : chain.filter(exchange);
    }

    private static void tell(Told told, PathItem.HttpMethod method, Operation operation) {
        boolean command = method == PathItem.HttpMethod.POST && !told.path().startsWith("/api/v1/views")
                && !told.path().startsWith(SEARCH) && !told.path().equals(QR_CODE);
        operation.setTags(List.of(told.tag()));
        operation.setSummary(told.summary());
        operation.setOperationId(operationId(told));
        for (Takes takes : told.takes()) {
            parameters(takes).forEach(operation::addParametersItem);
        }
        boolean recorded = !told.takes().contains(Takes.SIGN_IN);
        if (told.takes().contains(Takes.STAFF)) {
            List.of("session", "key").forEach(scheme ->
                    operation.addSecurityItem(new SecurityRequirement().addList(scheme)));
            // where nobody in particular is answered too
            operation.addSecurityItem(new SecurityRequirement());
            if (method != PathItem.HttpMethod.GET) {
                operation.addParametersItem(header(CSRF, text(), false,
                        "The csrf value of GET /api/v1/session; needed by whoever comes with the cookie"));
            }
        }
        if (method == PathItem.HttpMethod.GET && recorded) {
            operation.addParametersItem(header("Tanggap-Min-Position", integer(), false,
                    "Wait until this position, from an earlier Tanggap-Position, can be seen"));
        }
        ApiResponses responses = operation.getResponses();
        if (command && responses.containsKey("200")) {
            responses.addApiResponse("201", responses.remove("200").description("Durable"));
        }
        responses.forEach((status, response) -> {
            if (!recorded) {
                return;
            }
            response.addHeaderObject("Tanggap-Position", said(integer(), "A position at which this can be seen"));
            if (status.equals("201")) {
                response.addHeaderObject("ETag", said(text(), "The new version"));
            }
            if (status.equals("201") && Set.of(COMPLAINTS, OFFICES, CALENDARS, IMPORTS, INSPECTIONS, ACCOUNTS,
                    COMPLAINT + "/attachments")
                    .contains(told.path())) {
                response.addHeaderObject("Location", said(text(), "Where it is"));
            }
            if (told.takes().contains(Takes.FILTER) || told.takes().contains(Takes.CASES)) {
                response.addHeaderObject("Link", said(text(), "The next page, as `rel=\"next\"`"));
            }
        });
        problems(told, command).forEach(status -> responses.addApiResponse(status,
                new ApiResponse().$ref("#/components/responses/Problem")));
    }

    /** {@code GET /api/v1/offices/{id}/scorecard/live} becomes {@code getOfficesScorecardLive}. */
    private static String operationId(Told told) {
        StringBuilder id = new StringBuilder(told.method().toLowerCase());
        boolean one = told.path().endsWith("}");
        for (String part : told.path().substring("/api/v1/".length()).split("[/-]")) {
            if (!part.startsWith("{")) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return one ? id.append("ById").toString() : id.toString();
    }

    private static List<String> problems(Told told, boolean command) {
        Set<String> statuses = new java.util.TreeSet<>(List.of("400", "406", "503"));
        if (told.takes().contains(Takes.STAFF) || told.takes().contains(Takes.SIGN_IN)) {
            statuses.add("401");
        }
        if (told.takes().contains(Takes.SIGN_IN)) {
            statuses.add("429");
        }
        if (told.path().contains("{") || told.takes().contains(Takes.STANDARDS)) {
            statuses.add("404");
        }
        if (told.takes().contains(Takes.RANGE)) {
            statuses.add("422");
        }
        if (told.method().equals("POST") && !told.path().equals(QR_CODE) || told.path().startsWith("/api/v1/views")
                || told.path().startsWith(IMPORTS) || told.path().startsWith(ACCOUNTS)
                || told.path().equals(COMPLAINT + "/personal-data") || told.path().equals(OFFICE + "/scorecard/cases")
                || told.path().endsWith("-requests") || told.path().startsWith("/api/v1/me/sessions")
                || told.tag().equals("Inspectorate") && !told.path().equals(INSPECTION)) {
            statuses.add("403");
        }
        if (command) {
            statuses.addAll(List.of("409", "413", "415", "422"));
        }
        if (told.takes().contains(Takes.IF_MATCH) || told.takes().contains(Takes.IF_MATCH_OF_STAFF)) {
            statuses.addAll(List.of("412", "428"));
        }
        return List.copyOf(statuses);
    }

    private static List<Parameter> parameters(Takes takes) {
        return switch (takes) {
            case STAFF, SIGN_IN -> List.of();
            case NAMES -> List.of(query("after", text(), "Only accounts whose names come after this one"), limit());
            case SECRET -> List.of(header("Tanggap-Secret", text(), false, "Opens what the reporter may see"));
            case SECRET_REQUIRED -> List.of(header("Tanggap-Secret", text(), true, "Proves to be the reporter"));
            case KEY -> List.of(header("Idempotency-Key", text().minLength(16).maxLength(128), false,
                    "The same key with the same body gets the same answer, and has no second effect"));
            case IF_MATCH -> List.of(header("If-Match", text().example("\"7\""), true,
                    "The ETag of the state that the decision rests on"));
            case IF_MATCH_OF_STAFF -> List.of(header("If-Match", text().example("\"7\""), false,
                    "The ETag of the state that the decision rests on; needed by staff"));
            case DAYS -> List.of(query("from", day(), "First day; 29 days before the last unless given"),
                    query("to", day(), "Last day; today unless given"));
            case FILTER -> List.of(query("office", uuid(), "Of this office"),
                    query("status", oneOf(Arrays.stream(ComplaintStatus.values()).map(Enum::name)), "In this state"),
                    query("class", oneOf(Arrays.stream(Classification.values()).map(Enum::name)), "Of this class"),
                    query("category", text(), "Of this category"),
                    query("from", day(), "Submitted on this day or later"),
                    query("to", day(), "Submitted on this day or earlier"),
                    query("q", text().maxLength(200).example("jalan berlubang"), "In which all these words stand, other "
                            + "forms of them, or the words with a slip; the closest first. Only what one may read is looked "
                            + "through: of most complaints that is the category"),
                    query("cursor", text(), "Where to go on; from an earlier answer"), limit());
            case RANGE -> List.of(query("from", day(), "First day; today unless given"),
                    query("to", day(), "Last day, at most 366 days; 30 days after the first unless given"));
            case YEAR -> List.of(query("year", integer(), "Days and declaration of this year only"));
            case STANDARDS -> List.of(query("office", uuid(), "What binds this office; every office without"),
                    query("on", day(), "For what is submitted on this day; today unless given"));
            case CASES -> List.of(query("figure", oneOf(Arrays.stream(Figure.values()).map(Enum::name)),
                            "What was counted; must be given"),
                    query("class", oneOf(Arrays.stream(Classification.values()).map(Enum::name)), "Of this class"),
                    query("overDays", integer(), "With FIRST_RESPONSES and RESOLVED: what took more working days than this, "
                            + "to the precision of the scorecard's distribution; from 0 unless given"),
                    query("upToDays", integer(), "And up to so many"),
                    query("cursor", text(), "Where to go on; from an earlier answer"), limit());
            case LIMIT -> List.of(query("workingDays", integer(), "The other limit, 1 to 365; must be given"));
            case LINES -> List.of(query("after", integer(), "Only lines after this one"), limit());
            case PAGES -> List.of(query("cursor", text(), "Where to go on; from an earlier answer"), limit());
            case SHARE -> List.of(query("share", oneOf(Arrays.stream(WorkList.Share.values()).map(Enum::name)),
                    "Which part; all unless said"));
            case PURPOSE -> List.of(header("Tanggap-Purpose", text().maxLength(200), false,
                    "What personal data is read for; kept with the record that it was read"));
            case EVENTS -> List.of(query("complaint", uuid(), "Of this complaint"),
                    query("office", uuid(), "Of this office, naming it, or done by its people"),
                    query("actor", text(), "Done by this account"),
                    query("type", text().example("complaint.submitted"), "Of this name, or of this aggregate"),
                    query("from", day(), "Recorded on this day or later"),
                    query("to", day(), "Recorded on this day or earlier"),
                    query("after", integer(), "Only after this position; where a page says that it goes on"), limit(),
                    query("include", oneOf(Stream.of("PERSONAL")), "Show personal data; that it was seen is recorded"));
            case ACCESSES -> List.of(query("complaint", uuid(), "To this complaint"),
                    query("inspection", uuid(), "To this inspection"), query("actor", text(), "By this account"),
                    query("from", day(), "Recorded on this day or later"),
                    query("to", day(), "Recorded on this day or earlier"),
                    query("after", integer(), "Only after this number"), limit());
            case INSPECTIONS -> List.of(query("complaint", uuid(), "Of this complaint; for inspectors"),
                    query("office", uuid(), "Of this office; for inspectors"),
                    query("status", oneOf(Arrays.stream(InspectionStatus.values()).map(Enum::name)), "In this state"),
                    query("cursor", text(), "Where to go on; from an earlier answer"), limit());
        };
    }

    private static Parameter limit() {
        return query("limit", new Schema<>().type("integer").types(Set.of("integer")).minimum(java.math.BigDecimal.ONE)
                .maximum(java.math.BigDecimal.valueOf(200)), "How many at most; 50 unless given");
    }

    private static Parameter header(String name, Schema<?> schema, boolean required, String description) {
        return new Parameter().in("header").name(name).schema(schema).required(required).description(description);
    }

    private static Parameter query(String name, Schema<?> schema, String description) {
        return new Parameter().in("query").name(name).schema(schema).required(false).description(description);
    }

    private static Header said(Schema<?> schema, String description) {
        return new Header().schema(schema).description(description);
    }

    private static Schema<?> textInBoth() {
        return object(Map.of("id", text(), "en", text())).description("In Indonesian and in English");
    }

    private static Schema<?> problem() {
        Map<String, Schema<?>> field = new LinkedHashMap<>();
        field.put("field", text().description("JSON pointer, or the name of a parameter or header"));
        field.put("code", text());
        field.put("detail", text());
        field.put("messages", ref("Text"));
        Map<String, Schema<?>> problem = new LinkedHashMap<>();
        problem.put("type", text());
        problem.put("title", text());
        problem.put("status", integer());
        problem.put("detail", text().description("In the language that the client prefers"));
        problem.put("instance", text());
        problem.put("code", text().description("The rule; stable over releases"));
        problem.put("messages", ref("Text"));
        problem.put("errors", new Schema<>().type("array").types(Set.of("array")).items(object(field)));
        return object(problem);
    }

    // Both `type` and `types`: the first is what version 3.0 of the format writes, the second what 3.1 does.

    private static Schema<?> object(Map<String, Schema<?>> properties) {
        Schema<?> object = new Schema<>().type("object").types(Set.of("object"));
        properties.forEach(object::addProperty);
        return object;
    }

    private static Schema<?> ref(String schema) {
        return new Schema<>().$ref("#/components/schemas/" + schema);
    }

    private static Schema<Object> text() {
        return new Schema<>().type("string").types(Set.of("string"));
    }

    private static Schema<?> oneOf(Stream<String> names) {
        Schema<Object> schema = text();
        schema.setEnum(List.copyOf(names.toList()));
        return schema;
    }

    private static Schema<?> uuid() {
        return text().format("uuid");
    }

    private static Schema<?> day() {
        return text().format("date");
    }

    private static Schema<?> integer() {
        return new Schema<>().type("integer").types(Set.of("integer")).format("int64");
    }
}
