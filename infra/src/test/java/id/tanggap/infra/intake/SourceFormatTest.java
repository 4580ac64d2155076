package id.tanggap.infra.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.intake.ImportFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFormatTest {

    private static SourceCase read(ImportFormat format, ZoneId zone, Map<String, String> line) {
        SourceFormat source = SourceFormat.of(format);
        List<String> header = new ArrayList<>(line.keySet());
        return source.read(new Row(source.columns(header), new CsvLines.Fields(7, List.copyOf(line.values()))), zone);
    }

    @Nested
    class Of_new_york {

        private final Map<String, String> line = new LinkedHashMap<>(Map.of("Unique Key", "56923577",
                "Created Date", "02/28/2023 11:45:00 PM", "Closed Date", "03/01/2023 12:05:30 AM", "Agency", "NYPD",
                "Agency Name", "New York City Police Department", "Complaint Type", "Illegal Parking",
                "Descriptor", "Blocked Hydrant", "Status", "Closed"));

        @Test
        void times_are_new_yorks() {
            assertThat(read().created()).isEqualTo("2023-03-01T04:45:00Z");
            assertThat(read().closed()).hasValueSatisfying(at -> assertThat(at).isEqualTo("2023-03-01T05:05:30Z"));
        }

        @Test
        void type_becomes_category_and_with_the_descriptor_the_title() {
            assertThat(read().category()).hasToString("Illegal Parking");
            assertThat(read().title()).isEqualTo("Illegal Parking: Blocked Hydrant");
            line.put("Descriptor", "");
            assertThat(read().title()).isEqualTo("Illegal Parking");
        }

        @Test
        void an_agency_is_named_with_its_code_for_two_can_have_one_name() {
            assertThat(read().agency())
                    .isEqualTo(new SourceCase.Agency("NYPD", "New York City Police Department (NYPD)"));
        }

        @Test
        void the_narrative_tells_what_the_columns_say() {
            line.put("Location Type", "Street/Sidewalk");
            line.put("Facility Type", "N/A");
            line.put("Park Facility Name", "Unspecified");
            assertThat(read().narrative()).isEqualTo("""
                    Complaint Type: Illegal Parking
                    Descriptor: Blocked Hydrant
                    Location Type: Street/Sidewalk""");
        }

        @Test
        void an_address_is_a_street_or_a_crossing_with_its_place() {
            line.putAll(Map.of("City", "BRONX", "Incident Zip", "10455", "Intersection Street 1", "11 AVENUE",
                    "Intersection Street 2", "WEST 22 STREET"));
            assertThat(read().location().orElseThrow().address()).contains("11 AVENUE & WEST 22 STREET, BRONX, 10455");
            line.put("Incident Address", "659 CAULDWELL AVENUE");
            assertThat(read().location().orElseThrow().address()).contains("659 CAULDWELL AVENUE, BRONX, 10455");
        }

        @Test
        void a_time_of_closing_closes_a_case_whatever_its_status_says() {
            line.put("Status", "Assigned");
            assertThat(read().closed()).isPresent();
            assertThat(read().narrative()).endsWith("\nStatus: Assigned");
        }

        @Test
        void an_open_case_keeps_in_its_narrative_how_far_it_is() {
            line.putAll(Map.of("Closed Date", "", "Status", "In Progress", "Resolution Description", "Under way."));
            assertThat(read().closed()).isEmpty();
            assertThat(read().resolution()).isEmpty();
            assertThat(read().narrative()).endsWith("\nStatus: In Progress\nResolution Description: Under way.");
        }

        @Test
        void closed_without_a_time_of_closing_is_refused() {
            line.put("Closed Date", "");
            assertRefused("Closed Date", LineRule.CLOSED_WITHOUT_TIME);
        }

        @Test
        void an_hour_that_clocks_skipped_is_refused() {
            line.put("Closed Date", "03/12/2023 02:30:00 AM");
            assertRefused("Closed Date", LineRule.TIME_NOT_ON_THE_CLOCK);
        }

        @Test
        void an_hour_that_came_twice_is_the_first() {
            line.putAll(Map.of("Created Date", "11/05/2023 01:30:00 AM", "Closed Date", "11/05/2023 01:40:00 AM"));
            assertThat(read().created()).isEqualTo("2023-11-05T05:30:00Z");
            assertThat(Duration.between(read().created(), read().closed().orElseThrow())).hasMinutes(10);
        }

        @Test
        void an_hour_that_came_twice_is_the_second_where_only_that_makes_sense() {
            line.putAll(Map.of("Created Date", "11/05/2023 01:50:00 AM", "Closed Date", "11/05/2023 01:10:00 AM"));
            assertThat(Duration.between(read().created(), read().closed().orElseThrow())).hasMinutes(20);
        }

        @ParameterizedTest
        @CsvSource({"Unique Key", "Created Date", "Agency", "Agency Name", "Complaint Type"})
        void what_must_be_there_is_asked_for_by_its_name(String column) {
            line.put(column, " ");
            assertRefused(column, LineRule.VALUE_MISSING);
        }

        @ParameterizedTest
        @CsvSource({"Created Date,2023-02-28", "Created Date,02/30/2023 11:45:00 PM", "Created Date,02/28/2023 13:45:00 PM",
                "Closed Date,yesterday"})
        void a_time_that_cannot_be_read_is_refused(String column, String time) {
            line.put(column, time);
            assertRefused(column, LineRule.TIME_UNREADABLE);
        }

        @ParameterizedTest
        @CsvSource({"91,0,Latitude,COORDINATE_OFF_THE_GLOBE", "0,-180.01,Longitude,COORDINATE_OFF_THE_GLOBE",
                "x,0,Latitude,COORDINATE_UNREADABLE", "NaN,0,Latitude,COORDINATE_UNREADABLE",
                "40.7,'',Longitude,VALUE_MISSING", "'',-74,Latitude,VALUE_MISSING"})
        void a_point_that_is_none_is_refused(String latitude, String longitude, String column, LineRule rule) {
            line.putAll(Map.of("Latitude", latitude, "Longitude", longitude));
            assertRefused(column, rule);
        }

        @Test
        void texts_are_refused_rather_than_cut() {
            line.put("Resolution Description", "x".repeat(10_001));
            assertRefused("Resolution Description", LineRule.VALUE_TOO_LONG);
            line.put("Complaint Type", "x".repeat(81));
            assertRefused("Complaint Type", LineRule.VALUE_TOO_LONG);
        }

        @Test
        void control_characters_are_refused_but_not_wrongly_decoded_text() {
            line.put("Resolution Description", "Transportation\u00e2\u0080\u0099s");
            assertThat(read().resolution()).contains("Transportation\u00e2\u0080\u0099s");
            line.put("Resolution Description", "a\0b");
            assertRefused("Resolution Description", LineRule.CONTROL_CHARACTER);
        }

        @Test
        void a_reason_never_quotes_the_line() {
            line.put("Created Date", "phone 555-0100");
            assertThatThrownBy(this::read).satisfies(fault ->
                    assertThat(((Refusal) fault).text().toString()).doesNotContain("555"));
        }

        @Test
        void a_file_without_a_column_that_must_be_there_is_refused_as_a_whole() {
            line.remove("Agency");
            line.remove("Status");
            assertThatThrownBy(this::read).satisfies(fault -> assertThat(((Refusal) fault).text().en())
                    .isEqualTo("Required columns are missing: Agency, Status."));
        }

        @Test
        void a_file_with_a_column_twice_is_refused_as_a_whole() {
            line.put("AGENCY", "DOT");
            assertThatThrownBy(this::read).hasMessage("COLUMN_TWICE");
        }

        private SourceCase read() {
            return SourceFormatTest.read(ImportFormat.NYC_311, Platform.NEW_YORK, line);
        }

        private void assertRefused(String column, LineRule rule) {
            SourceFormatTest.assertRefused(this::read, column, rule);
        }
    }

    @Nested
    class Of_georeport_bulk {

        private final Map<String, String> line = new LinkedHashMap<>(Map.of("service_request_id", "638344",
                "requested_datetime", "2026-04-14T06:37:38+09:00", "closed_date", "2026-04-15T01:00:00Z",
                "service_name", "Sampah", "service_subtype", "Sungai", "agency_responsible", "Dinas Lingkungan Hidup",
                "description", "Menumpuk sejak Senin", "status_description", "closed", "status_notes", "Diangkut"));

        @Test
        void times_carry_their_zone_or_are_in_the_imports() {
            assertThat(read().created()).isEqualTo("2026-04-13T21:37:38Z");
            line.put("requested_datetime", "2026-04-14T06:37");
            assertThat(read().created()).isEqualTo("2026-04-13T23:37:00Z");
        }

        @Test
        void a_day_without_a_time_of_day_is_refused() {
            line.put("closed_date", "2026-04-15");
            assertRefused(this::read, "closed_date", LineRule.TIME_UNREADABLE);
        }

        @Test
        void columns_become_what_they_are_here() {
            assertThat(read().agency().name()).isEqualTo("Dinas Lingkungan Hidup");
            assertThat(read().category()).hasToString("Sampah");
            assertThat(read().title()).isEqualTo("Sampah: Sungai");
            assertThat(read().narrative()).isEqualTo("Menumpuk sejak Senin");
            assertThat(read().resolution()).contains("Diangkut");
        }

        @Test
        void an_open_case_keeps_in_its_narrative_how_far_it_is() {
            line.putAll(Map.of("closed_date", "", "status_description", "open"));
            assertThat(read().closed()).isEmpty();
            assertThat(read().narrative())
                    .isEqualTo("Menumpuk sejak Senin\nstatus_description: open\nstatus_notes: Diangkut");
        }

        @Test
        void closed_without_a_time_of_closing_is_refused() {
            line.put("closed_date", "");
            assertRefused(this::read, "closed_date", LineRule.CLOSED_WITHOUT_TIME);
        }

        @Test
        void a_case_without_a_description_is_told_by_its_title() {
            line.put("description", "");
            assertThat(read().narrative()).isEqualTo("Sampah: Sungai");
        }

        private SourceCase read() {
            return SourceFormatTest.read(ImportFormat.GEOREPORT_BULK, ZoneId.of("Asia/Jakarta"), line);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String column,
                                      LineRule rule) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.field()).contains(column);
        });
    }
}
