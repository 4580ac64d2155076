package id.tanggap.kernel.complaint;

/**
 * Where an imported complaint comes from.
 *
 * @param system the source, e.g. {@code nyc-311}
 * @param key    its identifier there
 */
public record SourceReference(String system, String key) {
}
