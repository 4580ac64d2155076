package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;
import id.tanggap.kernel.office.OfficeId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Calendars and histories by chance, the same ones for the same seed. */
final class Histories {

    static final List<ZoneId> INDONESIAN = List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar"),
            ZoneId.of("Asia/Jayapura"));
    static final List<ZoneId> ALL = List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar"),
            ZoneId.of("Asia/Jayapura"), ZoneId.of("America/New_York"), ZoneId.of("Europe/Berlin"),
            ZoneId.of("Australia/Lord_Howe"));

    private final Random random;
    private final List<ZoneId> zones;

    Histories(long seed, List<ZoneId> zones) {
        this.random = new Random(seed);
        this.zones = zones;
    }

    /** A calendar as plain facts, for those who want to count on their own. */
    record Facts(ZoneId zone, Map<DayOfWeek, List<Hours>> week, List<Hours> onSpecialDays, Set<LocalDate> holidays,
                 Set<LocalDate> special, int firstYear, int lastYear) {

        WorkingCalendar calendar() {
            TreeMap<Integer, String> years = new TreeMap<>();
            for (int year = firstYear; year <= lastYear; year++) {
                years.put(year, "test");
            }
            List<NamedDay> days = new ArrayList<>();
            holidays.forEach(date -> days.add(new NamedDay(date, DayKind.NATIONAL, new Text("Libur", "Holiday"), "test")));
            List<NamedDay> regional = new ArrayList<>();
            special.forEach(date -> regional.add(
                    new NamedDay(date, DayKind.WORKING_DAY, new Text("Hari kerja", "Working day"), "test")));
            return new WorkingCalendar(zone,
                    new CalendarLayer("nation", years, days,
                            List.of(new WorkingWeek(LocalDate.of(firstYear, 1, 1), new WorkingHours(week, onSpecialDays), "test"))),
                    new CalendarLayer("office", new TreeMap<>(), regional, List.of()));
        }

        List<Hours> on(LocalDate date) {
            if (holidays.contains(date)) {
                return List.of();
            }
            List<Hours> usual = week.getOrDefault(date.getDayOfWeek(), List.of());
            return usual.isEmpty() && special.contains(date) ? onSpecialDays : usual;
        }
    }

    /** 2024 to 2026, with a holiday on every tenth day or so. */
    Facts facts() {
        EnumMap<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        int workingDays = 3 + random.nextInt(5);
        while (week.size() < workingDays) {
            week.put(DayOfWeek.of(1 + random.nextInt(7)), hours());
        }
        Set<LocalDate> holidays = new HashSet<>();
        Set<LocalDate> special = new HashSet<>();
        LocalDate first = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 110; i++) {
            holidays.add(first.plusDays(random.nextInt(1096)));
        }
        for (int i = 0; i < 30; i++) {
            special.add(first.plusDays(random.nextInt(1096)));
        }
        return new Facts(zones.get(random.nextInt(zones.size())), week, hours(), holidays, special, 2024, 2026);
    }

    /** Whole minutes; daylight saving changes fall into some of them. */
    private List<Hours> hours() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(Hours.of("00:00-24:00"));
            case 1 -> List.of(Hours.of("01:30-02:45"), Hours.of("03:15-23:00"));
            case 2 -> List.of(Hours.of("07:30-11:30"), Hours.of("13:00-16:30"));
            default -> List.of(new Hours(LocalTime.of(random.nextInt(10), random.nextInt(60)),
                    LocalTime.of(12 + random.nextInt(10), random.nextInt(60))));
        };
    }

    /** A whole minute between March 2024 and autumn 2026; every third one within days of a change of the clocks. */
    Instant moment() {
        if (random.nextInt(3) == 0) {
            LocalDate change = List.of(LocalDate.of(2024, 3, 9), LocalDate.of(2024, 3, 30), LocalDate.of(2024, 11, 2),
                    LocalDate.of(2025, 4, 5), LocalDate.of(2025, 10, 4), LocalDate.of(2025, 10, 25)).get(random.nextInt(6));
            return change.atStartOfDay(ZoneId.of("UTC")).toInstant().plus(Duration.ofMinutes(random.nextInt(4_000)));
        }
        return Instant.parse("2024-03-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(1_300_000)));
    }

    Instant within(Instant from, int days) {
        return from.plus(Duration.ofMinutes(random.nextInt(days * 1_440)));
    }

    /** None to four, overlapping, touching, empty, of any length; the last one perhaps still open. */
    List<Pause> pauses(Instant event, boolean mayBeOpen) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Instant from = within(event.minus(Duration.ofDays(1)), 20);
            Optional<Instant> to = mayBeOpen && random.nextInt(8) == 0 ? Optional.empty()
                    : Optional.of(random.nextInt(6) == 0 ? from : within(from, 6));
            pauses.add(new Pause(PauseReason.RETURNED_TO_REPORTER, from, to));
        }
        return pauses;
    }

    Limit limit() {
        return random.nextBoolean() ? Limit.workingDays(1 + random.nextInt(14)) : Limit.workingHours(1 + random.nextInt(100));
    }

    /** A clock with none to three transfers between offices in different calendars and zones. */
    LegalClock clock(boolean mayBePaused) {
        Instant event = moment();
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(office(), facts().calendar(), event));
        for (int i = random.nextInt(4); i > 0; i--) {
            turns.add(new Turn(office(), facts().calendar(), within(turns.getLast().from(), 8)));
        }
        return new LegalClock(limit(), event, turns, pauses(event, mayBePaused));
    }

    OfficeId office() {
        return new OfficeId(new UUID(0, 1 + random.nextInt(3)));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
