package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Text;

/**
 * On which legal ground personal data is erased, or stays. The articles are those of Law 27/2022 on personal data protection
 * (UU PDP); which of them fits a case is for the person to judge who decides. No article, number or wording was
 * checked against the gazette; the right-hand analogues are those of GDPR article 17.
 */
public enum LegalGround {

    /** GDPR 17(1)(a). */
    NO_LONGER_NEEDED(true, "UU 27/2022 Pasal 43 ayat (1) huruf a", "Data tidak lagi diperlukan untuk tujuan pemrosesannya",
            "The data is no longer needed for what it was processed for"),
    /** GDPR 17(1)(b). */
    CONSENT_WITHDRAWN(true, "UU 27/2022 Pasal 43 ayat (1) huruf b", "Pemilik data menarik kembali persetujuannya",
            "The subject withdrew their consent"),
    /** GDPR 17(1)(c). */
    REQUESTED_BY_SUBJECT(true, "UU 27/2022 Pasal 8 dan Pasal 43 ayat (1) huruf c", "Pemilik data meminta penghapusan",
            "The subject asks for erasure"),
    /** GDPR 17(1)(d). */
    PROCESSED_UNLAWFULLY(true, "UU 27/2022 Pasal 43 ayat (1) huruf d", "Data diperoleh atau diproses secara melawan hukum",
            "The data was obtained or processed unlawfully"),
    /** GDPR 17(1)(e). */
    RETENTION_ENDED(true, "UU 27/2022 Pasal 44 ayat (1) huruf a", "Masa retensi berakhir dan data harus dimusnahkan",
            "The time for which it must be kept is over, and it must be destroyed"),
    /** GDPR 17(3)(e). */
    NEEDED_FOR_PROCEEDINGS(false, "UU 27/2022 Pasal 44 ayat (1) huruf c", "Data berkaitan dengan proses hukum suatu perkara",
            "The data bears on legal proceedings"),
    /** GDPR 17(3)(b) and 23(1)(a). */
    NATIONAL_SECURITY(false, "UU 27/2022 Pasal 15 dan 50 ayat (1) huruf a", "Kepentingan pertahanan dan keamanan nasional",
            "National defence and security"),
    /** GDPR 17(3)(e) and 23(1)(d). */
    LAW_ENFORCEMENT(false, "UU 27/2022 Pasal 15 dan 50 ayat (1) huruf b", "Kepentingan proses penegakan hukum",
            "The enforcement of law"),
    /** GDPR 17(3)(b) and (d). */
    PUBLIC_ADMINISTRATION(false, "UU 27/2022 Pasal 15 dan 50 ayat (1) huruf c",
            "Kepentingan umum dalam rangka penyelenggaraan negara", "The public interest in the administration of the state");

    private final boolean grants;
    private final String article;
    private final Text text;

    LegalGround(boolean grants, String article, String id, String en) {
        this.grants = grants;
        this.article = article;
        this.text = new Text(id, en);
    }

    /** Whether data is erased on it; otherwise it stays on it. */
    public boolean grants() {
        return grants;
    }

    /** The article, as one would cite it. */
    public String article() {
        return article;
    }

    public Text text() {
        return text;
    }
}
