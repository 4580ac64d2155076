/** How offices do, for everybody. */
package id.tanggap.infra.pages.offices;
