package id.tanggap.infra.views;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Encodes rows. */
public final class ManyRows {

    /** Rows that are encoded on all processors; fewer are not worth it. */
    private static final int MANY = 5_000;

    private ManyRows() {
    }

    /** In the same order; so many that it pays, on all processors. */
    public static <T, R> List<R> each(List<T> rows, Function<T, R> what) {
        Stream<T> stream = rows.size() >= MANY ? rows.parallelStream() : rows.stream();
        return stream.map(what).toList();
    }
}
