package id.tanggap.infra;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.MongoHealth;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.infra.views.mongodb.MongoComplaints;
import id.tanggap.infra.views.mongodb.MongoImports;
import id.tanggap.infra.views.mongodb.MongoInspections;
import id.tanggap.infra.views.mongodb.MongoOffices;
import id.tanggap.infra.views.mongodb.MongoPendingRequests;
import id.tanggap.infra.views.mongodb.MongoScorecards;
import id.tanggap.infra.views.mongodb.MongoViews;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Scorecards;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What is kept, on MongoDB; where is said by Spring Boot's own setting {@code spring.mongodb.uri}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tanggap.storage", havingValue = "mongodb")
class MongoStorage {

    private static final JsonMapper STORED = ViewsJson.mapper();

    @Bean
    MongoDatabases mongoDatabases(@Value("${spring.mongodb.uri:mongodb://127.0.0.1:27017/tanggap}") String uri) {
        return MongoDatabases.at(uri);
    }

    @Bean
    MongoHealth mongodbHealthIndicator(MongoDatabases databases) {
        return new MongoHealth(databases);
    }

    @Bean
    EventLog eventLog(TanggapProperties properties) {
        return SqliteEventLog.open(properties.data().resolve("events.db"));
    }

    @Bean
    AccountStore accountStore(TanggapProperties properties) {
        return SqliteAccountStore.open(properties.data().resolve("accounts.db"));
    }

    /** A node that takes commands only looks on: it has to know what is due, and what is open at an office. */
    @Bean
    MongoViews views(MongoDatabases databases, TanggapProperties properties, MeterRegistry meters) {
        return new MongoViews(databases, STORED, properties.zone(), properties.role() != TanggapProperties.Role.COMMAND,
                new QueryTimes(meters));
    }

    @Bean
    ComplaintViews complaints(MongoViews views) {
        return new MongoComplaints(views, STORED);
    }

    @Bean
    PendingRequests pendingRequests(MongoViews views) {
        return new MongoPendingRequests(views, STORED);
    }

    @Bean
    Offices offices(MongoViews views) {
        return new MongoOffices(views, STORED);
    }

    @Bean
    Imports imports(MongoViews views) {
        return new MongoImports(views, STORED);
    }

    @Bean
    Inspections inspections(MongoViews views) {
        return new MongoInspections(views, STORED);
    }

    @Bean
    Scorecards cells(MongoViews views) {
        return new MongoScorecards(views);
    }
}
