package id.tanggap.infra.eventstore.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;

/** What an error of MongoDB's means for a write, and in plain words for people. */
final class Faults {

    private static final int UNAUTHORIZED = 13;
    private static final String MAY_BE_REPEATED = "RetryableWriteError";

    private Faults() {
    }

    /** Whether the server said no, and would say so again. */
    static boolean isRefusal(MongoException e) {
        return switch (e) {
            case MongoNotPrimaryException _, MongoNodeIsRecoveringException _ -> false;
            case MongoWriteException _, MongoSecurityException _ -> true;
            case MongoCommandException command -> !command.hasErrorLabel(MAY_BE_REPEATED);
            default -> false;
        };
    }

    /** Whether a write may have been done, or may still be, although it failed with this error. */
    static boolean leavesOpen(MongoException e) {
        return switch (e) {
            // no server was found, or no connection to it was had: it was not even asked
            case MongoTimeoutException _, MongoSocketOpenException _ -> false;
            default -> !isRefusal(e);
        };
    }

    static String inPlainWords(MongoException e) {
        return switch (e) {
            case MongoTimeoutException _ -> "no primary of the MongoDB server answers";
            case MongoNotPrimaryException _, MongoNodeIsRecoveringException _ -> "the MongoDB server has no primary at present";
            case MongoWriteConcernException _ -> "no majority of the MongoDB servers has confirmed the write";
            case MongoSecurityException _ -> "MongoDB does not accept who Tanggap says it is";
            case MongoSocketException _ -> "the connection to MongoDB broke";
            case MongoCommandException command when command.getErrorCode() == UNAUTHORIZED ->
                    "MongoDB does not allow Tanggap to do this: " + command.getErrorMessage();
            default -> "MongoDB: " + e.getMessage();
        };
    }
}
