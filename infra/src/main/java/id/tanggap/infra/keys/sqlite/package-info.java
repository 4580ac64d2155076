/** People's keys in a SQLite file. */
package id.tanggap.infra.keys.sqlite;
