/** What the SQLite files of Tanggap have in common: threads that may block in native code, and one process per file. */
package id.tanggap.infra.sqlite;
