/** The application: puts the command side, the query side and their adapters together. */
package id.tanggap.infra;
