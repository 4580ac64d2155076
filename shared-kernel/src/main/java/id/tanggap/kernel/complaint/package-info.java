/** The complaint: its events, states and values. */
package id.tanggap.kernel.complaint;
