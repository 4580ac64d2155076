package id.tanggap.kernel.intake;

import id.tanggap.kernel.Text;

/**
 * A line of an import file that could not be taken.
 *
 * @param line   its number in the file, counting the header as 1
 * @param field  the column at fault
 * @param code   the reason, stable over releases
 * @param reason the reason in words; never quotes the line, which may hold personal data
 */
public record RefusedLine(long line, String field, String code, Text reason) {
}
