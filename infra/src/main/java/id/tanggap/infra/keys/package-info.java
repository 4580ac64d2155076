/** People's keys: what is personal is sealed under them, and erased with them. */
package id.tanggap.infra.keys;
