/** Who looked at whose data: the record of every look that staff take at personal data. */
package id.tanggap.query.access;
