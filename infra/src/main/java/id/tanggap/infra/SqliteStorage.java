package id.tanggap.infra;

import id.tanggap.command.PlatformKey;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.sqlite.SqliteAccessRows;
import id.tanggap.infra.attachments.AttachmentStore;
import id.tanggap.infra.attachments.FolderOfAttachments;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.intake.ImportSpool;
import id.tanggap.infra.intake.SpooledFiles;
import id.tanggap.infra.keys.KeyEncryptionKeys;
import id.tanggap.infra.keys.KeyStore;
import id.tanggap.infra.keys.PlatformKeyFile;
import id.tanggap.infra.keys.sqlite.SqliteKeyStore;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import id.tanggap.infra.views.ComplaintViews;
import id.tanggap.infra.views.QueryTimes;
import id.tanggap.infra.views.ViewsJson;
import id.tanggap.infra.views.sqlite.SqliteComplaints;
import id.tanggap.infra.views.sqlite.SqliteImports;
import id.tanggap.infra.views.sqlite.SqliteInspections;
import id.tanggap.infra.views.sqlite.SqliteOffices;
import id.tanggap.infra.views.sqlite.SqlitePendingRequests;
import id.tanggap.infra.views.sqlite.SqliteScorecards;
import id.tanggap.infra.views.sqlite.SqliteViews;
import id.tanggap.query.complaint.PendingRequests;
import id.tanggap.query.inspection.Inspections;
import id.tanggap.query.intake.Imports;
import id.tanggap.query.office.Offices;
import id.tanggap.query.scorecard.Scorecards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What is kept, in SQLite files of the data folder. No client of MongoDB is made. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tanggap.storage", havingValue = "sqlite", matchIfMissing = true)
class SqliteStorage {

    private static final JsonMapper STORED = ViewsJson.mapper();

    @Bean
    EventLog eventLog(TanggapProperties properties) {
        return SqliteEventLog.open(properties.data().resolve("events.db"));
    }

    @Bean
    PlatformKey platformKey(TanggapProperties properties) {
        return PlatformKeyFile.in(properties.data());
    }

    @Bean
    KeyEncryptionKeys keyEncryptionKeys(TanggapProperties properties) {
        TanggapProperties.Keys settings = properties.keys();
        return settings.kek().isBlank()
                ? KeyEncryptionKeys.in(settings.file() == null ? properties.data().resolve("kek.key") : settings.file())
                : KeyEncryptionKeys.of(settings.kek());
    }

    /** Closed by those who use it. */
    @Bean(destroyMethod = "")
    KeyStore keyStore(TanggapProperties properties) {
        return SqliteKeyStore.open(properties.data().resolve("keys.db"));
    }

    /** Closed by those who use it. */
    @Bean(destroyMethod = "")
    AccessRows accessRows(TanggapProperties properties, Clock clock) {
        return SqliteAccessRows.open(properties.data().resolve("access.db"), clock);
    }

    @Bean
    AccountStore accountStore(TanggapProperties properties) {
        return SqliteAccountStore.open(properties.data().resolve("accounts.db"));
    }

    @Bean
    SqliteViews views(TanggapProperties properties, MeterRegistry meters) {
        return new SqliteViews(properties.data(), STORED, properties.zone(), new QueryTimes(meters));
    }

    @Bean
    ComplaintViews complaints(SqliteViews views) {
        return new SqliteComplaints(views, STORED);
    }

    @Bean
    PendingRequests pendingRequests(SqliteViews views) {
        return new SqlitePendingRequests(views, STORED);
    }

    @Bean
    Offices offices(SqliteViews views) {
        return new SqliteOffices(views, STORED);
    }

    @Bean
    Imports imports(SqliteViews views) {
        return new SqliteImports(views, STORED);
    }

    @Bean
    Inspections inspections(SqliteViews views) {
        return new SqliteInspections(views, STORED);
    }

    @Bean
    Scorecards cells(SqliteViews views) {
        return new SqliteScorecards(views);
    }

    @Bean
    AttachmentStore attachmentStore(TanggapProperties properties) {
        return FolderOfAttachments.in(properties.data().resolve("attachments"));
    }

    @Bean
    ImportSpool importSpool(TanggapProperties properties) {
        return new SpooledFiles(properties.data().resolve("imports"), properties.imports().maxSize().toBytes());
    }
}
