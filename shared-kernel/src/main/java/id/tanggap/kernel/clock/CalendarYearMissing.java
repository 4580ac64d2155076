package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;
import java.util.Map;

/**
 * A count would have led through a year whose holidays the calendar does not know. It is refused: every working day in such
 * a year would be a guess.
 */
public final class CalendarYearMissing extends RuntimeException {

    private final int year;
    private final String calendar;

    CalendarYearMissing(int year, String calendar) {
        super("calendar " + calendar + " does not know the holidays of " + year);
        this.year = year;
        this.calendar = calendar;
    }

    public int year() {
        return year;
    }

    public String calendar() {
        return calendar;
    }

    public Text text() {
        return CalendarRule.YEAR_MISSING.text().with(Map.of("year", year, "calendar", calendar));
    }
}
