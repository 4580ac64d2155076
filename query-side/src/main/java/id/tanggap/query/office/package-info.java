/** Offices as people read them. */
package id.tanggap.query.office;
