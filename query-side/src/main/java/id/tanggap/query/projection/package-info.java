/** From events to read models: every event once, in the total order. */
package id.tanggap.query.projection;
