package id.tanggap.kernel.complaint;

import java.util.Optional;

/** Who reported, as far as they told; never present on an anonymous complaint. */
public record Reporter(String name, Optional<String> email, Optional<String> phone) {
}
