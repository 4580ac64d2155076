package id.tanggap.kernel.clock;

import java.util.regex.Pattern;

/**
 * Identifies one calendar: its name, short, as decrees and offices are told apart by it, for instance {@code indonesia} or
 * {@code jawa-barat}. So no two calendars have one name.
 */
public record CalendarId(String value) {

    /** What a name may look like. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    /** @throws IllegalArgumentException if it has other characters than a-z, 0-9 and dashes within, or more than 40 */
    public CalendarId {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("a calendar's name has 1 to 40 of a-z 0-9 -");
        }
    }

    /** @throws IllegalArgumentException if it is no name of a calendar */
    public static CalendarId of(String text) {
        return new CalendarId(text);
    }

    /** Where its events are; never the stream of anything else. */
    public String stream() {
        return "calendar/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
