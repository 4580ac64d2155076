/** The whole history to read, for the inspectorate: every event in the total order. */
package id.tanggap.query.audit;
