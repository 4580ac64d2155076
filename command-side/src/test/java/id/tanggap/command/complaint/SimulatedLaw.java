package id.tanggap.command.complaint;

import id.tanggap.command.office.Office;
import id.tanggap.command.office.Offices;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.clock.CalendarChange;
import id.tanggap.kernel.clock.CalendarFile;
import id.tanggap.kernel.clock.CalendarLayer;
import id.tanggap.kernel.clock.EscalationLadder;
import id.tanggap.kernel.clock.EscalationLadder.Addressee;
import id.tanggap.kernel.clock.EscalationLadder.Level;
import id.tanggap.kernel.clock.Law;
import id.tanggap.kernel.clock.Limit;
import id.tanggap.kernel.clock.Procedure;
import id.tanggap.kernel.clock.Turn;
import id.tanggap.kernel.clock.WorkingCalendar;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.kernel.office.ServiceStandard;
import id.tanggap.kernel.office.ServiceStandards;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The offices, calendars and limits of a year, and what becomes known of them in its course. The calendars are kept as
 * lines of text, so that two can read them that have nothing in common.
 */
final class SimulatedLaw {

    /** A line of a calendar's file, or {@code cancel,date}, that becomes known at a moment. */
    record Decree(Instant announced, String layer, String line) {
    }

    /** From a moment on an office counts in a zone by some layers, the most general one first. */
    record Seat(Instant announced, Instant from, ZoneId zone, List<String> layers) {
    }

    /** One that answers complaints, with the zones and calendars that it has one after the other. */
    record Bureau(OfficeId id, String name, Optional<OfficeId> parent, List<Seat> seats) {

        /** The seats that are known of at a moment, in order. */
        List<Seat> seats(Instant now) {
            return seats.stream().filter(seat -> !seat.announced().isAfter(now)).toList();
        }
    }

    static final OfficeId JAKARTA = office(1);
    static final OfficeId DENPASAR = office(2);
    static final OfficeId JAYAPURA = office(3);
    static final OfficeId NEW_YORK = office(4);
    /** Open day and night, all week, in a zone that puts its clocks forward and back. */
    static final OfficeId HOTLINE = office(5);
    /** Gets another calendar twice. */
    static final OfficeId TRAVELLING = office(6);

    static final ZoneId GENERAL_ZONE = ZoneId.of("Asia/Jakarta");
    static final List<String> GENERAL_LAYERS = List.of("indonesia");
    private static final ZoneId BALI = ZoneId.of("Asia/Makassar");
    private static final ZoneId PAPUA = ZoneId.of("Asia/Jayapura");
    private static final ZoneId AMERICA = ZoneId.of("America/New_York");

    /** The national calendar stands in its own file; {@link #UNDECLARED} is not declared from the beginning. */
    private static final Map<String, String> LAYERS = Map.of(
            "bali", """
                    2025-11-19,REGIONAL,Galungan,Galungan,Kalender Bali
                    2025-11-29,REGIONAL,Kuningan,Kuningan,Kalender Bali
                    2026-06-17,REGIONAL,Galungan,Galungan,Kalender Bali
                    2026-06-27,REGIONAL,Kuningan,Kuningan,Kalender Bali
                    2027-01-13,REGIONAL,Galungan,Galungan,Kalender Bali
                    """,
            "papua", """
                    2025-12-26,WORKING_DAY,Kalah dari cuti bersama,Yields to the collective leave,Pergub Papua
                    2026-01-10,WORKING_DAY,Hari kerja pengganti,Made-up working day,Pergub Papua
                    2026-02-05,REGIONAL,Hari Pekabaran Injil,Gospel Day,Pergub Papua
                    2027-02-05,REGIONAL,Hari Pekabaran Injil,Gospel Day,Pergub Papua
                    """,
            "weekends", """
                    2025,Keputusan kepala kantor
                    2026,Keputusan kepala kantor
                    week,2025-01-01,MON-FRI 09:00-12:30 13:15-17:00; SPECIAL 09:00-12:00,Keputusan kepala kantor
                    """,
            "everyday", """
                    2025,Keputusan kepala kantor
                    2026,Keputusan kepala kantor
                    2027,Keputusan kepala kantor
                    week,2025-01-01,MON-SUN 00:00-24:00; SPECIAL 00:00-24:00,Keputusan kepala kantor
                    """);
    private static final String UNDECLARED = "2027,";

