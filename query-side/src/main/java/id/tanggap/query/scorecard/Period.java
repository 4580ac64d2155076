package id.tanggap.query.scorecard;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * A day or a whole month that a scorecard is kept for.
 *
 * @param code {@code yyyymmdd} for a day, {@code yyyymm} for a month
 */
public record Period(int code) implements Comparable<Period> {

    public static Period day(LocalDate day) {
        return new Period((day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth());
    }

    public static Period month(LocalDate anyDay) {
        return new Period(anyDay.getYear() * 100 + anyDay.getMonthValue());
    }

    public boolean isDay() {
        return code > 999_999;
    }

    /** Days by time, and months by time. */
    @Override
    public int compareTo(Period other) {
        return Integer.compare(code, other.code);
    }

    /**
     * The fewest periods that together make up the days from one to another, both included: at most 60 days and a month
     * for each month between, however long the range.
     */
    public static List<Period> covering(LocalDate from, LocalDate to) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); ) {
            LocalDate lastOfMonth = YearMonth.from(day).atEndOfMonth();
            if (day.getDayOfMonth() == 1 && !lastOfMonth.isAfter(to)) {
                periods.add(month(day));
                day = lastOfMonth.plusDays(1);
            } else {
                periods.add(day(day));
                day = day.plusDays(1);
            }
        }
        return periods;
    }
}
