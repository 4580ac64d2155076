package id.tanggap.kernel.complaint;

import java.util.Optional;

/**
 * Where it happened. Can point to a person's home, so it lives in events only as shreddable.
 *
 * @param coordinates a point, if the reporter gave one
 * @param address     in the reporter's words, if given
 */
public record Location(Optional<Coordinates> coordinates, Optional<String> address) {

    /** A point on WGS 84 in decimal degrees. */
    public record Coordinates(double latitude, double longitude) {

        /** @throws IllegalArgumentException if the point is not on the globe */
        public Coordinates {
            if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("latitude lies within ±90, longitude within ±180 degrees");
            }
        }
    }
}
