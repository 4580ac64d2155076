package id.tanggap.query.access;

import java.time.Instant;

/**
 * A look as it was recorded.
 *
 * @param number 1, 2, 3, … without a gap, in the order of recording
 * @param at     when it was recorded, which is before anything was shown; never earlier than that of the number before
 * @param hash   SHA-256, in hex, over the hash before and this row: whoever noted one can tell later whether any row up to
 *               it was changed or taken out
 */
public record RecordedLook(long number, Instant at, Look look, String hash) {
}
