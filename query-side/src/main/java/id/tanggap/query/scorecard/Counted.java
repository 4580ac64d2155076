package id.tanggap.query.scorecard;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * That an event of a complaint was counted in some figures of an office's day: what a scorecard adds up, one by one. It is
 * written where the figures are counted, so that both say the same.
 *
 * @param day       on which it is counted, in the office's zone
 * @param complaint its number
 * @param position  of the event
 * @param figures   in which it is counted; may be empty if it only takes back. Not a copy, for there is one for nearly every
 *                  event: leave it as it is
 * @param takesBack whether the complaint's resolution that was counted on that day before is none any more
 */
public record Counted(OfficeId office, LocalDate day, Classification classification, long complaint, long position,
                      Set<Figure> figures, boolean takesBack) {

    /** Where it stands among all that is counted at an office: by days, on a day by the order of events. */
    public Place place() {
        return new Place(day, position);
    }

    /** A place among what is counted at an office. */
    public record Place(LocalDate day, long position) {

        boolean isBefore(Place other) {
            return day.isBefore(other.day) || day.equals(other.day) && position < other.position;
        }
    }

    /**
     * What somebody wants to look behind.
     *
     * @param from           first day, in the office's zone
     * @param to             last day
     * @param classification only of this class
     * @param after          goes on with what lies before this place: the newest come first
     * @param limit          at most so many
     */
    public record Question(OfficeId office, LocalDate from, LocalDate to, Figure figure,
                           Optional<Classification> classification, Optional<Place> after, int limit) {

        /** The last day that may still have something. */
        public LocalDate until() {
            return after.map(Place::day).filter(day -> day.isBefore(to)).orElse(to);
        }
    }
}
