package id.tanggap.infra.intake;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Category;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Open311 GeoReport Bulk. Its times are W3C date-times; those without a zone are in the import's. A day without a time of
 * day is refused, for hours cannot be counted from it. The format does not say which city a file is from: a key that
 * another city's file has brought in with another time is refused rather than taken for the same complaint.
 */
final class GeoReportBulk extends SourceFormat {

    private static final String KEY = "service_request_id";
    private static final String REQUESTED = "requested_datetime";
    private static final String CLOSED = "closed_date";
    private static final String STATUS = "status_description";
    private static final String NOTES = "status_notes";
    private static final String SERVICE = "service_name";
    private static final String SUBTYPE = "service_subtype";
    private static final String DESCRIPTION = "description";
    private static final String AGENCY = "agency_responsible";
    private static final String ADDRESS = "address";
    private static final String LATITUDE = "lat";
    private static final String LONGITUDE = "long";

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).optionalStart().appendOffsetId()
            .toFormatter().withResolverStyle(ResolverStyle.STRICT);

    @Override
    String system() {
        return "georeport";
    }

    @Override
    Names names() {
        return new Names(KEY, REQUESTED, CLOSED, AGENCY);
    }

    @Override
    List<String> required() {
        return List.of(KEY, REQUESTED, CLOSED, SERVICE, AGENCY);
    }

    @Override
    List<String> optional() {
        return List.of(STATUS, NOTES, SUBTYPE, DESCRIPTION, ADDRESS, LATITUDE, LONGITUDE);
    }

    @Override
    SourceCase read(Row row, ZoneId zone) {
        String key = row.required(KEY, MAX_KEY);
        Instant created = switch (time(row.required(REQUESTED, MAX_KEY), REQUESTED)) {
            case OffsetDateTime at -> at.toInstant();
            case TemporalAccessor local -> SourceTimes.created(LocalDateTime.from(local), zone, REQUESTED);
        };
        Optional<Instant> closed = row.text(CLOSED).map(text -> switch (time(text, CLOSED)) {
            case OffsetDateTime at -> at.toInstant();
            case TemporalAccessor local -> SourceTimes.closed(LocalDateTime.from(local), zone, created, CLOSED);
        });
        if (closed.isEmpty()) {
            requireOpen(row, STATUS, CLOSED);
        }
        String agency = row.required(AGENCY, MAX_NAME);
        String service = row.required(SERVICE, Category.MAX_LENGTH);
        String title = joined(": ", Optional.of(service), row.text(SUBTYPE)).orElseThrow();
        Optional<String> notes = row.text(NOTES, MAX_TEXT);
        String narrative = joined("\n", row.text(DESCRIPTION, MAX_TEXT).or(() -> Optional.of(title)),
                closed.isPresent() ? Optional.empty() : row.text(STATUS).map(text -> STATUS + ": " + text),
                closed.isPresent() ? Optional.empty() : notes.map(text -> NOTES + ": " + text)).orElseThrow();
        return new SourceCase(row.line(), key, new SourceCase.Agency(agency, agency), created, closed,
                new Category(service), Row.within(MAX_TITLE, SUBTYPE, title),
                Row.within(MAX_TEXT, closed.isPresent() ? DESCRIPTION : NOTES, narrative),
                location(row, LATITUDE, LONGITUDE, ADDRESS, row.text(ADDRESS)), closed.flatMap(_ -> notes));
    }

    private static TemporalAccessor time(String text, String column) {
        try {
            return TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeParseException _) {
            throw Refusal.of(LineRule.TIME_UNREADABLE, column, Map.of("form", "2023-02-28T23:45:00-05:00"));
        }
    }
}
