/** The law that the clocks of complaints go by, as people read it. */
package id.tanggap.query.law;
