/** Attached files in GridFS. */
package id.tanggap.infra.attachments.mongodb;
