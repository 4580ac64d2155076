/** Complaints as people read them: the view, its timeline, the lists. */
package id.tanggap.query.complaint;
