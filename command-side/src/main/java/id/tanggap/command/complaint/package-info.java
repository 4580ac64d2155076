/** Complaints: what can be asked of them, what follows, and the API that asks. */
package id.tanggap.command.complaint;
