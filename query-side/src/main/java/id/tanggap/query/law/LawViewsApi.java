package id.tanggap.query.law;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.CalendarRule;
import id.tanggap.kernel.clock.DayKind;
import id.tanggap.kernel.clock.Hours;
import id.tanggap.kernel.clock.NamedDay;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.clock.WorkingCalendar;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.query.api.Reader;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The law to read: calendars with the source of every day, standards, the procedure, an office's working days. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
public class LawViewsApi {

    private static final long MOST_DAYS = 366;

    private final Laws laws;
    private final Clock clock;

    public LawViewsApi(Laws laws, Clock clock) {
        this.laws = laws;
        this.clock = clock;
    }

    /** @param years that can be counted through, be they declared here or in the calendar at the bottom */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CalendarSummary(CalendarId id, long sequence, Optional<CalendarId> over, SortedSet<Integer> years) {
    }

    record CalendarListAnswer(List<CalendarSummary> calendars) {
    }

    record DeclaredYear(int year, String source) {
    }

    /** @param hours as in a calendar's file */
    record WeekAnswer(LocalDate from, String hours, String source) {
    }

    /** What this calendar itself says, not those that it is laid over. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CalendarAnswer(CalendarId id, long sequence, Optional<CalendarId> over, List<DeclaredYear> years,
                          List<NamedDay> days, List<WeekAnswer> weeks) {
    }

    /**
     * @param inForce what binds a complaint that is submitted on that day
     * @param general all general standards, over all time
     */
    record StandardsAnswer(long sequence, LocalDate on, List<ServiceStandard> inForce, List<ServiceStandard> general) {
    }

    /** @param inForce what binds a complaint that is submitted today */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ProceduresAnswer(long sequence, Optional<Procedure> inForce, List<Procedure> all) {
    }

    /** Why a day is a working day or none. */
    enum Why { WEEKDAY, WEEKEND, NATIONAL, COLLECTIVE_LEAVE, REGIONAL, WORKING_DAY }

    /**
     * @param hours none if it is no working day
     * @param named what the calendars say of the day, the most general one first
     */
    record DayAnswer(LocalDate date, String calendar, boolean working, Why why, List<String> hours, List<NamedDay> named) {
    }

    record OfficeCalendarAnswer(OfficeId office, ZoneId zone, List<DayAnswer> days) {
    }

    @GetMapping("/calendars")
    Mono<CalendarListAnswer> calendars(Reader reader) {
        reader.allowing();
        return laws.present().map(view -> new CalendarListAnswer(view.law().calendars().stream()
                .sorted(Comparator.comparing(calendar -> calendar.id().value()))
                .map(calendar -> new CalendarSummary(calendar.id(), view.calendars().get(calendar.id()), calendar.over(),
                        view.law().calendar(calendar.id(), view.law().zone()).years())).toList()));
    }

    @GetMapping("/calendars/{id}")
    Mono<ResponseEntity<CalendarAnswer>> calendar(@PathVariable CalendarId id, Reader reader) {
        reader.allowing("year");
        Optional<Integer> year = reader.parameter("year", text -> {
            int number = Integer.parseInt(text);
            if (number < 1900 || number > 2200) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        }, new Text("tahun dari 1900 sampai 2200", "a year from 1900 to 2200"));
        return laws.present().map(view -> {
            Calendar calendar = found(view, id);
            long sequence = view.calendars().get(id);
            return ResponseEntity.ok().eTag("\"" + sequence + "\"").body(new CalendarAnswer(id, sequence, calendar.over(),
                    calendar.layer().years().entrySet().stream()
                            .filter(one -> year.isEmpty() || year.get().equals(one.getKey()))
                            .map(one -> new DeclaredYear(one.getKey(), one.getValue())).toList(),
                    calendar.layer().days().stream()
                            .filter(day -> year.isEmpty() || day.date().getYear() == year.get()).toList(),
                    calendar.layer().weeks().stream().map(week ->
                            new WeekAnswer(week.from(), week.hours().toString(), week.source())).toList()));
        });
    }

    @GetMapping(path = "/calendars/{id}/file", produces = "text/csv")
    Mono<ResponseEntity<String>> file(@PathVariable CalendarId id, Reader reader) {
        reader.allowing();
        return laws.present().map(view -> {
            Calendar calendar = found(view, id);
            return ResponseEntity.ok().eTag("\"" + view.calendars().get(id) + "\"")
                    .contentType(MediaType.valueOf("text/csv;charset=UTF-8")).body(CalendarFile.write(calendar.layer()));
        });
    }

