/** The read models on SQLite: one file, one writer, a few readers; made again from the events at any time. */
package id.tanggap.infra.views.sqlite;
