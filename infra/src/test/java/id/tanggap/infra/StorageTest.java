package id.tanggap.infra;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.mongodb.MongoHealth;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StorageTest {

    /** Nothing is made: what would be is enough to know. */
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(SqliteStorage.class, MongoStorage.class)
            .withInitializer(context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

    @Test
    void without_a_setting_everything_is_in_files_and_no_client_of_mongodb_is_made() {
        application.run(context -> assertThat(context).hasSingleBean(SqliteStorage.class).hasSingleBean(EventLog.class)
                .doesNotHaveBean(MongoDatabases.class).doesNotHaveBean(MongoHealth.class)
                .doesNotHaveBean(com.mongodb.client.MongoClient.class)
                .doesNotHaveBean(com.mongodb.reactivestreams.client.MongoClient.class));
    }

    @Test
    void with_mongodb_there_is_one_connection_and_its_health() {
        application.withPropertyValues("tanggap.storage=mongodb").run(context -> assertThat(context)
                .doesNotHaveBean(SqliteStorage.class).hasSingleBean(EventLog.class)
                .hasSingleBean(MongoDatabases.class).hasSingleBean(MongoHealth.class));
    }
}
