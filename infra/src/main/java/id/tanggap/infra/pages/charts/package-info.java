/**
 * Charts, drawn on the server as SVG: pure functions from figures and words to a picture. A chart is as wide as its place: along
 * it everything is told in percent, down it in pixels, so that text stays as large as text is, on a phone too. Colours come
 * from the style sheet, by class.
 */
package id.tanggap.infra.pages.charts;
