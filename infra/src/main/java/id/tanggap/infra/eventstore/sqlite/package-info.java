/** The event log in one SQLite file: the default that needs no server. */
package id.tanggap.infra.eventstore.sqlite;