    private static final List<Decree> DECREES = List.of(
            decree("2026-02-10T04:00:00Z", "indonesia",
                    "week,2026-02-18,MON-THU 08:00-12:00 12:30-15:00; FRI 08:00-11:30 12:30-15:30; "
                            + "SPECIAL 08:00-12:00,SE Ramadan"),
            decree("2026-02-10T04:00:00Z", "indonesia", "week,2026-03-25,MON-THU 07:30-12:00 13:00-16:00; "
                    + "FRI 07:30-11:30 13:00-16:30; SPECIAL 07:30-12:00 13:00-16:00,Perpres 21/2023"),
            decree("2026-03-05T09:30:00Z", "bali",
                    "2026-03-28,WORKING_DAY,Hari kerja pengganti,Made-up working day,Pergub Bali"),
            decree("2026-05-18T02:00:00Z", "bali", "2026-06-18,REGIONAL,Umanis Galungan,Umanis Galungan,Pergub Bali"),
            decree("2026-07-01T07:00:00Z", "indonesia",
                    "2026-08-18,COLLECTIVE_LEAVE,Cuti bersama Proklamasi,Collective leave: Independence Day,SKB perubahan"),
            decree("2026-08-10T07:00:00Z", "indonesia", "cancel,2026-12-24"),
            decree("2026-11-10T08:00:00Z", "indonesia", "2027,SKB Menag 1205/2026"),
            decree("2026-12-10T15:00:00Z", "weekends", "2027,Keputusan kepala kantor"));

    static final List<Bureau> BUREAUS = List.of(
            bureau(JAKARTA, "Dinas Jalan", Optional.empty(), seat("Asia/Jakarta", "indonesia")),
            bureau(DENPASAR, "Dinas Pariwisata", Optional.of(JAKARTA), seat(BALI.getId(), "indonesia", "bali")),
            bureau(JAYAPURA, "Dinas Kehutanan", Optional.of(JAKARTA), seat(PAPUA.getId(), "indonesia", "papua")),
            bureau(NEW_YORK, "Konsulat", Optional.empty(), seat(AMERICA.getId(), "weekends")),
            bureau(HOTLINE, "Saluran Siaga", Optional.of(NEW_YORK), seat(AMERICA.getId(), "everyday")),
            bureau(TRAVELLING, "Satuan Tugas", Optional.empty(), seat("Asia/Jakarta", "indonesia"),
                    new Seat(Instant.parse("2026-02-25T02:00:00Z"), Instant.parse("2026-02-25T02:00:00Z"), PAPUA,
                            List.of("indonesia", "papua")),
                    new Seat(Instant.parse("2026-08-12T03:00:00Z"), Instant.parse("2026-08-31T17:00:00Z"), AMERICA,
                            List.of("weekends"))));

    static final Offices OFFICES = id -> BUREAUS.stream().filter(bureau -> bureau.id().equals(id)).findFirst()
            .map(bureau -> new Office(id, bureau.name(), bureau.parent(), Office.Standing.ACTIVE, new OfficeTerms(
                    bureau.seats().getFirst().zone(), Optional.empty(), new TreeMap<>(), new ServiceStandards(List.of()))));

    private static final LocalDate NEW_STANDARDS = LocalDate.of(2026, 3, 1);
    private static final LocalDate NEW_PROCEDURE = LocalDate.of(2026, 4, 1);
    private static final LocalDate ALWAYS = LocalDate.of(2009, 7, 18);

    private static final Limit TEN_DAYS = Limit.workingDays(10);
    private static final Procedure OLD = new Procedure(ALWAYS, "SP4N-LAPOR!", Limit.workingDays(3), TEN_DAYS, TEN_DAYS,
            TEN_DAYS, TEN_DAYS, 28, EscalationLadder.GENERAL);
    private static final Procedure NEW = new Procedure(NEW_PROCEDURE, "Peraturan baru", Limit.workingHours(20), TEN_DAYS,
            Limit.workingDays(7), Limit.workingHours(50), Limit.workingDays(14), 21, new EscalationLadder(List.of(
            new Level(33, Addressee.OFFICER, new Text("Sepertiga", "A third")),
            new Level(67, Addressee.OFFICE_HEAD, new Text("Dua pertiga", "Two thirds")),
            new Level(100, Addressee.SUPERVISING_OFFICE, new Text("Habis", "All")),
            new Level(125, Addressee.INSPECTORATE, new Text("Seperempat lebih", "A quarter more")),
            new Level(200, Addressee.INSPECTORATE, new Text("Dua kali", "Twice")))));

