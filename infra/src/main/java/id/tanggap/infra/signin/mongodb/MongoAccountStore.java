package id.tanggap.infra.signin.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import id.tanggap.infra.mongodb.Database;
import id.tanggap.infra.mongodb.MongoDatabases;
import id.tanggap.infra.signin.AccountStore;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Accounts in MongoDB, for any number of nodes. An account is one document with its password, invitation and keys, so that each
 * change of it is one write, whole or not at all; it carries the position of the last event that changed it, and takes none
 * that is not later. Whatever ends its sessions gives it another epoch in the same write: no session has to be found and deleted
 * to be over.
 *
 * <p>Holds hashes, and nothing about people but their accounts' names. Sessions and offers that have expired are removed by
 * the server, some time later; who asks for them gets none in the meantime.
 */
public final class MongoAccountStore implements AccountStore {

    private static final String ID = "_id";
    private static final String POSITION = "position";
    private static final String EVENT = "event";
    private static final String ROLE = "role";
    private static final String OFFICE = "office";
    private static final String ACTIVE = "active";
    private static final String SIGN_IN = "sign_in";
    private static final String IDENTITY = "identity";
    /** Identifier of the event that opened the account: another history may have one of the same name. */
    private static final String OPENED = "opened";
    private static final String EPOCH = "epoch";
    private static final String PASSWORD = "password";
    private static final String FACTOR = "factor";
    private static final String FACTOR_POSITION = "factor.position";
    private static final String FACTOR_STEP = "factor.step";
    private static final String FACTOR_RECOVERY = "factor.recovery";
    private static final String FACTOR_DROPPED = "factor_dropped";
    private static final String SEED = "seed";
    private static final String INVITATION = "invitation";
    private static final String KEYS = "keys";
    private static final String KEY_ID = "keys.id";
    private static final String KEY_HASH = "keys.hash";
    private static final String HASH = "hash";
    private static final String VALID = "valid";
    private static final String EXPIRES = "expires";
    private static final String ACCOUNT = "account";
    private static final String BROWSER = "browser";
    private static final String STARTED = "started";
    private static final String SEEN = "seen";

    private static final String FOLLOWED = "accounts";

    /** Two nodes that make the same document at once: whoever loses finds it at the next attempt. */
    private static final int RACES = 5;

    private final MongoCollection<Document> accounts;
    private final MongoCollection<Document> sessions;
    private final MongoCollection<Document> offers;
    private final MongoCollection<Document> progress;

    private MongoAccountStore(MongoDatabase database) {
        accounts = database.getCollection("account");
        sessions = database.getCollection("session");
        offers = database.getCollection("offer");
        progress = database.getCollection("progress");
        accounts.createIndex(Indexes.ascending(KEY_HASH), new IndexOptions().name("account_by_key"));
        sessions.createIndex(Indexes.ascending(ACCOUNT), new IndexOptions().name("session_by_account"));
        for (MongoCollection<Document> expiring : List.of(sessions, offers)) {
            expiring.createIndex(Indexes.ascending(EXPIRES),
                    new IndexOptions().name("until_it_expires").expireAfter(0L, TimeUnit.SECONDS));
        }
    }

