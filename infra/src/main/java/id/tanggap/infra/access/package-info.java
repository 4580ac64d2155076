/** The access record in a file of its own. */
package id.tanggap.infra.access;
