/** Offices, for administrators: which there are, what they are called, and under which other they stand. */
package id.tanggap.infra.pages.offices;
