package id.tanggap.infra;

import id.tanggap.command.office.OpenComplaints;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.access.AccessRecordHealth;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.ChainedAccessRecord;
import id.tanggap.infra.audit.StoredEvents;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.search.LuceneSearch;
import id.tanggap.infra.search.SearchApi;
import id.tanggap.infra.search.SearchHealth;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.infra.views.ReadModels;
import id.tanggap.infra.views.ReadModelsApi;
import id.tanggap.infra.views.ReadModelsHealth;
import id.tanggap.infra.views.ViewsStorage;
import id.tanggap.query.access.AccessRecord;
import id.tanggap.query.access.AccessViewsApi;
import id.tanggap.query.access.ReadingAccesses;
import id.tanggap.query.api.MinPositionFilter;
import id.tanggap.query.audit.AuditApi;
import id.tanggap.query.audit.ReadingEvents;
import id.tanggap.query.complaint.CheckingHints;
import id.tanggap.query.complaint.ComplaintViewsApi;
import id.tanggap.query.complaint.ListingComplaints;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.complaint.PendingRequestsApi;
import id.tanggap.query.complaint.ReadingComplaints;
import id.tanggap.query.complaint.ReadingRequests;
import id.tanggap.query.complaint.SearchingComplaints;
import id.tanggap.query.inspection.InspectionViewsApi;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.inspection.ReadingInspections;
import id.tanggap.query.intake.ImportViewsApi;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.law.LawViewsApi;
import id.tanggap.query.office.OfficeViewsApi;
import id.tanggap.query.office.Offices;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.scorecard.LookingBehindFigures;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.Scorecards;
import id.tanggap.query.scorecard.ScorecardsApi;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The query side: projections, read models and the read API. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    Projections projections(TanggapProperties properties) {
        return new Projections(properties.zone());
    }

    @Bean
    ReadModels readModels(ViewsStorage storage, TotalOrderEventStore events, TotalOrderEventStorageEngine engine,
                          Projections projections, Progress progress, Clock clock, MeterRegistry meters) {
        return new ReadModels(storage, events, engine::lastPosition, projections, progress, clock, meters);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadModelsHealth readModelsHealthIndicator(ReadModels views, Progress progress, TotalOrderEventStorageEngine engine) {
        return new ReadModelsHealth(views, progress, engine::lastPosition);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadModelsApi readModelsApi(ReadModels views) {
        return new ReadModelsApi(views);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingScorecards scorecards(Scorecards cells, Clock clock) {
        return new ReadingScorecards(cells, clock);
    }

    @Bean
    @ForRole(Role.QUERY)
    LookingBehindFigures lookingBehindFigures(Scorecards cells, ReadingComplaints complaints) {
        return new LookingBehindFigures(cells, complaints);
    }

    /** The read models know what is open, once they have come far enough. */
    @Bean
    OpenComplaints openComplaints(Progress progress, ComplaintViews complaints) {
        return (office, asOf) -> progress.reached(asOf, Duration.ofSeconds(10)).then(complaints.openAt(office));
    }

    @Bean
    @ForRole(Role.QUERY)
    LuceneSearch complaintSearch(TanggapProperties properties, TotalOrderEventStore events, EventLog log,
                                 TotalOrderEventStorageEngine engine, People people, Progress progress, MeterRegistry meters) {
        return new LuceneSearch(properties.data().resolve("search"), events, log, engine, people, progress, meters);
    }

    @Bean
    @ForRole(Role.QUERY)
    SearchHealth searchHealthIndicator(LuceneSearch search, TotalOrderEventStorageEngine engine) {
        return new SearchHealth(search, engine::lastPosition);
    }

    @Bean
    @ForRole(Role.QUERY)
    SearchApi searchApi(LuceneSearch search) {
        return new SearchApi(search);
    }

    @Bean
    MinPositionFilter minPositionFilter(Progress progress, Optional<LuceneSearch> search) {
        return new MinPositionFilter(progress, search.map(LuceneSearch::progress).orElse(progress));
    }

    @Bean
    @ForRole(Role.QUERY)
    ChainedAccessRecord accessRecord(AccessRows rows, MeterRegistry meters) {
        return new ChainedAccessRecord(rows, meters);
    }

    @Bean
    @ForRole(Role.QUERY)
    AccessRecordHealth accessRecordHealthIndicator(ChainedAccessRecord accesses) {
        return new AccessRecordHealth(accesses);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingAccesses readingAccesses(AccessRecord accesses, TanggapProperties properties) {
        return new ReadingAccesses(accesses, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    AccessViewsApi accessViewsApi(ReadingAccesses accesses) {
        return new AccessViewsApi(accesses);
    }

    @Bean
    @ForRole(Role.QUERY)
    StoredEvents eventHistory(EventLog log, TotalOrderEventStorageEngine engine, People people) {
        return new StoredEvents(log, engine, people);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingEvents readingEvents(StoredEvents history, AccessRecord accesses, Progress progress, TanggapProperties properties,
                                @Value("${tanggap.live.heartbeat:15s}") Duration heartbeat) {
        return new ReadingEvents(history, accesses, progress, properties.zone(), heartbeat);
    }

    @Bean
    @ForRole(Role.QUERY)
    AuditApi auditApi(ReadingEvents events) {
        return new AuditApi(events);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingComplaints readingComplaints(ComplaintViews complaints, People people, ReadModels views,
                                        AccessRecord accesses, Clock clock, TanggapProperties properties) {
        return new ReadingComplaints(complaints, people, views, accesses, clock, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    SearchingComplaints searchingComplaints(ReadingComplaints complaints, LuceneSearch search) {
        return new SearchingComplaints(complaints, search);
    }

    @Bean
    @ForRole(Role.QUERY)
    ListingComplaints listingComplaints(ReadingComplaints complaints, SearchingComplaints searching, ComplaintViews work) {
        return new ListingComplaints(complaints, searching, work);
    }

    @Bean
    @ForRole(Role.QUERY)
    ComplaintViewsApi complaintViewsApi(ReadingComplaints complaints, ListingComplaints listing) {
        return new ComplaintViewsApi(complaints, listing);
    }

    @Bean
    @ForRole(Role.QUERY)
    CheckingHints checkingHints(ReadingComplaints complaints, Offices offices) {
        return new CheckingHints(complaints, offices);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingRequests readingRequests(PendingRequests requests, ComplaintViews complaints, People people, AccessRecord accesses,
                                    TanggapProperties properties) {
        return new ReadingRequests(requests, complaints, people, accesses, properties.zone());
    }

    @Bean
    @ForRole(Role.QUERY)
    PendingRequestsApi pendingRequestsApi(ReadingRequests requests) {
        return new PendingRequestsApi(requests);
    }

    @Bean
    @ForRole(Role.QUERY)
    OfficeViewsApi officeViewsApi(Offices offices, ReadModels views, Clock clock) {
        return new OfficeViewsApi(offices, views, clock);
    }

    @Bean
    @ForRole(Role.QUERY)
    LawViewsApi lawViewsApi(ReadModels views, Clock clock) {
        return new LawViewsApi(views, clock);
    }

    @Bean
    @ForRole(Role.QUERY)
    ReadingInspections readingInspections(Inspections inspections, People people, AccessRecord accesses) {
        return new ReadingInspections(inspections, people, accesses);
    }

    @Bean
    @ForRole(Role.QUERY)
    InspectionViewsApi inspectionViewsApi(ReadingInspections inspections) {
        return new InspectionViewsApi(inspections);
    }

    @Bean
    @ForRole(Role.QUERY)
    ImportViewsApi importViewsApi(Imports imports) {
        return new ImportViewsApi(imports);
    }

    @Bean
    @ForRole(Role.QUERY)
    ScorecardsApi scorecardsApi(Offices offices, ReadingScorecards scorecards, LookingBehindFigures behind,
                                Progress progress, Clock clock, TanggapProperties properties,
                                @Value("${tanggap.live.heartbeat:15s}") Duration heartbeat, MeterRegistry meters) {
        Gauge.builder("tanggap.onlookers", progress::onlookers)
                .description("live streams, and reads that wait for a position").register(meters);
        return new ScorecardsApi(offices, scorecards, behind, progress, clock, properties.zone(), heartbeat);
    }
}
