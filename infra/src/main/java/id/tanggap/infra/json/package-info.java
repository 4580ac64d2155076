/** How values look in JSON. */
package id.tanggap.infra.json;
