/** Files of imports, and whose turn they are, in MongoDB. */
package id.tanggap.infra.intake.mongodb;
