/** The access record's rows in a SQLite file. */
package id.tanggap.infra.access.sqlite;
