package id.tanggap.infra.attachments;

import id.tanggap.kernel.complaint.AttachmentType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file that was sent begins with says what it is; nothing else does. */
enum SentType {

    JPEG(AttachmentType.JPEG) {
        @Override
        boolean begins(byte[] head) {
            return starts(head, 0, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
        }
    },
    PNG(AttachmentType.PNG) {
        @Override
        boolean begins(byte[] head) {
            return starts(head, 0, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        }
    },
    /** Given out as JPEG, which every browser shows. */
    WEBP(AttachmentType.JPEG) {
        @Override
        boolean begins(byte[] head) {
            return starts(head, 0, ascii("RIFF")) && starts(head, 8, ascii("WEBP"));
        }
    },
    PDF(AttachmentType.PDF) {
        @Override
        boolean begins(byte[] head) {
            return starts(head, 0, ascii("%PDF-"));
        }
    };

    /** So many bytes tell. */
    static final int HEAD = 12;

    private final AttachmentType kept;

    SentType(AttachmentType kept) {
        this.kept = kept;
    }

    /** As what it is kept. */
    AttachmentType kept() {
        return kept;
    }

    abstract boolean begins(byte[] head);

    static Optional<SentType> of(byte[] head) {
        return Arrays.stream(values()).filter(type -> type.begins(head)).findFirst();
    }

    private static boolean starts(byte[] head, int at, byte[] with) {
        return head.length >= at + with.length
                && Arrays.equals(head, at, at + with.length, with, 0, with.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
