package id.tanggap.infra.pages.report;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.complaint.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What came of a report, for its reporter to note. Kept by their browser for a while, and nowhere here.
 *
 * @param position from which on it can be read
 * @param id       the complaint's
 * @param key      under which it was sent
 * @param kind     what kind of submission its reporter took it for; null if an older release did not keep it
 * @param attached numbers of the files that came with it and are attached, in their order
 * @param refused  the files that were sent last and are not attached
 */
record Sent(String trackingCode, String secret, String link, long position, String id, String key, Classification kind,
            List<Integer> attached, List<Refused> refused) {

    /**
     * A file that was not attached.
     *
     * @param name as its sender calls it, for them to know which; empty if it has none
     */
    record Refused(String name, Text why) {
    }

    Sent(String trackingCode, String secret, String link, long position, String id, String key, Classification kind) {
        this(trackingCode, secret, link, position, id, key, kind, List.of(), List.of());
    }

    /** What an older release kept says nothing of files. */
    Sent {
        attached = attached == null ? List.of() : List.copyOf(attached);
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    /** One more file was attached; the same again is still one. */
    Sent with(int number, long position) {
        TreeSet<Integer> numbers = new TreeSet<>(attached);
        numbers.add(number);
        return new Sent(trackingCode, secret, link, Math.max(this.position, position), id, key, kind,
                List.copyOf(numbers), refused);
    }

    Sent without(Refused file) {
        List<Refused> more = new ArrayList<>(refused);
        more.add(file);
        return new Sent(trackingCode, secret, link, position, id, key, kind, attached, more);
    }

    /** As if no file had been refused. */
    Sent triedAgain() {
        return new Sent(trackingCode, secret, link, position, id, key, kind, attached, List.of());
    }

    /** Not for logs. */
    @Override
    public String toString() {
        return "[sent]";
    }
}
