/** What the inspectorate does with inspections, and what offices report about them. */
package id.tanggap.command.inspection;
