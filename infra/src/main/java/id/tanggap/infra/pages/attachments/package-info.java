/** Attached files on pages: how they are listed, and those of staff. */
package id.tanggap.infra.pages.attachments;
