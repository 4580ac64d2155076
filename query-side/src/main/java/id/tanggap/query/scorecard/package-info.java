/** How offices do: cells per office, class and period that add up to any range. */
package id.tanggap.query.scorecard;
