/** The assisted desk: where somebody of staff files for a person who sits beside them, with a line or without. */
package id.tanggap.infra.pages.desk;
