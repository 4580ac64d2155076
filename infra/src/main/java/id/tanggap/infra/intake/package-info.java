/** Imports at work: reading other systems' files line by line, and the job that sends what they say as commands. */
package id.tanggap.infra.intake;
