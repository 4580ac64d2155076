/** What all of the write API shares: who sends, what it answers, what text may hold. */
package id.tanggap.command.api;
