package id.tanggap.infra.pages.casework;

import id.tanggap.infra.pages.Choice;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.api.Reader;
import id.tanggap.query.complaint.CheckingHints;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.TimelineAnswer;
import id.tanggap.query.office.OfficeView;
import id.tanggap.query.office.Offices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What pages for staff read, put together from the query side's use cases. */
final class Cases {

    private final ReadingComplaints complaints;
    private final CheckingHints hints;
    private final Offices offices;
    private final Colleagues colleagues;
    private final Pages pages;
    private final Clock clock;

    Cases(ReadingComplaints complaints, CheckingHints hints, Offices offices, Colleagues colleagues, Pages pages, Clock clock) {
        this.complaints = complaints;
        this.hints = hints;
        this.offices = offices;
        this.colleagues = colleagues;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * One case, and what somebody needs to work on it.
     *
     * @param offices    all of them, by name
     * @param colleagues those of the reader's office, if it has the case
     */
    record Case(ComplaintAnswer complaint, List<TimelineAnswer> timeline, List<OfficeView> offices,
                List<Colleagues.Colleague> colleagues, CheckingHints.Hints hints, Actor actor) {

        /** Whether the reader belongs to the office above the one that has it. */
        boolean above() {
            return complaint.officeId().flatMap(id -> offices.stream().filter(office -> office.id().equals(id)).findFirst())
                    .flatMap(OfficeView::parent).filter(actor::belongsTo).isPresent();
        }
    }

    Mono<Case> one(ComplaintId id, Reader reader) {
        return complaints.one(id, reader).flatMap(complaint -> Mono.zip(complaints.timeline(id, reader), offices.all(),
                colleagues(complaint, reader.actor()), hints.of(complaint, reader)).map(with -> new Case(complaint, with.getT1(),
                with.getT2(), with.getT3(), with.getT4(), reader.actor())));
    }

    private Mono<List<Colleagues.Colleague>> colleagues(ComplaintAnswer complaint, Actor actor) {
        return complaint.officeId().filter(actor::belongsTo).map(colleagues::of).orElse(Mono.just(List.of()));
    }

    /** Those of the reader's office, if they have one. */
    Mono<List<Colleagues.Colleague>> colleagues(Actor actor) {
        return actor.office().map(colleagues::of).orElse(Mono.just(List.of()));
    }

    Mono<List<OfficeView>> offices() {
        return offices.all();
    }

    Mono<CheckingHints.Hints> hints(ComplaintAnswer complaint, Reader reader) {
        return hints.of(complaint, reader);
    }

    CaseWords words(List<OfficeView> all, List<Colleagues.Colleague> people, ServerWebExchange exchange) {
        Map<OfficeId, String> names = OfficeView.names(all);
        Map<String, String> known = people.stream().collect(Collectors.toMap(Colleagues.Colleague::account,
                Colleagues.Colleague::name));
        return new CaseWords(pages, exchange, names, known, complaints.zone(), clock.instant());
    }

    /** Those offices to which a case may belong, the likeliest first, each with why in a sentence. */
    static List<Choice> suggested(CheckingHints.Hints hints, CaseWords words) {
        return hints.routes().stream().map(route -> new Choice(route.office().id().toString(), route.office().name(),
                why(route, words))).toList();
    }

    private static String why(CheckingHints.Route route, CaseWords words) {
        return Stream.<Optional<String>>of(
                Optional.of(words.say("casework.why.asked")).filter(_ -> route.asked()),
                Optional.of(words.say("casework.why.went", String.valueOf(route.went()),
                        String.valueOf(route.of()))).filter(_ -> route.went() > 0),
                Optional.of(words.say("casework.why.near", String.valueOf(route.near()))).filter(_ -> route.near() > 0),
                Optional.of(words.say("casework.why.words", String.join(", ", route.words())))
                        .filter(_ -> !route.words().isEmpty()))
                .flatMap(Optional::stream).collect(Collectors.joining("; "));
    }

    /** Another case that may be about the same matter. */
    record AlikeCase(String id, String title, String about, String why) {
    }

    static List<AlikeCase> alike(CheckingHints.Hints hints, CaseWords words) {
        return hints.alike().stream().map(alike -> new AlikeCase(alike.complaint().id().toString(),
                title(alike.complaint(), words),
                words.say("casework.alike.about", alike.complaint().statusText().in(words.locale()),
                        words.day(alike.complaint().submittedOn())),
                words.say(alike.said() ? "casework.alike.said" : alike.near() ? "casework.alike.near" : "casework.alike.words")))
                .toList();
    }

    /** What it is called where it is one of several; its category for those who may not read it, or once it was erased. */
    static String title(ComplaintAnswer complaint, CaseWords words) {
        return complaint.content().flatMap(ComplaintAnswer.Content::title)
                .orElseGet(() -> words.say("casework.untitled", complaint.category().value()));
    }

    static String address(ComplaintAnswer complaint) {
        return complaint.content().flatMap(ComplaintAnswer.Content::location)
                .flatMap(id.tanggap.kernel.complaint.Location::address).orElse("");
    }
}
