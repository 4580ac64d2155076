package id.tanggap.infra.intake;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Category;
import id.tanggap.kernel.complaint.Location;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * New York City's "311 Service Requests". Its times are New York's local time without a zone. One agency name can stand
 * for several agencies, so an office's name carries the agency's code.
 */
final class Nyc311 extends SourceFormat {

    private static final String KEY = "Unique Key";
    private static final String CREATED = "Created Date";
    private static final String CLOSED = "Closed Date";
    private static final String AGENCY = "Agency";
    private static final String AGENCY_NAME = "Agency Name";
    private static final String TYPE = "Complaint Type";
    private static final String DESCRIPTOR = "Descriptor";
    private static final String STATUS = "Status";
    private static final String RESOLUTION = "Resolution Description";
    private static final String ADDRESS = "Incident Address";
    private static final String LATITUDE = "Latitude";
    private static final String LONGITUDE = "Longitude";

    /** Columns that say something about the case beyond its type and place, told in the narrative under their names. */
    private static final List<String> TOLD = List.of(DESCRIPTOR, "Location Type", "Facility Type", "Park Facility Name",
            "Vehicle Type", "Taxi Pick Up Location", "Bridge Highway Name", "Bridge Highway Direction", "Road Ramp",
            "Bridge Highway Segment", "Landmark");

    /** How the source writes that it has nothing to say. */
    private static final List<String> NOTHING = List.of("n/a", "unspecified");

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .appendPattern("MM/dd/uuuu hh:mm:ss a").toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);

    @Override
    String system() {
        return "nyc-311";
    }

    @Override
    Names names() {
        return new Names(KEY, CREATED, CLOSED, AGENCY);
    }

    @Override
    List<String> required() {
        return List.of(KEY, CREATED, CLOSED, AGENCY, AGENCY_NAME, TYPE, STATUS);
    }

    @Override
    List<String> optional() {
        return List.of(DESCRIPTOR, RESOLUTION, ADDRESS, LATITUDE, LONGITUDE);
    }

    @Override
    SourceCase read(Row row, ZoneId zone) {
        String key = row.required(KEY, MAX_KEY);
        Instant created = SourceTimes.created(time(row.required(CREATED, MAX_KEY), CREATED), zone, CREATED);
        Optional<Instant> closed = row.text(CLOSED)
                .map(text -> SourceTimes.closed(time(text, CLOSED), zone, created, CLOSED));
        if (closed.isEmpty()) {
            requireOpen(row, STATUS, CLOSED);
        }
        String code = row.required(AGENCY, MAX_KEY);
        String name = row.required(AGENCY_NAME, MAX_NAME - code.length() - 3) + " (" + code + ")";
        String type = row.required(TYPE, Category.MAX_LENGTH);
        String title = joined(": ", Optional.of(type), row.text(DESCRIPTOR)).orElseThrow();
        Optional<String> resolution = row.text(RESOLUTION, MAX_TEXT);
        return new SourceCase(row.line(), key, new SourceCase.Agency(code, name), created, closed, new Category(type),
                Row.within(MAX_TITLE, DESCRIPTOR, title), narrative(row, type, closed.isPresent(), resolution),
                place(row), closed.flatMap(_ -> resolution));
    }

    private static LocalDateTime time(String text, String column) {
        try {
            return LocalDateTime.parse(text, TIME);
        } catch (DateTimeParseException _) {
            throw Refusal.of(LineRule.TIME_UNREADABLE, column, Map.of("form", "02/28/2023 11:45:00 PM"));
        }
    }

    /** A line for each thing the source says; of open cases also how far they are, which would be lost otherwise. */
    private static String narrative(Row row, String type, boolean closed, Optional<String> resolution) {
        StringBuilder narrative = new StringBuilder(TYPE).append(": ").append(type);
        for (String column : TOLD) {
            row.text(column).filter(text -> !NOTHING.contains(text.toLowerCase(Locale.ROOT)))
                    .ifPresent(text -> narrative.append('\n').append(column).append(": ").append(text));
        }
        row.text(STATUS).filter(status -> !closed || !status.equalsIgnoreCase("closed"))
                .ifPresent(status -> narrative.append('\n').append(STATUS).append(": ").append(status));
        if (!closed) {
            resolution.ifPresent(text -> narrative.append('\n').append(RESOLUTION).append(": ").append(text));
        }
        return Row.within(MAX_TEXT, closed ? DESCRIPTOR : RESOLUTION, narrative.toString());
    }

    private static Optional<Location> place(Row row) {
        Optional<String> crossing = joined(" & ", row.text("Intersection Street 1"), row.text("Intersection Street 2"));
        Optional<String> street = row.text(ADDRESS).or(() -> crossing).or(() -> row.text("Street Name"));
        return location(row, LATITUDE, LONGITUDE, ADDRESS, joined(", ", street,
                row.text("City").or(() -> row.text("Borough")), row.text("Incident Zip")));
    }
}
