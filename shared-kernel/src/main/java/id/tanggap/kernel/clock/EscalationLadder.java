package id.tanggap.kernel.clock;

import id.tanggap.kernel.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told when a limit runs out. Telling is all that it does: it moves no complaint and stops no clock.
 *
 * @param levels in the order in which they are reached
 */
public record EscalationLadder(List<Level> levels) {

    /** Who is told. */
    public enum Addressee {
        /** The officer who has the complaint; the office as a whole while nobody has. */
        OFFICER,
        OFFICE_HEAD,
        /** The office above it; the inspectorate where none is. */
        SUPERVISING_OFFICE,
        INSPECTORATE
    }

    /**
     * One rung.
     *
     * @param percent of the limit that is used up when it is reached
     */
    public record Level(int percent, Addressee addressee, Text text) {

        public Level {
            Objects.requireNonNull(addressee, "addressee");
            Objects.requireNonNull(text, "text");
            if (percent < 1 || percent > 1_000) {
                throw new IllegalArgumentException("a level is reached at 1 to 1,000 percent");
            }
        }
    }

    /** A reminder at half time; then one office higher each time. */
    public static final EscalationLadder GENERAL = new EscalationLadder(List.of(
            new Level(50, Addressee.OFFICER, new Text("Setengah dari batas waktu telah terpakai.",
                    "Half of the time limit is used up.")),
            new Level(75, Addressee.OFFICE_HEAD, new Text("Tiga perempat dari batas waktu telah terpakai.",
                    "Three quarters of the time limit are used up.")),
            new Level(100, Addressee.SUPERVISING_OFFICE, new Text("Batas waktu telah terlampaui.",
                    "The time limit has run out.")),
            new Level(150, Addressee.INSPECTORATE, new Text("Satu setengah kali batas waktu telah terpakai.",
                    "One and a half times the time limit is used up."))));

    /** @throws IllegalArgumentException if the percentages do not rise */
    public EscalationLadder {
        levels = List.copyOf(levels);
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).percent() <= levels.get(i - 1).percent()) {
                throw new IllegalArgumentException("each level is reached after the one before");
            }
        }
    }

    /** The level that comes after one. @param percent 0 before the first */
    public Optional<Level> after(int percent) {
        return levels.stream().filter(level -> level.percent() > percent).findFirst();
    }

    /**
     * The lowest level that was reached and not done yet. After a standstill several may be: none is left out.
     *
     * @param alreadyDone the percentages of the levels that are done
     */
    public Optional<Level> next(WorkingDuration used, Limit limit, Set<Integer> alreadyDone) {
        return levels.stream().filter(level -> !alreadyDone.contains(level.percent()))
                .findFirst().filter(level -> used.compareTo(limit.share(level.percent())) >= 0);
    }

    /** When each level is reached, as things stand. */
    public Map<Level, Due> moments(LegalClock clock) {
        Map<Level, Due> moments = new LinkedHashMap<>();
        levels.forEach(level -> moments.put(level, clock.reaches(level.percent())));
        return Collections.unmodifiableMap(moments);
    }
}
