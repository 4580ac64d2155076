package id.tanggap.infra;

import id.tanggap.command.PlatformKey;
import id.tanggap.infra.access.AccessRows;
import id.tanggap.infra.access.sqlite.SqliteAccessRows;
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
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is kept, in SQLite files of the data folder. No client of MongoDB is made. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tanggap.storage", havingValue = "sqlite", matchIfMissing = true)
class SqliteStorage {

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
    ImportSpool importSpool(TanggapProperties properties) {
        return new SpooledFiles(properties.data().resolve("imports"), properties.imports().maxSize().toBytes());
    }
}
