package id.tanggap.infra;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
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
    AccountStore accountStore(TanggapProperties properties) {
        return SqliteAccountStore.open(properties.data().resolve("accounts.db"));
    }
}
