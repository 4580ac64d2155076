/** The access record: a chain of rows in a database of its own. */
package id.tanggap.infra.access;
