// Makes the replica set, its users, and the collections that the application may only add to. Run by the service
// mongo-setup, again at each start: what is there stays as it is, but roles are brought up to what is said here.
const fs = require("fs");
const secret = name => fs.readFileSync("/run/secrets/" + name, "utf8").trim();

const NAME = "tanggap";
const MEMBERS = ["mongo1:27017", "mongo2:27017", "mongo3:27017"];

let connection = connect("mongodb://127.0.0.1:27017/admin?directConnection=true");

const UNAUTHORIZED = 13;
const NOT_YET_INITIALIZED = 94;
try {
    connection.adminCommand({replSetGetStatus: 1});
} catch (e) {
    if (e.code === NOT_YET_INITIALIZED) {
        connection.adminCommand({replSetInitiate: {_id: NAME,
            // the first one begins as primary: only from its own machine can the first user be made
            members: MEMBERS.map((host, i) => ({_id: i, host, priority: i === 0 ? 2 : 1}))}});
    } else if (e.code !== UNAUTHORIZED) {
        throw e;
    }
}
while (!connection.hello().isWritablePrimary) {
    print("waiting for this member to be the primary");
    sleep(1000);
}

// The operator: makes users, backups and upgrades. Nobody else may do anything to the events but find and add.
try {
    connection.auth("operator", secret("mongodb_operator"));
} catch (e) {
    connection.createUser({user: "operator", pwd: secret("mongodb_operator"), roles: ["root"]});
    connection.auth("operator", secret("mongodb_operator"));
}

// What is made here the application need not be allowed to make: an index could also be one that deletes what is old.
for (const [database, collection] of [[NAME, "events"], [NAME, "snapshots"], [NAME + "_access", "access"]]) {
    const db = connection.getSiblingDB(database);
    if (!db.getCollectionNames().includes(collection)) {
        db.createCollection(collection);
    }
}
const indexes = JSON.parse(fs.readFileSync("/setup/indexes.json", "utf8"));
for (const {database, collection, key, name, unique} of indexes) {
    connection.getSiblingDB(database).getCollection(collection).createIndex(key, {name, unique: unique === true});
}

const ADD_ONLY = ["find", "insert", "listIndexes", "changeStream"];
const PRIVILEGES = [
    {resource: {db: NAME, collection: "events"}, actions: ADD_ONLY},
    {resource: {db: NAME + "_access", collection: "access"}, actions: ADD_ONLY},
    {resource: {db: NAME, collection: "snapshots"}, actions: ["find", "insert", "update", "remove", "listIndexes"]},
    {resource: {db: NAME, collection: ""}, actions: ["listCollections"]},
    {resource: {db: NAME + "_access", collection: ""}, actions: ["listCollections"]},
];
const INHERITED = [
    // made anew at will
    {role: "readWrite", db: NAME + "_views"}, {role: "dbAdmin", db: NAME + "_views"},
    {role: "readWrite", db: NAME + "_keys"},
    {role: "readWrite", db: NAME + "_accounts"},
    {role: "readWrite", db: NAME + "_imports"},
    {role: "readWrite", db: NAME + "_attachments"},
];
if (connection.getRole("tanggap") === null) {
    connection.createRole({role: "tanggap", privileges: PRIVILEGES, roles: INHERITED});
} else {
    connection.updateRole("tanggap", {privileges: PRIVILEGES, roles: INHERITED});
}
if (connection.getUser("tanggap") === null) {
    connection.createUser({user: "tanggap", pwd: secret("mongodb_tanggap"), roles: ["tanggap"]});
}
print("The replica set, its users and what may only be added to are there.");
