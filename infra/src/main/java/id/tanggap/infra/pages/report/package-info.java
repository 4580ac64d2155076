/** Making a report, one question per page. */
package id.tanggap.infra.pages.report;
