package id.tanggap.kernel.inspection;

/** How grave a finding is: ringan, sedang, berat. */
public enum Severity {
    MINOR, MODERATE, SERIOUS
}
