/** Following a report, and everything that its reporter can do with it, in one place. */
package id.tanggap.infra.pages.follow;
