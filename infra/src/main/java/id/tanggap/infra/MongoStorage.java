package id.tanggap.infra;

import id.tanggap.command.PlatformKey;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.mongodb.MongoAccessRows;
import id.tanggap.infra.attachments.AttachmentStore;
import id.tanggap.infra.attachments.mongodb.MongoAttachments;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.mongodb.MongoEventLog;
import id.tanggap.infra.intake.ImportSpool;
import id.tanggap.infra.intake.mongodb.MongoImportSpool;
import id.tanggap.infra.keys.KeyEncryptionKeys;
import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.keys.PlatformKeyFile;
import id.tanggap.infra.keys.mongodb.MongoKeyStore;
import id.tanggap.infra.keys.mongodb.SharedPlatformKey;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.MongoHealth;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.signin.mongodb.MongoAccountStore;
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
import java.time.Clock;
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
    EventLog eventLog(MongoDatabases databases) {
        return MongoEventLog.open(databases);
    }

    /** A platform that had its own folder before goes on with its key. */
    @Bean
    PlatformKey platformKey(MongoDatabases databases, KeyEncryptionKeys keks, TanggapProperties properties) {
        return SharedPlatformKey.of(databases, keks, PlatformKeyFile.leftIn(properties.data()));
    }

    /** None is made: each node would make another, and none could open what the others keep. */
    @Bean
    KeyEncryptionKeys keyEncryptionKeys(TanggapProperties properties) {
        TanggapProperties.Keys settings = properties.keys();
        if (settings.kek().isBlank() && settings.file() == null) {
            throw new IllegalStateException("With tanggap.storage=mongodb all nodes need the same key-encryption key, from outside "
                    + "of the database: set TANGGAP_KEYS_KEK (`openssl rand -hex 32` makes one), or tanggap.keys.file");
        }
        return settings.kek().isBlank() ? KeyEncryptionKeys.read(settings.file()) : KeyEncryptionKeys.of(settings.kek());
    }

    /** Closed by those who use it. */
    @Bean(destroyMethod = "")
    KeyStore keyStore(MongoDatabases databases) {
        return MongoKeyStore.open(databases);
    }

    /** Closed by those who use it. */
    @Bean(destroyMethod = "")
    AccessRows accessRows(MongoDatabases databases, Clock clock) {
        return MongoAccessRows.open(databases, clock);
    }

    @Bean
    AccountStore accountStore(MongoDatabases databases) {
        return MongoAccountStore.open(databases);
    }

    @Bean
    AttachmentStore attachmentStore(MongoDatabases databases) {
        return MongoAttachments.open(databases);
    }

    @Bean
    ImportSpool importSpool(MongoDatabases databases, TanggapProperties properties, Clock clock) {
        return MongoImportSpool.open(databases, properties.data().resolve("imports"),
                properties.imports().maxSize().toBytes(), clock);
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
