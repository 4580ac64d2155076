package id.tanggap.infra;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.MongoHealth;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is kept, on MongoDB; where is said by Spring Boot's own setting {@code spring.mongodb.uri}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tanggap.storage", havingValue = "mongodb")
class MongoStorage {

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
}
