/** What Tanggap's databases on MongoDB have in common: the connection, and what reads and writes promise there. */
package id.tanggap.infra.mongodb;
