/** The event log on MongoDB: for one process or several, on one server or a replica set. */
package id.tanggap.infra.eventstore.mongodb;
