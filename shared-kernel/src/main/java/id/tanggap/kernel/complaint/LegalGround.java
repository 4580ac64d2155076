package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Text;

/**
 * On which legal ground personal data is erased, or stays. Which of them fits a case is for the person to judge who decides.
 *
 * <p>Articles and wording are those of Law 27 of 2022 on the protection of personal data (UU PDP): article 8, the right to
 * erasure; 15, what it gives way to; 43, when a controller must erase; 44, when it must destroy. They were compared in 2026 with
 * copies of the law's text at id.wikisource.org and justisio.com, not with the gazette; the numbers of articles 43 and 44 are
 * those of an abridged copy (scribd.com 602607430), since the one that has their full text leaves numbers out. By article 15(2)
 * data stays on one of the grounds of article 15(1) only where another law is carried out: whoever refuses should name it.
 * Article 50 excepts controllers' duties on like grounds; of its text only paragraph 2 was found, so nothing is cited from it.
 * Comparisons with article 17 of the GDPR are this platform's own.
 */
public enum LegalGround {

    /** Article 43(1)(a). GDPR 17(1)(a). */
    NO_LONGER_NEEDED(true, "UU 27/2022 Pasal 43 ayat (1) huruf a",
            "Data pribadi tidak lagi diperlukan untuk mencapai tujuan pemrosesannya",
            "The data is no longer needed to reach the purpose it was processed for"),
    /** Article 43(1)(b). GDPR 17(1)(b). */
    CONSENT_WITHDRAWN(true, "UU 27/2022 Pasal 43 ayat (1) huruf b",
            "Subjek data pribadi menarik kembali persetujuan pemrosesan", "The subject withdrew their consent"),
    /** Article 43(1)(c); the right itself is article 8. In the GDPR no ground by itself. */
    REQUESTED_BY_SUBJECT(true, "UU 27/2022 Pasal 8 dan Pasal 43 ayat (1) huruf c", "Subjek data pribadi memintanya",
            "The subject asks for it"),
    /** Article 43(1)(d). GDPR 17(1)(d). */
    PROCESSED_UNLAWFULLY(true, "UU 27/2022 Pasal 43 ayat (1) huruf d",
            "Data pribadi diperoleh dan/atau diproses dengan cara melawan hukum",
            "The data was obtained or processed unlawfully"),
    /** Article 44(1)(a), which is about destroying what the schedule of archives says is to be destroyed. GDPR 17(1)(e). */
    RETENTION_ENDED(true, "UU 27/2022 Pasal 44 ayat (1) huruf a",
            "Masa retensi habis dan menurut jadwal retensi arsip data dimusnahkan",
            "The time for which it must be kept is over, and the schedule of archives says that it is destroyed"),
    /** By the converse of article 44(1)(c): what bears on no case must be destroyed. GDPR 17(3)(e). */
    NEEDED_FOR_PROCEEDINGS(false, "UU 27/2022 Pasal 44 ayat (1) huruf c",
            "Data pribadi masih berkaitan dengan penyelesaian proses hukum suatu perkara",
            "The data still bears on the conclusion of legal proceedings"),
    /** Article 15(1)(a). GDPR 23(1)(a), (b). */
    NATIONAL_SECURITY(false, "UU 27/2022 Pasal 15 ayat (1) huruf a", "Kepentingan pertahanan dan keamanan nasional",
            "National defence and security"),
    /** Article 15(1)(b). GDPR 23(1)(d). */
    LAW_ENFORCEMENT(false, "UU 27/2022 Pasal 15 ayat (1) huruf b", "Kepentingan proses penegakan hukum",
            "The enforcement of law"),
    /** Article 15(1)(c). GDPR 17(3)(b), 23(1)(e). */
    PUBLIC_ADMINISTRATION(false, "UU 27/2022 Pasal 15 ayat (1) huruf c",
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
