/** What signing in keeps, in a SQLite file. */
package id.tanggap.infra.signin.sqlite;
