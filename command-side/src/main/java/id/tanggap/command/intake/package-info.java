/** Imports: taking files of other systems in, and keeping count of how far each has come. */
package id.tanggap.command.intake;
