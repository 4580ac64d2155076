/** What a platform starts with. */
package id.tanggap.infra.law;
