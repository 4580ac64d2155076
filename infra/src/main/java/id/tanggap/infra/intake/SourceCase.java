package id.tanggap.infra.intake;

import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Location;
import java.time.Instant;
import java.util.Optional;

/**
 * What one line says about one complaint.
 *
 * @param line       where its record begins
 * @param key        its identifier in the source
 * @param closed     when the source closed it; empty if it is still open there
 * @param resolution with which words it was closed
 */
record SourceCase(long line, String key, Agency agency, Instant created, Optional<Instant> closed, Category category,
                  String title, String narrative, Optional<Location> location, Optional<String> resolution) {

    /**
     * Who deals with it.
     *
     * @param code what it is known by in the source
     * @param name of the office that it becomes here
     */
    record Agency(String code, String name) {
    }
}
