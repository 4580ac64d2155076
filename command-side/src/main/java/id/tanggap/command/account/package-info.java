/** Accounts: opening and changing them, and what is handed to their owners once. */
package id.tanggap.command.account;
