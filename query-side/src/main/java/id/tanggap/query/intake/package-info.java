/** Imports as people read them: their progress and what they refused. */
package id.tanggap.query.intake;
