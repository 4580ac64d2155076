package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountingSpeedTest {

    /** Generous, for slow machines; what it takes is printed. */
    @Test
    void a_million_due_moments_take_seconds_not_minutes() {
        OfficeId office = new OfficeId(new UUID(0, 1));
        for (String zone : List.of("Asia/Jakarta", "America/New_York")) {
            long built = System.nanoTime();
            WorkingCalendar calendar = new WorkingCalendar(ZoneId.of(zone), CalendarFile.indonesia());
            long begun = System.nanoTime();
            long sum = 0;
            Instant first = Instant.parse("2023-02-01T00:00:00Z");
            for (int i = 0; i < 1_000_000; i++) {
                Instant event = first.plusSeconds((i * 7_919L) % 120_000_000);
                LegalClock clock = new LegalClock(i % 4 == 0 ? Limit.workingHours(20) : Limit.workingDays(14), event,
                        List.of(new Turn(office, calendar, event)), i % 3 == 0 ? List.of(new Pause(
                                PauseReason.RETURNED_TO_REPORTER, event.plusSeconds(90_000), Optional.of(event.plusSeconds(300_000))))
                                : List.of());
                if (clock.due() instanceof Due.At(Instant moment)) {
                    sum += moment.getEpochSecond() % 2;
                }
            }
            long due = System.nanoTime();
            System.out.printf("%s: calendar of %d years in %.1f ms, 1,000,000 due moments in %.2f s (%d)%n", zone,
                    calendar.years().size(), (begun - built) / 1e6, (due - begun) / 1e9, sum);
            assertThat(due - begun).isLessThan(30_000_000_000L);
        }
    }
}
