/** The history as it is stored, for the inspectorate to read. */
package id.tanggap.infra.audit;
