package id.tanggap.kernel.clock;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An office's week. A weekday without hours is its weekend.
 *
 * @param byWeekday     the hours of each weekday on which it works, in order, not touching one another
 * @param onSpecialDays the hours of a weekend day that was made a working day
 */
public record WorkingHours(Map<DayOfWeek, List<Hours>> byWeekday, List<Hours> onSpecialDays) {

    /**
     * Five days, 37 hours 30 minutes, from 07:30, a break of 60 minutes, on Fridays of 90: Perpres 21/2023 arts. 3-4. It
     * leaves the end of the day and the place of the break to each agency; these are the most even ones that fit.
     */
    public static final WorkingHours OF_GOVERNMENT_OFFICES = governmentOffices();

    /** @throws IllegalArgumentException if no weekday has hours, or hours of a day overlap or stand out of order */
    public WorkingHours {
        EnumMap<DayOfWeek, List<Hours>> days = new EnumMap<>(DayOfWeek.class);
        byWeekday.forEach((day, hours) -> {
            if (!hours.isEmpty()) {
                days.put(day, inOrder(hours));
            }
        });
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a week has at least one working day");
        }
        byWeekday = Collections.unmodifiableMap(days);
        onSpecialDays = inOrder(onSpecialDays);
        if (onSpecialDays.isEmpty()) {
            throw new IllegalArgumentException("special working days have hours too");
        }
    }

    /**
     * Reads {@code MON-THU 07:30-12:00 13:00-16:00; FRI 07:30-11:30 13:00-16:30; SPECIAL 07:30-16:00}. A weekday that is not
     * named is the weekend.
     *
     * @throws IllegalArgumentException if it cannot be read, or is no week
     */
    public static WorkingHours of(String text) {
        Map<DayOfWeek, List<Hours>> byWeekday = new EnumMap<>(DayOfWeek.class);
        List<Hours> special = List.of();
        try {
            for (String part : text.split(";")) {
                List<String> words = Arrays.asList(part.strip().split("\\s+"));
                List<Hours> hours = words.stream().skip(1).map(Hours::of).toList();
                if (words.getFirst().equals("SPECIAL")) {
                    special = hours;
                } else {
                    String[] range = words.getFirst().split("-");
                    int last = weekday(range[range.length - 1]).getValue();
                    for (int day = weekday(range[0]).getValue(); day <= last; day++) {
                        byWeekday.put(DayOfWeek.of(day), hours);
                    }
                }
            }
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not the hours of a week: " + text, e);
        }
        return new WorkingHours(byWeekday, special);
    }

    private static DayOfWeek weekday(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equals(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException("no weekday: " + text);
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return Stream.concat(byWeekday.entrySet().stream()
                        .map(day -> day.getKey().name().substring(0, 3) + " " + text(day.getValue())),
                Stream.of("SPECIAL " + text(onSpecialDays))).collect(Collectors.joining("; "));
    }

    private static String text(List<Hours> hours) {
        return hours.stream().map(Hours::toString).collect(Collectors.joining(" "));
    }

    /** The hours of a weekday; none at the weekend. */
    public List<Hours> on(DayOfWeek day) {
        return byWeekday.getOrDefault(day, List.of());
    }

    private static List<Hours> inOrder(List<Hours> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).begins() <= hours.get(i - 1).ends()) {
                throw new IllegalArgumentException("hours of a day are in order and do not touch");
            }
        }
        return List.copyOf(hours);
    }

    private static WorkingHours governmentOffices() {
        List<Hours> usual = List.of(Hours.of("07:30-12:00"), Hours.of("13:00-16:00"));
        List<Hours> friday = List.of(Hours.of("07:30-11:30"), Hours.of("13:00-16:30"));
        return new WorkingHours(Map.of(DayOfWeek.MONDAY, usual, DayOfWeek.TUESDAY, usual, DayOfWeek.WEDNESDAY, usual,
                DayOfWeek.THURSDAY, usual, DayOfWeek.FRIDAY, friday), usual);
    }
}
