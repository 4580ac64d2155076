/** Inspections as the inspectorate reads them, and as much of them as others may. */
package id.tanggap.query.inspection;
