/** What every thread of the platform's own has in common. */
package id.tanggap.infra.threads;
