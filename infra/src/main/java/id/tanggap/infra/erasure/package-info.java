/** What follows from the erasure of somebody's data. */
package id.tanggap.infra.erasure;