    private static final NavigableMap<Instant, AsRecorded> RECORDED = recorded();

    private SimulatedLaw() {
    }

    private static OfficeId office(int number) {
        return new OfficeId(new UUID(0x018f_0000_0001_7000L, 0x8000_0000_0000_0000L | number));
    }

    private static Decree decree(String announced, String layer, String line) {
        return new Decree(Instant.parse(announced), layer, line);
    }

    private static Seat seat(String zone, String... layers) {
        return new Seat(Instant.MIN, Instant.MIN, ZoneId.of(zone), List.of(layers));
    }

    private static Bureau bureau(OfficeId id, String name, Optional<OfficeId> parent, Seat... seats) {
        return new Bureau(id, name, parent, List.of(seats));
    }

    // ---- what everybody goes by

    static Bureau bureau(OfficeId id) {
        return BUREAUS.stream().filter(bureau -> bureau.id().equals(id)).findFirst().orElseThrow();
    }

    /** How long an office may take. */
    static Limit limit(OfficeId office, Classification classification, Instant submitted) {
        boolean later = !submitted.atZone(GENERAL_ZONE).toLocalDate().isBefore(NEW_STANDARDS);
        return switch (classification) {
            case INFORMATION_REQUEST -> office.equals(NEW_YORK) ? Limit.workingHours(40)
                    : office.equals(HOTLINE) ? Limit.workingHours(30)
                    : office.equals(JAYAPURA) ? Limit.workingHours(37)
                    : office.equals(TRAVELLING) ? Limit.workingHours(24) : Limit.workingDays(5);
            case ASPIRATION -> office.equals(HOTLINE) ? Limit.workingHours(72) : Limit.workingDays(5);
            case COMPLAINT -> office.equals(HOTLINE) ? Limit.workingDays(7)
                    : office.equals(DENPASAR) && later ? Limit.workingDays(10) : Limit.workingDays(14);
            case OVERSIGHT_COMPLAINT -> office.equals(NEW_YORK) ? Limit.workingDays(30) : Limit.workingDays(60);
        };
    }

    static Procedure procedure(Instant submitted) {
        return submitted.atZone(GENERAL_ZONE).toLocalDate().isBefore(NEW_PROCEDURE) ? OLD : NEW;
    }

    /** The lines of a layer's file, as far as they are known at a moment. */
    static List<String> lines(String layer, Instant now) {
        List<String> lines = new ArrayList<>(base(layer));
        for (Decree decree : DECREES) {
            if (decree.layer().equals(layer) && !decree.announced().isAfter(now)) {
                if (decree.line().startsWith("cancel,")) {
                    String date = decree.line().substring("cancel,".length());
                    lines.removeIf(line -> line.startsWith(date + ","));
                } else {
                    lines.add(decree.line());
                }
            }
        }
        return lines;
    }

