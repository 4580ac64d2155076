package id.tanggap.infra;

import id.tanggap.command.office.OpenComplaints;
import id.tanggap.infra.access.AccessRecordHealth;
import id.tanggap.infra.access.SqliteAccessRecord;
import id.tanggap.infra.audit.StoredEvents;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.keys.People;
import id.tanggap.infra.search.LuceneSearch;
import id.tanggap.infra.search.SearchApi;
import id.tanggap.infra.search.SearchHealth;
import id.tanggap.infra.views.ReadModels;
import id.tanggap.infra.views.ReadModelsApi;
import id.tanggap.infra.views.ReadModelsHealth;
import id.tanggap.infra.views.SqliteComplaints;
import id.tanggap.infra.views.SqliteImports;
import id.tanggap.infra.views.SqliteInspections;
import id.tanggap.infra.views.SqliteOffices;
import id.tanggap.infra.views.SqliteScorecards;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.query.access.AccessViewsApi;
import id.tanggap.query.api.MinPositionFilter;
import id.tanggap.query.audit.AuditApi;
import id.tanggap.query.complaint.ComplaintViewsApi;
import id.tanggap.query.inspection.InspectionViewsApi;
import id.tanggap.query.intake.ImportViewsApi;
import id.tanggap.query.law.LawViewsApi;
import id.tanggap.query.office.OfficeViewsApi;
import id.tanggap.query.projection.Progress;
import id.tanggap.query.projection.Projections;
import id.tanggap.query.scorecard.ReadingScorecards;
import id.tanggap.query.scorecard.ScorecardsApi;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The query side: projections, read models and the read API. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    private static final JsonMapper STORED = ViewsJson.mapper();

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    Projections projections(TanggapProperties properties) {
        return new Projections(properties.zone());
    }

    @Bean
    ReadModels readModels(TanggapProperties properties, TotalOrderEventStore events,
                          TotalOrderEventStorageEngine engine, Projections projections, Progress progress, Clock clock,
                          MeterRegistry meters) {
        return new ReadModels(properties.data(), events, engine::lastPosition, STORED, projections, progress, clock,
                meters);
    }

    @Bean
    ReadModelsHealth readModelsHealthIndicator(ReadModels views, Progress progress, TotalOrderEventStorageEngine engine) {
        return new ReadModelsHealth(views, progress, engine::lastPosition);
    }

    @Bean
    ReadModelsApi readModelsApi(ReadModels views) {
        return new ReadModelsApi(views);
    }

    @Bean
    SqliteComplaints complaints(ReadModels views) {
        return new SqliteComplaints(views, STORED);
    }

    @Bean
    SqliteOffices offices(ReadModels views) {
        return new SqliteOffices(views, STORED);
    }

    @Bean
    SqliteImports imports(ReadModels views) {
        return new SqliteImports(views, STORED);
    }

    @Bean
    ReadingScorecards scorecards(ReadModels views, Clock clock) {
        return new ReadingScorecards(new SqliteScorecards(views), clock);
    }

    /** The read models know what is open, once they have come far enough. */
    @Bean
    OpenComplaints openComplaints(Progress progress, SqliteComplaints complaints) {
        return (office, asOf) -> progress.reached(asOf, Duration.ofSeconds(10)).then(complaints.openAt(office));
    }

    @Bean
    LuceneSearch complaintSearch(TanggapProperties properties, TotalOrderEventStore events, EventLog log,
                                 TotalOrderEventStorageEngine engine, People people, MeterRegistry meters) {
        return new LuceneSearch(properties.data().resolve("search"), events, log, engine, people, meters);
    }

    @Bean
    SearchHealth searchHealthIndicator(LuceneSearch search, TotalOrderEventStorageEngine engine) {
        return new SearchHealth(search, engine::lastPosition);
    }

    @Bean
    SearchApi searchApi(LuceneSearch search) {
        return new SearchApi(search);
    }

    @Bean
    MinPositionFilter minPositionFilter(Progress progress, LuceneSearch search) {
        return new MinPositionFilter(progress, search.progress());
    }

    @Bean
    SqliteAccessRecord accessRecord(TanggapProperties properties, Clock clock, MeterRegistry meters) {
        return SqliteAccessRecord.open(properties.data().resolve("access.db"), clock, meters);
    }

    @Bean
    AccessRecordHealth accessRecordHealthIndicator(SqliteAccessRecord accesses) {
        return new AccessRecordHealth(accesses);
    }

    @Bean
    AccessViewsApi accessViewsApi(SqliteAccessRecord accesses, TanggapProperties properties) {
        return new AccessViewsApi(accesses, properties.zone());
    }

    @Bean
    StoredEvents eventHistory(EventLog log, TotalOrderEventStorageEngine engine, People people) {
        return new StoredEvents(log, engine, people);
    }

    @Bean
    AuditApi auditApi(StoredEvents history, SqliteAccessRecord accesses, Progress progress, TanggapProperties properties,
                      @Value("${tanggap.live.heartbeat:15s}") Duration heartbeat) {
        return new AuditApi(history, accesses, progress, properties.zone(), heartbeat);
    }

    @Bean
    ComplaintViewsApi complaintViewsApi(SqliteComplaints complaints, LuceneSearch search, People people, ReadModels views,
                                        SqliteAccessRecord accesses, Clock clock, TanggapProperties properties) {
        return new ComplaintViewsApi(complaints, search, people, views, accesses, clock, properties.zone());
    }

    @Bean
    OfficeViewsApi officeViewsApi(SqliteOffices offices, ReadModels views, Clock clock) {
        return new OfficeViewsApi(offices, views, clock);
    }

    @Bean
    LawViewsApi lawViewsApi(ReadModels views, Clock clock) {
        return new LawViewsApi(views, clock);
    }

    @Bean
    InspectionViewsApi inspectionViewsApi(ReadModels views, People people, SqliteAccessRecord accesses) {
        return new InspectionViewsApi(new SqliteInspections(views, STORED), people, accesses);
    }

    @Bean
    ImportViewsApi importViewsApi(SqliteImports imports) {
        return new ImportViewsApi(imports);
    }

    @Bean
    ScorecardsApi scorecardsApi(SqliteOffices offices, ReadingScorecards scorecards, Progress progress, Clock clock,
                                TanggapProperties properties, @Value("${tanggap.live.heartbeat:15s}") Duration heartbeat,
                                MeterRegistry meters) {
        Gauge.builder("tanggap.onlookers", progress::onlookers)
                .description("live streams, and reads that wait for a position").register(meters);
        return new ScorecardsApi(offices, scorecards, progress, clock, properties.zone(), heartbeat);
    }
}
