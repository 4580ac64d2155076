/** Accounts of those who work with the platform: people of offices and of the platform, and machines. */
package id.tanggap.kernel.account;
