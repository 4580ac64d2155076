package id.tanggap.kernel.intake;

/** Which columns an import file has. */
public enum ImportFormat {
    /** New York City's "311 Service Requests" open data. */
    NYC_311,
    /** Open311 GeoReport Bulk CSV. */
    GEOREPORT_BULK
}
