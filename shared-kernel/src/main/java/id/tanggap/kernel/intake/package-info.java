/** Imports: complaints brought in from other systems' files. */
package id.tanggap.kernel.intake;
