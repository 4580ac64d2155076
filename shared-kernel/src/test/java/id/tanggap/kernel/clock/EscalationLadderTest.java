package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.clock.EscalationLadder.Level;
import id.tanggap.kernel.office.OfficeId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EscalationLadderTest {

    private static final Limit FOURTEEN_DAYS = Limit.workingDays(14);
    private static final EscalationLadder LADDER = EscalationLadder.GENERAL;

    @Test
    void it_goes_from_the_officer_to_the_head_to_the_supervisor_to_the_inspectorate() {
        assertThat(LADDER.levels()).extracting(Level::percent).containsExactly(50, 75, 100, 150);
        assertThat(LADDER.levels()).extracting(Level::addressee).containsExactly(Addressee.OFFICER, Addressee.OFFICE_HEAD,
                Addressee.SUPERVISING_OFFICE, Addressee.INSPECTORATE);
    }

    @Test
    void a_level_is_reached_at_its_share_to_the_second() {
        assertThat(LADDER.next(used(7 * 86_400 - 1), FOURTEEN_DAYS, Set.of())).isEmpty();
        assertThat(LADDER.next(used(7 * 86_400), FOURTEEN_DAYS, Set.of())).map(Level::percent).contains(50);
        assertThat(LADDER.next(used(7 * 86_400), FOURTEEN_DAYS, Set.of(50))).isEmpty();
    }

    @Test
    void after_a_standstill_every_level_is_done_in_its_turn() {
        assertThat(LADDER.next(used(30 * 86_400), FOURTEEN_DAYS, Set.of())).map(Level::percent).contains(50);
        assertThat(LADDER.next(used(30 * 86_400), FOURTEEN_DAYS, Set.of(50))).map(Level::percent).contains(75);
        assertThat(LADDER.next(used(30 * 86_400), FOURTEEN_DAYS, Set.of(50, 75))).map(Level::percent).contains(100);
        assertThat(LADDER.next(used(30 * 86_400), FOURTEEN_DAYS, Set.of(50, 75, 100))).map(Level::percent).contains(150);
        assertThat(LADDER.next(used(30 * 86_400), FOURTEEN_DAYS, Set.of(50, 75, 100, 150))).isEmpty();
    }

    @Test
    void the_moment_of_each_level_is_known_beforehand() {
        ZoneId jakarta = ZoneId.of("Asia/Jakarta");
        Instant event = LocalDateTime.parse("2026-07-06T10:00").atZone(jakarta).toInstant();
        LegalClock clock = new LegalClock(Limit.workingDays(4), event, List.of(new Turn(new OfficeId(new UUID(0, 1)),
                new WorkingCalendar(jakarta, CalendarFile.indonesia()), event)), List.of());

        assertThat(LADDER.moments(clock).values()).containsExactly(at(jakarta, "2026-07-09T00:00"),
                at(jakarta, "2026-07-10T00:00"), at(jakarta, "2026-07-11T00:00"), at(jakarta, "2026-07-15T00:00"));
    }

    @Test
    void a_share_that_is_no_whole_second_is_reached_with_the_next_one() {
        assertThat(Limit.workingHours(1).share(1).seconds()).isEqualTo(36);
        assertThat(new Limit(WorkingUnit.HOURS, 7).share(33).seconds()).isEqualTo(8_316);
        assertThat(new Limit(WorkingUnit.DAYS, 1).share(101).seconds()).isEqualTo(87_264);
    }

    @Test
    void levels_rise() {
        Level half = LADDER.levels().getFirst();
        assertThatThrownBy(() -> new EscalationLadder(List.of(half, half))).isInstanceOf(IllegalArgumentException.class);
    }

    private static WorkingDuration used(long seconds) {
        return new WorkingDuration(WorkingUnit.DAYS, seconds);
    }

    private static Due at(ZoneId zone, String local) {
        return new Due.At(LocalDateTime.parse(local).atZone(zone).toInstant());
    }
}
