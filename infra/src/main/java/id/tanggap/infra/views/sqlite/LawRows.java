package id.tanggap.infra.views.sqlite;

import id.tanggap.infra.sqlite.Statements;
import id.tanggap.kernel.clock.Calendar;
import id.tanggap.kernel.clock.CalendarId;
import id.tanggap.kernel.clock.RecordedLaw;
import id.tanggap.kernel.clock.Rulebook;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.kernel.office.OfficeTerms;
import id.tanggap.query.law.LawView;
import id.tanggap.query.office.OfficeView;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The law in {@code views.db}: calendars and the rulebook in tables of their own, the rest with the offices. */
final class LawRows {

    private LawRows() {
    }

    static LawView read(Statements file, JsonMapper json, ZoneId zone) throws SQLException {
        List<Calendar> calendars = new ArrayList<>();
        Map<CalendarId, Long> sequences = new HashMap<>();
        try (ResultSet row = file.prepare("SELECT sequence, doc FROM calendar").executeQuery()) {
            while (row.next()) {
                Calendar calendar = json.readValue(row.getBytes(2), Calendar.class);
                calendars.add(calendar);
                sequences.put(calendar.id(), row.getLong(1));
            }
        }
        Map<OfficeId, OfficeTerms> offices = new HashMap<>();
        try (ResultSet row = file.prepare("SELECT doc FROM office").executeQuery()) {
            while (row.next()) {
                OfficeView office = json.readValue(row.getBytes(1), OfficeView.class);
                offices.put(office.id(), office.terms());
            }
        }
        try (ResultSet row = file.prepare("SELECT version, rulebook_sequence, rulebook FROM law").executeQuery()) {
            row.next();
            byte[] rulebook = row.getBytes(3);
            return new LawView(row.getLong(1), RecordedLaw.of(zone, calendars,
                    rulebook == null ? Rulebook.EMPTY : json.readValue(rulebook, Rulebook.class), offices),
                    sequences, row.getLong(2));
        }
    }

    /** Writes what changed; the offices are written as such. */
    static void write(LawView before, LawView now, Statements file, JsonMapper json) throws SQLException {
        for (Map.Entry<CalendarId, Long> calendar : now.calendars().entrySet()) {
            if (!calendar.getValue().equals(before.calendars().get(calendar.getKey()))) {
                PreparedStatement insert = file.prepare(
                        "INSERT OR REPLACE INTO calendar (id, sequence, doc) VALUES (?, ?, ?)");
                insert.setString(1, calendar.getKey().value());
                insert.setLong(2, calendar.getValue());
                insert.setBytes(3, json.writeValueAsBytes(now.law().calendar(calendar.getKey()).orElseThrow()));
                insert.executeUpdate();
            }
        }
        PreparedStatement update = file.prepare("UPDATE law SET version = ?");
        update.setLong(1, now.version());
        update.executeUpdate();
        if (now.rulebook() != before.rulebook()) {
            PreparedStatement rulebook = file.prepare("UPDATE law SET rulebook_sequence = ?, rulebook = ?");
            rulebook.setLong(1, now.rulebook());
            rulebook.setBytes(2, json.writeValueAsBytes(now.law().rulebook()));
            rulebook.executeUpdate();
        }
    }
}
