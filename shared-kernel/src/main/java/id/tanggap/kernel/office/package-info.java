/** Offices that must answer complaints, their hierarchy and their service standards. */
package id.tanggap.kernel.office;
