/** Personal data, which read models hold only sealed, and who may open it. */
package id.tanggap.query.person;
