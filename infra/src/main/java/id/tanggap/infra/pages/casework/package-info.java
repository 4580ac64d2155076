/** What offices, coordinators and those above them do with complaints: inbox, queue, case page, search. */
package id.tanggap.infra.pages.casework;
