/** What the clocks of complaints go by, as commands change it: calendars, general standards, the procedure. */
package id.tanggap.command.law;
