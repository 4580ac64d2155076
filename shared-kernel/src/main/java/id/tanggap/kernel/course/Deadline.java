package id.tanggap.kernel.course;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarYearMissing;
import id.tanggap.kernel.clock.Due;
import id.tanggap.kernel.clock.LegalClock;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.WorkingDuration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One limit that runs for somebody.
 *
 * @param from what it runs from: a submission, a return, a response
 * @param due  as things stand
 * @param used working time until the moment for which it was asked; empty if it leads through a year that is not known.
 *             Used and left make up the limit
 * @param left negative when it is late
 * @param zone in whose days it is due
 */
public record Deadline(Kind kind, Instant from, Limit limit, Due due, Optional<WorkingDuration> used,
                       Optional<WorkingDuration> left, ZoneId zone) {

    /** Whose time it is. */
    public enum Party { COORDINATOR, OFFICE, REPORTER }

    /** What must, or may, be done by then. */
    public enum Kind {

        VERIFICATION(Party.COORDINATOR, "Verifikasi oleh koordinator", "Check by the coordinator"),
        RESPONSE(Party.OFFICE, "Tanggapan instansi", "Response of the office"),
        COMPLETION(Party.REPORTER, "Kelengkapan dari pelapor", "Completion by the reporter"),
        REPLY(Party.REPORTER, "Balasan pelapor atas tanggapan", "The reporter's reply to the response"),
        REVERSAL(Party.REPORTER, "Pelapor dapat membuka kembali", "The reporter may take it up again"),
        APPEAL(Party.REPORTER, "Pelapor dapat mengajukan banding", "The reporter may appeal"),
        WHETHER_SOLVED(Party.REPORTER, "Jawaban pelapor: apakah tetap selesai?",
                "The reporter's answer: is it still solved?");

        private final Party party;
        private final Text text;

        Kind(Party party, String id, String en) {
            this.party = party;
            this.text = new Text(id, en);
        }

        public Party party() {
            return party;
        }

        public Text text() {
            return text;
        }
    }

    static Deadline of(Kind kind, LegalClock clock, Instant now) {
        Optional<WorkingDuration> used;
        try {
            used = Optional.of(clock.used(now));
        } catch (CalendarYearMissing unknown) {
            used = Optional.empty();
        }
        return new Deadline(kind, clock.event(), clock.limit(), clock.due(), used,
                used.map(clock.limit().duration()::minus), clock.turns().getLast().calendar().zone());
    }

    /** Whether there is time left at a moment, as far as is known. */
    public boolean isOpen(Instant now) {
        return !(due instanceof Due.At(Instant moment)) || now.isBefore(moment);
    }
}
