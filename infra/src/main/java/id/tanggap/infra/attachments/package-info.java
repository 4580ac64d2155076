/** Attached files: checked, made harmless, encrypted, kept, given out, scanned, erased. */
package id.tanggap.infra.attachments;
