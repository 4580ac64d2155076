/** The access record's rows in MongoDB. */
package id.tanggap.infra.access.mongodb;
