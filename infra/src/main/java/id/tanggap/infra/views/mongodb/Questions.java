package id.tanggap.infra.views.mongodb;

import com.mongodb.client.model.CountOptions;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where questions to one set of read models are put. What is told is held by a majority. */
class Questions {

    private final MongoDatabase database;
    private final String generation;

    /** @param generation which set */
    Questions(MongoDatabase database, String generation) {
        this.database = database;
        this.generation = generation;
    }

    MongoDatabase database() {
        return database;
    }

    String generation() {
        return generation;
    }

    Flux<BsonDocument> find(Find question) {
        FindPublisher<BsonDocument> found = collection(question).find(question.filter()).hintString(question.index())
                .limit(question.limit());
        if (!question.sort().isEmpty()) {
            found = found.sort(question.sort());
        }
        if (!question.fields().isEmpty()) {
            found = found.projection(question.fields());
        }
        return Flux.from(found);
    }

    Mono<Long> count(Find question) {
        return Mono.from(collection(question)
                .countDocuments(question.filter(), new CountOptions().hintString(question.index())));
    }

    private MongoCollection<BsonDocument> collection(Find question) {
        return database.getCollection(generation + "." + question.collection(), BsonDocument.class);
    }
}
