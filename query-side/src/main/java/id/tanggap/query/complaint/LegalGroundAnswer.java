package id.tanggap.query.complaint;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.LegalGround;

/** On which legal ground personal data was erased, or stays. */
public record LegalGroundAnswer(LegalGround ground, String article, Text text) {

    static LegalGroundAnswer of(LegalGround ground) {
        return new LegalGroundAnswer(ground, ground.article(), ground.text());
    }
}
