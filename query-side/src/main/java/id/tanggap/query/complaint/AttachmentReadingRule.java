package id.tanggap.query.complaint;

import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule by which an attached file is not given out to somebody who may have it. */
public enum AttachmentReadingRule implements Rule {

    QUARANTINED("Dokumen ini menunggu pemeriksaan keamanan dan belum dapat dibuka. Coba lagi nanti.",
            "This document waits for its security check and cannot be opened yet. Try again later."),
    HARMFUL("Dokumen ini dihapus karena isinya berbahaya.", "This document was removed because its content is harmful.");

    private final Text text;

    AttachmentReadingRule(String id, String en) {
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public Text text() {
        return text;
    }

    static void requireAvailable(ComplaintView.Attachment attachment) {
        switch (attachment.state()) {
            case AVAILABLE -> {
                // nothing is in its way
            }
            case QUARANTINED -> throw Refusal.of(QUARANTINED);
            case REJECTED -> throw Refusal.of(HARMFUL);
            case ERASED -> throw Refusal.of(NotFound.ATTACHMENT_NOT_FOUND);
        }
    }
}