    private static List<String> base(String layer) {
        if (!layer.equals("indonesia")) {
            return LAYERS.get(layer).lines().toList();
        }
        try (InputStream in = CalendarFile.class.getResourceAsStream("indonesia.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith(UNDECLARED)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the same as the kernel's law

    /** When something becomes known, or an office gets another calendar that was known before. */
    static List<Instant> changes() {
        return RECORDED.tailMap(Instant.MIN, false).keySet().stream().toList();
    }

    /** The law as it is recorded at a moment. */
    static AsRecorded at(Instant now) {
        return RECORDED.floorEntry(now).getValue();
    }

    private static NavigableMap<Instant, AsRecorded> recorded() {
        Map<String, CalendarLayer> layers = new LinkedHashMap<>();
        Stream.concat(GENERAL_LAYERS.stream(), LAYERS.keySet().stream().sorted()).forEach(name ->
                layers.put(name, CalendarFile.read(name, String.join("\n", base(name)))));
        NavigableMap<Instant, AsRecorded> recorded = new TreeMap<>();
        recorded.put(Instant.MIN, new AsRecorded(Instant.MIN, Map.copyOf(layers)));
        List<Instant> changes = Stream.concat(DECREES.stream().map(Decree::announced),
                        BUREAUS.stream().flatMap(bureau -> bureau.seats().stream()).map(Seat::announced))
                .filter(Instant.MIN::isBefore).sorted().distinct().toList();
        for (Instant now : changes) {
            for (Decree decree : DECREES) {
                if (decree.announced().equals(now)) {
                    layers.put(decree.layer(), new AsRecorded(now, Map.copyOf(layers)).allowed(decree));
                }
            }
            recorded.put(now, new AsRecorded(now, Map.copyOf(layers)));
        }
        return recorded;
    }

    /** The law as it is recorded from a moment on, until the next change. */
    static final class AsRecorded implements Law {

        private final Instant since;
        private final Map<String, CalendarLayer> layers;
        private final Map<Seat, WorkingCalendar> calendars = new HashMap<>();
        private final WorkingCalendar general;

        private AsRecorded(Instant since, Map<String, CalendarLayer> layers) {
            this.since = since;
            this.layers = layers;
            BUREAUS.forEach(bureau -> bureau.seats(since).forEach(seat ->
                    calendars.put(seat, new WorkingCalendar(seat.zone(), layersOf(seat.layers())))));
            this.general = new WorkingCalendar(GENERAL_ZONE, layersOf(GENERAL_LAYERS));
        }

        private List<CalendarLayer> layersOf(List<String> names) {
            return names.stream().map(layers::get).toList();
        }

        Map<String, CalendarLayer> layers() {
            return layers;
        }

        /** All calendars that a layer is part of. */
        List<WorkingCalendar> countingBy(String layer) {
            return Stream.concat(Stream.of(general), calendars.values().stream())
                    .filter(calendar -> calendar.layers().contains(layers.get(layer))).toList();
        }

        /** The law after a change of one layer. */
        AsRecorded with(String layer, UnaryOperator<CalendarLayer> change) {
            Map<String, CalendarLayer> changed = new HashMap<>(layers);
            changed.computeIfPresent(layer, (_, before) -> change.apply(before));
            return new AsRecorded(since, Map.copyOf(changed));
        }

        /** Why a layer may not be changed so, as things stand in all calendars that it is part of. */
        Optional<Refusal> refusal(String layer, CalendarChange change, Instant now) {
            List<WorkingCalendar> counting = countingBy(layer);
            return change.refusal(layers.get(layer),
                    counting.stream().flatMap(calendar -> calendar.years().stream()).collect(Collectors.toSet()),
                    counting.stream().map(calendar -> LocalDate.ofInstant(now, calendar.zone()))
                            .max(Comparator.naturalOrder()).orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.MAX)));
        }

        private CalendarLayer allowed(Decree decree) {
            CalendarLayer layer = layers.get(decree.layer());
            CalendarChange change = change(decree.line());
            refusal(decree.layer(), change, decree.announced()).ifPresent(refusal -> {
                throw new IllegalStateException(decree.line(), refusal);
            });
            return layer.with(change);
        }

        private static CalendarChange change(String line) {
            if (line.startsWith("cancel,")) {
                return new CalendarChange.CancelDay(LocalDate.parse(line.substring("cancel,".length())), "SKB perubahan");
            }
            CalendarLayer one = CalendarFile.read("one", line);
            return Stream.of(one.days().stream().map(CalendarChange.NameDay::new),
                            one.weeks().stream().map(CalendarChange.SetWeek::new),
                            one.years().entrySet().stream().map(year ->
                                    new CalendarChange.DeclareYear(year.getKey(), year.getValue())))
                    .<CalendarChange>flatMap(changes -> changes).findFirst().orElseThrow();
        }

        @Override
        public List<Turn> turns(OfficeId office, Instant from, Optional<Instant> to) {
            List<Seat> seats = bureau(office).seats(since);
            List<Turn> turns = new ArrayList<>();
            for (int i = 0; i < seats.size(); i++) {
                Seat seat = seats.get(i);
                boolean over = i + 1 < seats.size() && !seats.get(i + 1).from().isAfter(from);
                boolean tooLate = to.isPresent() && !seat.from().isBefore(to.get()) && seat.from().isAfter(from);
                if (!over && !tooLate) {
                    turns.add(new Turn(office, calendars.get(seat), seat.from().isBefore(from) ? from : seat.from()));
                }
            }
            return turns;
        }

        @Override
        public WorkingCalendar general() {
            return general;
        }

        @Override
        public ServiceStandard standard(OfficeId office, Classification classification, Instant submitted) {
            return new ServiceStandard(classification, limit(office, classification, submitted), "Peraturan", "", ALWAYS);
        }

        @Override
        public Procedure procedure(Instant submitted) {
            return SimulatedLaw.procedure(submitted);
        }
    }
}
