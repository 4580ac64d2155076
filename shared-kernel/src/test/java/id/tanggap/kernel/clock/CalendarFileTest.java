package id.tanggap.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Text;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFileTest {

    private static final CalendarLayer INDONESIA = CalendarFile.indonesia();

    @Test
    void the_seed_knows_the_years_that_could_be_sourced_and_no_others() {
        assertThat(INDONESIA.years().keySet()).containsExactly(2023, 2024, 2025, 2026, 2027);
        assertThat(new WorkingCalendar(ZoneId.of("Asia/Jakarta"), INDONESIA).knows(2028)).isFalse();
    }

    @Test
    void every_day_of_the_seed_names_the_decree_it_comes_from() {
        assertThat(INDONESIA.days()).allSatisfy(day ->
                assertThat(day.source()).matches("SKB Menag \\d+/20\\d\\d, Menaker \\d+/20\\d\\d, Menpanrb \\d+/20\\d\\d|Keppres \\d+/20\\d\\d"));
        assertThat(INDONESIA.years().values()).allSatisfy(source -> assertThat(source).startsWith("SKB Menag "));
        assertThat(INDONESIA.days()).isSortedAccordingTo(Comparator.comparing(NamedDay::date));
    }

    @ParameterizedTest
    @CsvSource({"2023, 16, 11", "2024, 19, 10", "2025, 17, 11", "2026, 17, 8", "2027, 18, 8"})
    void the_seed_has_as_many_holidays_and_days_of_leave_as_were_announced(int year, long holidays, long leave) {
        assertThat(of(year, DayKind.NATIONAL)).isEqualTo(holidays);
        assertThat(of(year, DayKind.COLLECTIVE_LEAVE)).isEqualTo(leave);
    }

    @ParameterizedTest
    @CsvSource({
            // the weekdays as the decrees' tables print them
            "2026-02-16, MONDAY", "2026-02-17, TUESDAY", "2026-03-19, THURSDAY", "2026-03-21, SATURDAY", "2026-05-14, THURSDAY",
            "2026-05-27, WEDNESDAY", "2026-06-16, TUESDAY", "2026-08-25, TUESDAY", "2026-12-24, THURSDAY",
            "2027-01-05, TUESDAY", "2027-02-05, FRIDAY", "2027-03-08, MONDAY", "2027-03-10, WEDNESDAY", "2027-03-15, MONDAY",
            "2027-03-25, THURSDAY", "2027-05-17, MONDAY", "2027-05-19, WEDNESDAY", "2027-06-06, SUNDAY", "2027-12-26, SUNDAY"})
    void the_dates_fall_on_the_weekdays_that_the_decrees_print(LocalDate date, DayOfWeek weekday) {
        assertThat(INDONESIA.on(date)).isNotEmpty();
        assertThat(date.getDayOfWeek()).isEqualTo(weekday);
    }

    @Test
    void the_seeds_week_has_the_thirty_seven_and_a_half_hours_of_the_regulation_in_five_days() {
        WorkingHours hours = INDONESIA.weeks().getFirst().hours();

        assertThat(hours).isEqualTo(WorkingHours.OF_GOVERNMENT_OFFICES);
        assertThat(hours.byWeekday().keySet()).containsExactly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY,
                DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
        assertThat(hours.byWeekday().values().stream().flatMap(List::stream).mapToInt(one -> one.ends() - one.begins()).sum())
                .isEqualTo(37 * 3_600 + 1_800);
        assertThat(hours.on(DayOfWeek.FRIDAY).get(1).begins() - hours.on(DayOfWeek.FRIDAY).get(0).ends()).isEqualTo(90 * 60);
    }

    @Test
    void a_file_may_have_comments_quoted_fields_and_windows_line_ends() {
        CalendarLayer layer = CalendarFile.read("region", "\uFEFF# a comment\r\n\r\n"
                + "2026-11-10,REGIONAL,\"Hari \"\"jadi\"\", kota\",Founding day , \"Perda 1/2026, art. 2\"\r\n");

        assertThat(layer.days()).containsExactly(new NamedDay(LocalDate.of(2026, 11, 10), DayKind.REGIONAL,
                new Text("Hari \"jadi\", kota", "Founding day"), "Perda 1/2026, art. 2"));
        assertThat(layer.years()).isEmpty();
    }

    @Test
    void every_fault_is_told_with_its_line_in_both_languages_and_nothing_is_taken() {
        assertThatThrownBy(() -> CalendarFile.read("faulty", """
                # line 1
                2026,
                2026,SKB
                2026,SKB again
                2026-02-30,NATIONAL,Libur,Holiday,SKB
                2026-05-01,FEAST,Libur,Holiday,SKB
                2026-05-01,NATIONAL,,Holiday,SKB
                2026-05-01,NATIONAL,Libur,Holiday,
                2026-05-01,NATIONAL,Libur
                2026-05-01,NATIONAL,Buruh,Labour,SKB
                2026-05-01,NATIONAL,Buruh,Labour,SKB
                2026-05-01,WORKING_DAY,Masuk,Work,SKB
                2026-05-02,NATIONAL,"Libur,Holiday,SKB
                week,2026-01-01,MON-FRI 08:00-25:00; SPECIAL 08:00-09:00,Perpres
                week,2026-01-01,MON-FRI 08:00-12:00 11:00-16:00; SPECIAL 08:00-09:00,Perpres
                week,2026-01-01,MON-FRI 08:00-12:00,Perpres
                2026-05-04,NATIONAL,Li\tbur,Holiday,SKB
                """)).isInstanceOfSatisfying(CalendarFile.Faulty.class, faulty -> {
            assertThat(faulty.faults()).extracting(CalendarFile.Fault::line)
                    .containsExactly(2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17);
            assertThat(faulty.faults()).allSatisfy(fault -> {
                assertThat(fault.problem().id()).isNotBlank();
                assertThat(fault.problem().en()).isNotBlank();
            });
            assertThat(faulty).hasMessageContaining("line 2");
        });
    }

    @Test
    void a_layer_is_written_so_that_it_is_read_back_as_it_was() {
        assertThat(CalendarFile.read("indonesia", CalendarFile.write(INDONESIA))).isEqualTo(INDONESIA);
        CalendarLayer all = CalendarFile.read("region", """
                week,2026-01-01,SUN 00:00-24:00; SPECIAL 07:30:30-12:00,"SK ""1"", art. 2"
                2026-11-28,WORKING_DAY,Layanan Sabtu,Open Saturday,SK 1
                2026-11-10,REGIONAL,"Hari ""jadi"", kota",Founding day,"Perda 1/2026, art. 2"
                2026,SKB
                """);
        assertThat(CalendarFile.read("region", CalendarFile.write(all))).isEqualTo(all);
    }

    @Test
    void lines_come_in_an_order_in_which_a_calendar_can_take_them_and_keep_their_numbers() {
        assertThat(CalendarFile.lines("""
                2026,SKB
                2026-11-10,REGIONAL,Hari jadi,Founding day,Perda 1/2026

                week,2026-01-01,MON-FRI 08:00-16:00; SPECIAL 08:00-12:00,SK 1
                """)).extracting(CalendarFile.Line::number).containsExactly(4, 2, 1);
    }

    @Test
    void a_known_year_without_a_working_week_is_no_calendar() {
        assertThatThrownBy(() -> new WorkingCalendar(ZoneId.of("Asia/Jakarta"), CalendarFile.read("weekless", "2026,SKB")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2026-01-01");
    }

    private static long of(int year, DayKind kind) {
        return INDONESIA.days().stream().filter(day -> day.date().getYear() == year && day.kind() == kind).count();
    }
}
