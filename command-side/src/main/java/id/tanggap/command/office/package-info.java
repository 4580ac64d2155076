/** Offices: registering and changing them, and what they still owe before they may go. */
package id.tanggap.command.office;
