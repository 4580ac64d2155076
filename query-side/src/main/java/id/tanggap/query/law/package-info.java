/** The law as the read side knows it. */
package id.tanggap.query.law;
