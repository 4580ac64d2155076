/** Files in which events and keys are moved, which tell whether they are whole. */
package id.tanggap.infra.moving;
