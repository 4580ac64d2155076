/** The query side: projections, read-model ports and the read API. Knows nothing of the command side. */
package id.tanggap.query;
