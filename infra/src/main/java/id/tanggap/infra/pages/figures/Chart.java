package id.tanggap.infra.pages.figures;

/**
 * A chart with all that belongs to it.
 *
 * @param name       in addresses and ids; lower case letters and hyphens
 * @param heading    what it is about
 * @param sentence   what it shows
 * @param svg        null if there is nothing to draw
 * @param csv        where the same figures are, for spreadsheets
 */
public record Chart(String name, String heading, String sentence, String svg, Table table, String csv) {
}
