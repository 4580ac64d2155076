package id.tanggap.kernel.complaint;

/** What kind of submission it is; the legal limit hangs on it. Permendagri 8/2023 art. 1; SP4N-LAPOR! practice. */
public enum Classification {
    /** Permintaan informasi. */
    INFORMATION_REQUEST,
    /** Aspirasi. */
    ASPIRATION,
    /** Pengaduan tidak berkadar pengawasan: about a service, without an accusation that needs examination. */
    COMPLAINT,
    /** Pengaduan berkadar pengawasan: alleges abuse of authority or a breach of law by officials. */
    OVERSIGHT_COMPLAINT
}
