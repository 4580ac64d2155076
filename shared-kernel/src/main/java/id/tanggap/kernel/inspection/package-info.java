/** Inspections: what the inspectorate looks into, finds and recommends. */
package id.tanggap.kernel.inspection;
