/**
 * Legal time: what days and hours count, how much of a limit is used and left, when it is due, who is told. Pure: the
 * present moment is an argument everywhere, calendars are data with their sources, and what cannot be known (a year whose
 * holidays nobody has decreed yet) is said, never guessed. Decisions: ADR 0012.
 */
package id.tanggap.kernel.clock;
