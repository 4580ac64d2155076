package id.tanggap.query.complaint;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Where lists go on, as text. Says which complaint, and neither its id nor its time: the public is told days only. */
final class Cursors {

    private Cursors() {
    }

    static String after(Complaints.Cursor cursor) {
        return text(ByteBuffer.allocate(Long.BYTES).putLong(cursor.number()));
    }

    static String after(ComplaintSearch.Place place) {
        return text(ByteBuffer.allocate(Long.BYTES + 1).putLong(place.number()).put((byte) place.closeness().ordinal()));
    }

    static String after(WorkList.Place place) {
        return text(ByteBuffer.allocate(2 * Long.BYTES).putLong(place.day()).putLong(place.number()));
    }

    private static String text(ByteBuffer bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if it is no cursor of a list */
    static Complaints.Cursor afterComplaint(String text) {
        return new Complaints.Cursor(bytes(text, Long.BYTES).getLong());
    }

    /** @throws IllegalArgumentException if it is no cursor of a search */
    static ComplaintSearch.Place afterPlace(String text) {
        ByteBuffer bytes = bytes(text, Long.BYTES + 1);
        long number = bytes.getLong();
        int closeness = bytes.get();
        if (closeness < 0 || closeness >= Closeness.values().length) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new ComplaintSearch.Place(Closeness.values()[closeness], number);
    }

    /** @throws IllegalArgumentException if it is no cursor of a work list */
    static WorkList.Place afterOwed(String text) {
        ByteBuffer bytes = bytes(text, 2 * Long.BYTES);
        return new WorkList.Place(bytes.getLong(), bytes.getLong());
    }

    private static ByteBuffer bytes(String text, int length) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != length) {
            throw new IllegalArgumentException("not a cursor");
        }
        return ByteBuffer.wrap(bytes);
    }
}
