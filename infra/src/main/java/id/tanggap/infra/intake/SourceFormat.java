package id.tanggap.infra.intake;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Location;
import id.tanggap.kernel.intake.ImportFormat;
import id.tanggap.kernel.intake.RefusedLine;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a source writes its complaints. In every format a case is closed if, and only if, there is a time of closing,
 * whatever its status says: agencies set one without the other. A case whose status is closed without a time is refused,
 * for it is neither open nor can anybody say how long it took.
 */
abstract sealed class SourceFormat permits Nyc311, GeoReportBulk {

    static final int MAX_KEY = 100;
    static final int MAX_NAME = 200;
    static final int MAX_TITLE = 200;
    static final int MAX_TEXT = 10_000;
    static final int MAX_ADDRESS = 500;

    private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,20})?");

    /** The columns that refusals speak of. */
    record Names(String key, String created, String closed, String agency) {
    }

    static SourceFormat of(ImportFormat format) {
        return switch (format) {
            case NYC_311 -> new Nyc311();
            case GEOREPORT_BULK -> new GeoReportBulk();
        };
    }

    /** What the source is called in complaints that come from it. */
    abstract String system();

    abstract Names names();

    abstract List<String> required();

    abstract List<String> optional();

    /** @throws Refusal whose field is the column at fault */
    abstract SourceCase read(Row row, ZoneId zone);

    /** @throws Refusal if the file has not the columns that this format needs */
    Row.Columns columns(List<String> header) {
        return new Row.Columns(header, required(), optional());
    }

    /** A refusal of this line, whoever refused, in terms of the file. */
    RefusedLine refused(long line, Refusal refusal) {
        String field = switch (refusal.field().orElse("")) {
            case "" -> names().key();
            case "created" -> names().created();
            case "closed" -> names().closed();
            case "/officeId" -> names().agency();
            case String column -> column;
        };
        return new RefusedLine(line, field, refusal.rule().name(), refusal.text());
    }

    static Optional<Location> location(Row row, String latitude, String longitude, String addressColumn,
                                       Optional<String> address) {
        Optional<Double> north = degrees(row, latitude, 90);
        Optional<Double> east = degrees(row, longitude, 180);
        if (north.isPresent() != east.isPresent()) {
            throw Refusal.of(LineRule.VALUE_MISSING, north.isPresent() ? longitude : latitude, Map.of());
        }
        Location location = new Location(north.map(n -> new Location.Coordinates(n, east.orElseThrow())),
                address.map(text -> Row.within(MAX_ADDRESS, addressColumn, text)));
        return Optional.of(location).filter(l -> l.coordinates().isPresent() || l.address().isPresent());
    }

    private static Optional<Double> degrees(Row row, String column, int limit) {
        return row.text(column).map(text -> {
            if (!DEGREES.matcher(text).matches()) {
                throw Refusal.of(LineRule.COORDINATE_UNREADABLE, column, Map.of());
            }
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) > limit) {
                throw Refusal.of(LineRule.COORDINATE_OFF_THE_GLOBE, column, Map.of("limit", "±" + limit));
            }
            return degrees;
        });
    }

    static void requireOpen(Row row, String status, String closed) {
        if (row.text(status).filter("closed"::equalsIgnoreCase).isPresent()) {
            throw Refusal.of(LineRule.CLOSED_WITHOUT_TIME, closed, Map.of());
        }
    }

    @SafeVarargs
    static Optional<String> joined(String separator, Optional<String>... parts) {
        return Optional.of(Stream.of(parts).flatMap(Optional::stream).distinct().collect(Collectors.joining(separator)))
                .filter(text -> !text.isEmpty());
    }
}