    /** Waits for the server. The databases stay open when this is closed. */
    public static MongoAccountStore open(MongoDatabases databases) {
        return new MongoAccountStore(databases.blocking(Database.ACCOUNTS));
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Reached reached() {
        Document reached = progress.find(Filters.eq(ID, FOLLOWED)).first();
        return reached == null ? new Reached(NOTHING, Optional.empty())
                : new Reached(reached.getLong(POSITION), Optional.ofNullable(reached.getString(EVENT)));
    }

    /** If another node follows at the same time it does so for nothing; whoever starts over follows all of it again. */
    @Override
    public void startOver() {
        progress.deleteOne(Filters.eq(ID, FOLLOWED));
        sessions.deleteMany(new Document());
        for (Document account : accounts.find()) {
            List<Document> keys = keys(account).map(key -> new Document(key).append(VALID, false)).toList();
            accounts.updateOne(Filters.eq(ID, account.getString(ID)), Updates.combine(Updates.set(POSITION, NOTHING),
                    Updates.set(ACTIVE, false), Updates.unset(ROLE), Updates.unset(IDENTITY), Updates.set(KEYS, keys),
                    Updates.set(EPOCH, another())));
        }
    }

    private static String another() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void follow(List<At> changes, Reached reached) {
        List<WriteModel<Document>> writes = changes.stream().flatMap(MongoAccountStore::writes).toList();
        racing(() -> {
            if (!writes.isEmpty()) {
                accounts.bulkWrite(writes);
            }
        });
        racing(() -> progress.updateOne(Filters.eq(ID, FOLLOWED), Updates.setOnInsert(POSITION, NOTHING), upsert()));
        progress.updateOne(Filters.and(Filters.eq(ID, FOLLOWED), Filters.lt(POSITION, reached.position())), Updates.combine(
                Updates.set(POSITION, reached.position()), Updates.set(EVENT, reached.event().orElse(null))));
    }

    private static UpdateOptions upsert() {
        return new UpdateOptions().upsert(true);
    }

    /** Each write is without effect where it was made before, so all of them may be made once more. */
    private static void racing(Runnable upsert) {
        for (int race = 1; ; race++) {
            try {
                upsert.run();
                return;
            } catch (MongoBulkWriteException | MongoWriteException lost) {
                if (race == RACES || !isDuplicate(lost)) {
                    throw lost;
                }
            }
        }
    }

    private static boolean isDuplicate(RuntimeException lost) {
        return switch (lost) {
            case MongoBulkWriteException e -> !e.getWriteErrors().isEmpty() && e.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            case MongoWriteException e -> e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
            default -> false;
        };
    }

    private static Stream<WriteModel<Document>> writes(At at) {
        long position = at.position();
        String name = at.change().account().value();
        return switch (at.change()) {
            case Change.Put put -> Stream.of(
                    new UpdateOneModel<>(Filters.eq(ID, name), Updates.combine(Updates.setOnInsert(POSITION, NOTHING),
                            Updates.setOnInsert(KEYS, List.of())), upsert()),
                    later(name, position, Updates.set(ROLE, put.role()), Updates.set(OFFICE, put.office().orElse(null)),
                            Updates.set(ACTIVE, true), Updates.set(SIGN_IN, put.signIn()),
                            Updates.set(IDENTITY, put.identity().orElse(null)), Updates.set(OPENED, put.event()),
                            Updates.set(EPOCH, another())));
            case Change.Act act -> Stream.of(later(name, position, Updates.set(ROLE, act.role()),
                    Updates.set(OFFICE, act.office().orElse(null)), Updates.set(EPOCH, another())));
            case Change.Close _ -> Stream.of(later(name, position, Updates.set(ACTIVE, false), Updates.set(KEYS, List.of()),
                    Updates.unset(INVITATION), Updates.set(EPOCH, another())));
            case Change.Reopen _ -> Stream.of(later(name, position, Updates.set(ACTIVE, true)));
            case Change.DropFactor _ -> Stream.of(
                    new UpdateOneModel<>(Filters.and(before(name, position), Filters.lt(FACTOR_POSITION, position)),
                            Updates.unset(FACTOR)),
                    later(name, position, Updates.max(FACTOR_DROPPED, position), Updates.set(EPOCH, another())));
            case Change.AddKey add -> {
                String id = add.key().toString();
                // valid again, where it is known from before the events were followed anew
                yield Stream.of(
                        new UpdateOneModel<>(Filters.and(before(name, position), Filters.eq(KEY_ID, id)), Updates.combine(
                                Updates.set("keys.$.valid", true), Updates.set(POSITION, position))),
                        later(name, position, Updates.push(KEYS, new Document("id", id).append(VALID, true))));
            }
            case Change.VoidKey voided -> Stream.of(later(name, position,
                    Updates.pull(KEYS, new Document("id", voided.key().toString()))));
        };
    }

    private static UpdateOneModel<Document> later(String name, long position, Bson... updates) {
        return new UpdateOneModel<>(before(name, position), Updates.combine(
                Stream.concat(Stream.of(updates), Stream.of(Updates.set(POSITION, position))).toList()));
    }

    /** The account, if no event as late as that was followed yet. */
    private static Bson before(String name, long position) {
        return Filters.and(Filters.eq(ID, name), Filters.lt(POSITION, position));
    }

    private static Row row(Document account) {
        return new Row(AccountName.of(account.getString(ID)), account.getString(ROLE),
                Optional.ofNullable(account.getString(OFFICE)), account.getBoolean(ACTIVE), account.getString(SIGN_IN),
                Optional.ofNullable(account.getString(IDENTITY)), passwordOf(account).isPresent(),
                factorOf(account).isPresent(), account.getString(EPOCH));
    }

    private static Optional<String> passwordOf(Document account) {
        return Optional.ofNullable(account.get(PASSWORD, Document.class))
                .filter(password -> password.getString(OPENED).equals(account.getString(OPENED)))
                .map(password -> password.getString(HASH));
    }

    private static Optional<Document> factorOf(Document account) {
        return Optional.ofNullable(account.get(FACTOR, Document.class))
                .filter(factor -> factor.getString(OPENED).equals(account.getString(OPENED)));
    }

    private static Stream<Document> keys(Document account) {
        return account.getList(KEYS, Document.class, List.of()).stream();
    }

    /** Those that events have opened; of others there may be a password left. */
    private static Bson opened() {
        return Filters.exists(ROLE);
    }

    private static Bson account(String name) {
        return Filters.and(Filters.eq(ID, name), opened());
    }

    @Override
    public List<Row> accounts() {
        return accounts.find(opened()).map(MongoAccountStore::row).into(new ArrayList<>());
    }

    @Override
    public Optional<Row> account(AccountName account) {
        return Optional.ofNullable(accounts.find(account(account.value())).first()).map(MongoAccountStore::row);
    }

    @Override
    public List<SessionRow> sessions() {
        return sessions.find().map(MongoAccountStore::session).into(new ArrayList<>());
    }

    @Override
    public Optional<SessionRow> session(String hash) {
        return Optional.ofNullable(sessions.find(Filters.eq(ID, hash)).first()).map(MongoAccountStore::session);
    }

    @Override
    public List<SessionRow> sessions(AccountName account) {
        return sessions.find(Filters.eq(ACCOUNT, account.value())).map(MongoAccountStore::session).into(new ArrayList<>());
    }

    private static SessionRow session(Document session) {
        return new SessionRow(session.getString(ID), AccountName.of(session.getString(ACCOUNT)),
                Optional.ofNullable(session.getString(BROWSER)), instant(session, STARTED), instant(session, SEEN),
                session.getString(EPOCH), instant(session, EXPIRES));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    @Override
    public List<KeyRow> keys() {
        return accounts.find(opened()).into(new ArrayList<>()).stream()
                .flatMap(MongoAccountStore::validKeys).toList();
    }

    private static Stream<KeyRow> validKeys(Document account) {
        return keys(account).filter(key -> key.getBoolean(VALID)).map(key -> new KeyRow(KeyId.of(key.getString("id")),
                AccountName.of(account.getString(ID)), key.getString(HASH)));
    }

    @Override
    public Optional<KeyRow> key(String hash) {
        return Optional.ofNullable(accounts.find(Filters.and(Filters.eq(KEY_HASH, hash), opened())).first())
                .flatMap(account -> validKeys(account).filter(key -> hash.equals(key.hash())).findFirst());
    }

    @Override
    public Optional<String> password(AccountName account) {
        return Optional.ofNullable(accounts.find(account(account.value())).first()).flatMap(MongoAccountStore::passwordOf);
    }

    @Override
    public void invite(AccountName account, String tokenHash, Instant expires) {
        accounts.updateOne(account(account.value()), Updates.set(INVITATION,
                new Document(HASH, tokenHash).append(EXPIRES, Date.from(expires))));
    }

    @Override
    public boolean isInvited(AccountName account, String tokenHash, Instant now) {
        return accounts.find(Filters.and(account(account.value()), invitation(tokenHash, now))).first() != null;
    }

    private static Bson invitation(String tokenHash, Instant now) {
        return Filters.and(Filters.eq("invitation.hash", tokenHash), Filters.gt("invitation.expires", Date.from(now)));
    }

    @Override
    public boolean setPassword(AccountName account, String passwordHash, Optional<String> invitation, Instant now) {
        Document there = accounts.find(account(account.value())).first();
        if (there == null) {
            return false;
        }
        List<Bson> allowed = new ArrayList<>(List.of(Filters.eq(ID, account.value()), Filters.eq(ACTIVE, true),
                Filters.eq(OPENED, there.getString(OPENED))));
        invitation.ifPresent(hash -> allowed.add(invitation(hash, now)));
        return accounts.updateOne(Filters.and(allowed), Updates.combine(
                Updates.set(PASSWORD, new Document(HASH, passwordHash).append(OPENED, there.getString(OPENED))),
                Updates.unset(INVITATION), Updates.set(EPOCH, another()))).getMatchedCount() == 1;
    }

    @Override
    public Optional<FactorRow> factor(AccountName account) {
        return Optional.ofNullable(accounts.find(account(account.value())).first()).flatMap(MongoAccountStore::factorOf)
                .map(factor -> new FactorRow(factor.getString(SEED), factor.getLong("step")));
    }

    @Override
    public boolean setFactor(AccountName account, FactorRow factor, Set<String> recovery, long position) {
        Document there = accounts.find(account(account.value())).first();
        return there != null && accounts.updateOne(Filters.and(Filters.eq(ID, account.value()), Filters.eq(ACTIVE, true),
                Filters.eq(OPENED, there.getString(OPENED)), Filters.not(Filters.gte(FACTOR_DROPPED, position))),
                Updates.combine(Updates.set(FACTOR, new Document(SEED, factor.seed()).append("step", factor.step())
                        .append("recovery", List.copyOf(recovery)).append(POSITION, position)
                        .append(OPENED, there.getString(OPENED))), Updates.set(EPOCH, another()))).getMatchedCount() == 1;
    }

    @Override
    public boolean takeStep(AccountName account, long step) {
        return changesFactor(account, Filters.lt(FACTOR_STEP, step), Updates.set(FACTOR_STEP, step));
    }

    @Override
    public boolean takeRecovery(AccountName account, String hash) {
        return changesFactor(account, Filters.eq(FACTOR_RECOVERY, hash), Updates.pull(FACTOR_RECOVERY, hash));
    }

    /** Of another history's account of the same name there may be one left, which is nobody's. */
    private boolean changesFactor(AccountName account, Bson where, Bson change) {
        return factor(account).filter(now -> accounts.updateOne(Filters.and(account(account.value()),
                Filters.eq("factor.seed", now.seed()), where), change).getModifiedCount() == 1).isPresent();
    }

    @Override
    public void open(SessionRow session) {
        sessions.insertOne(new Document(ID, session.hash()).append(ACCOUNT, session.account().value())
                .append(BROWSER, session.browser().orElse(null)).append(STARTED, Date.from(session.started()))
                .append(SEEN, Date.from(session.seen()))
                .append(EPOCH, session.epoch()).append(EXPIRES, Date.from(session.expires())));
    }

    @Override
    public void seen(String sessionHash, Instant now, Instant expires) {
        sessions.updateOne(Filters.eq(ID, sessionHash), Updates.combine(
                Updates.max(SEEN, Date.from(now)), Updates.max(EXPIRES, Date.from(expires))));
    }

    @Override
    public void end(String sessionHash) {
        sessions.deleteOne(Filters.eq(ID, sessionHash));
    }

    @Override
    public void endOlder(Instant started, Instant seen) {
        sessions.deleteMany(Filters.or(Filters.lt(STARTED, Date.from(started)), Filters.lt(SEEN, Date.from(seen))));
    }

    @Override
    public boolean keep(AccountName account, KeyId key, String hash) {
        return accounts.updateOne(Filters.and(Filters.eq(ID, account.value()), Filters.eq(ACTIVE, true),
                Filters.elemMatch(KEYS, Filters.and(Filters.eq("id", key.toString()), Filters.eq(VALID, true)))),
                Updates.set("keys.$.hash", hash)).getMatchedCount() == 1;
    }

    @Override
    public void offer(String tokenHash, Instant expires) {
        offers.updateOne(Filters.eq(ID, tokenHash), Updates.set(EXPIRES, Date.from(expires)), upsert());
    }

    @Override
    public boolean isOffered(Instant now) {
        return offers.find(Filters.gt(EXPIRES, Date.from(now))).first() != null;
    }

    @Override
    public boolean isOffered(String tokenHash, Instant now) {
        return offers.find(Filters.and(Filters.eq(ID, tokenHash), Filters.gt(EXPIRES, Date.from(now)))).first() != null;
    }

    @Override
    public Optional<Instant> takeOffer(String tokenHash, Instant now) {
        return Optional.ofNullable(offers.findOneAndDelete(Filters.eq(ID, tokenHash)))
                .map(offer -> instant(offer, EXPIRES)).filter(now::isBefore);
    }

    @Override
    public void close() {
        // the databases are closed by whoever opened them
    }
}
