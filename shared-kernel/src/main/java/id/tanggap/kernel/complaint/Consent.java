package id.tanggap.kernel.complaint;

import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.Text;
import java.util.Optional;

/**
 * That somebody agreed to have a complaint submitted for them by the member of staff who did.
 *
 * @param manner  how they said so
 * @param wording which statement they agreed to, by the name of its version: 1 to 40 of a-z 0-9 . -
 * @param by      who agreed in the reporter's place, such as a parent; empty if the reporter did. Never present on an anonymous
 *                complaint
 * @param witness who heard it; present if it was spoken
 */
public record Consent(Manner manner, String wording, Optional<Shreddable<String>> by, Optional<Shreddable<String>> witness) {

    /** How somebody can agree. */
    public enum Manner {
        /** On paper, which the office keeps. */
        SIGNED("Ditandatangani di atas kertas", "Signed on paper"),
        /** Aloud, before a witness. */
        SPOKEN("Diucapkan di depan saksi", "Spoken before a witness");

        private final Text text;

        Manner(String id, String en) {
            this.text = new Text(id, en);
        }

        public Text text() {
            return text;
        }
    }
}