    private static Calendar found(LawView view, CalendarId id) {
        return view.law().calendar(id).orElseThrow(() -> Refusal.of(NotFound.CALENDAR_NOT_FOUND));
    }

    @GetMapping("/standards")
    Mono<ResponseEntity<StandardsAnswer>> standards(Reader reader) {
        reader.allowing("office", "on");
        Optional<OfficeId> office = reader.parameter("office", OfficeId::of, new Text("id instansi", "an office's id"));
        Optional<LocalDate> day = reader.day("on");
        return laws.present().map(view -> {
            RecordedLaw law = view.law();
            ZoneId zone = office.map(id -> found(law, id).zone()).orElse(law.zone());
            LocalDate on = day.orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
            return ResponseEntity.ok().eTag("\"" + view.rulebook() + "\"").body(new StandardsAnswer(view.rulebook(), on,
                    inForce(law, office, on), law.rulebook().standards().all()));
        });
    }

    private static List<ServiceStandard> inForce(RecordedLaw law, Optional<OfficeId> office, LocalDate on) {
        return Arrays.stream(Classification.values())
                .flatMap(classification -> law.standard(office, classification, on).stream()).toList();
    }

    private static OfficeTerms found(RecordedLaw law, OfficeId office) {
        return law.office(office).orElseThrow(() -> Refusal.of(NotFound.OFFICE_NOT_FOUND));
    }

    @GetMapping("/procedures")
    Mono<ResponseEntity<ProceduresAnswer>> procedures(Reader reader) {
        reader.allowing();
        return laws.present().map(view -> ResponseEntity.ok().eTag("\"" + view.rulebook() + "\"").body(
                new ProceduresAnswer(view.rulebook(), view.law().rulebook().procedure(
                        LocalDate.ofInstant(clock.instant(), view.law().zone())), view.law().rulebook().procedures())));
    }

    @GetMapping("/offices/{id}/calendar")
    Mono<OfficeCalendarAnswer> officeCalendar(@PathVariable OfficeId id, Reader reader) {
        reader.allowing("from", "to");
        Optional<LocalDate> first = reader.day("from");
        Optional<LocalDate> last = reader.day("to");
        return laws.present().map(view -> {
            ZoneId zone = found(view.law(), id).zone();
            LocalDate from = first.orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
            LocalDate to = last.orElse(from.plusDays(30));
            if (to.isBefore(from) || !to.isBefore(from.plusDays(MOST_DAYS))) {
                throw Refusal.of(RequestRule.PARAMETER_INVALID, "to", Map.of("expected", new Text(
                        "hari pada atau setelah from, paling banyak 366 hari", "a day on or after from, at most 366 days")));
            }
            List<Turn> turns = view.law().turns(id, from.atStartOfDay(zone).toInstant(),
                    Optional.of(to.plusDays(1).atStartOfDay(zone).toInstant()));
            return new OfficeCalendarAnswer(id, zone, from.datesUntil(to.plusDays(1))
                    .map(date -> day(date, turns)).toList());
        });
    }

    private static DayAnswer day(LocalDate date, List<Turn> turns) {
        WorkingCalendar calendar = turns.getFirst().calendar();
        Instant begins = calendar.beginning(date);
        for (Turn turn : turns) {
            if (!turn.from().isAfter(begins)) {
                calendar = turn.calendar();
            }
        }
        if (!calendar.knows(date.getYear())) {
            throw Refusal.of(CalendarRule.YEAR_MISSING, date.equals(LocalDate.ofInstant(turns.getFirst().from(),
                    calendar.zone())) ? "from" : "to", Map.of("year", date.getYear(), "calendar", calendar.name()));
        }
        List<Hours> hours = calendar.hoursOn(date);
        List<NamedDay> named = calendar.on(date);
        return new DayAnswer(date, calendar.name(), !hours.isEmpty(), why(hours, named),
                hours.stream().map(Hours::toString).toList(), named);
    }

    private static Why why(List<Hours> hours, List<NamedDay> named) {
        Stream<DayKind> kinds = named.stream().map(NamedDay::kind);
        return hours.isEmpty()
                ? kinds.filter(DayKind::isHoliday).findFirst().map(kind -> Why.valueOf(kind.name())).orElse(Why.WEEKEND)
                : kinds.findFirst().map(kind -> Why.valueOf(kind.name())).orElse(Why.WEEKDAY);
    }
}
