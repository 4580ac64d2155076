/** Taking a platform's events and keys from one store to another, in files that tell whether they are whole. */
package id.tanggap.infra.moving;
