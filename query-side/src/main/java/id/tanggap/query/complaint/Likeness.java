package id.tanggap.query.complaint;

import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.complaint.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two complaints are compared by: the words they say and the place they name. Coarse on purpose, and pure: words of four
 * letters and more by their first six, so that most forms of a word are one.
 */
record Likeness(Set<String> said, Set<String> place, Optional<Location.Coordinates> point) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
    private static final int SHORTEST = 4;
    private static final int BEGINNING = 6;
    private static final double NEAR_KILOMETRES = 1.5;
    private static final double EARTH_KILOMETRES = 6371;

    /** Words that stand in most reports, addresses and names of offices, and tell nothing of one. */
    private static final Set<String> COMMON = Set.of("yang", "untuk", "dengan", "sudah", "belum", "tidak", "dari", "pada", "kami",
            "saya", "mohon", "tolong", "karena", "sampai", "sangat", "juga", "akan", "oleh", "atau", "agar", "bapak", "hari",
            "bulan", "tahun", "minggu", "setiap", "masih", "sejak", "jalan", "depan", "dekat", "belakang", "samping", "sebelah",
            "kota", "kabupaten", "kecamatan", "kelurahan", "desa", "nomor", "gang", "dinas", "badan", "kantor", "provinsi",
            "daerah", "laporan", "petugas", "warga", "there", "with", "this", "that", "have", "been", "from", "street");

    static Likeness of(ComplaintAnswer complaint) {
        Optional<ComplaintAnswer.Content> content = complaint.content();
        return new Likeness(words(Stream.concat(content.flatMap(ComplaintAnswer.Content::title).stream(),
                content.flatMap(ComplaintAnswer.Content::narrative).stream())),
                content.flatMap(ComplaintAnswer.Content::location));
    }

    /** @param complaint opened */
    static Likeness of(ComplaintView complaint) {
        return new Likeness(words(Stream.concat(complaint.title().value().stream(), complaint.narrative().value().stream())),
                complaint.location().flatMap(Shreddable::value));
    }

    private Likeness(Set<String> said, Optional<Location> where) {
        this(said, words(where.flatMap(Location::address).stream()), where.flatMap(Location::coordinates));
    }

    private static Set<String> words(Stream<String> texts) {
        return texts.flatMap(BETWEEN_WORDS::splitAsStream).map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST && !COMMON.contains(word)).map(Likeness::beginning)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(BEGINNING, word.length()));
    }

    /** From 0, nothing in common, to 1, the same words: the share that both say of what either says. */
    double closeness(Likeness other) {
        long both = said.stream().filter(other.said::contains).count();
        long either = said.size() + other.said.size() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /** Within a short walk, or at an address that shares half of its words. */
    boolean isNear(Likeness other) {
        if (point.isPresent() && other.point.isPresent()) {
            return kilometres(point.get(), other.point.get()) <= NEAR_KILOMETRES;
        }
        long both = place.stream().filter(other.place::contains).count();
        return both > 0 && 2 * both >= Math.min(place.size(), other.place.size());
    }

    private static double kilometres(Location.Coordinates a, Location.Coordinates b) {
        double north = Math.toRadians(b.latitude() - a.latitude());
        double east = Math.toRadians(b.longitude() - a.longitude()) * Math.cos(Math.toRadians((a.latitude() + b.latitude()) / 2));
        return EARTH_KILOMETRES * Math.hypot(north, east);
    }

    /** Words of an office's name, as they stand there, that the report has too. */
    List<String> inNameOf(String office) {
        return BETWEEN_WORDS.splitAsStream(office).filter(word -> word.length() > SHORTEST
                && !COMMON.contains(word.toLowerCase(Locale.ROOT)) && said.contains(beginning(word.toLowerCase(Locale.ROOT))))
                .distinct().toList();
    }
}
