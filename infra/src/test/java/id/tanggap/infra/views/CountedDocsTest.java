package id.tanggap.infra.views;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.scorecard.Counted;
import id.tanggap.query.scorecard.Figure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountedDocsTest {

    @Test
    void what_is_written_is_read_whatever_it_is_and_a_row_is_of_one_office_and_day() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            List<Counted> all = new ArrayList<>();
            long position = random.nextLong(1L << 40);
            for (int i = 0; i < 200; i++) {
                position += random.nextInt(300);
                EnumSet<Figure> figures = EnumSet.noneOf(Figure.class);
                random.ints(random.nextInt(4), 0, Figure.values().length).forEach(figure -> figures.add(Figure.values()[figure]));
                all.add(new Counted(new OfficeId(new UUID(1, random.nextInt(3))), LocalDate.of(2026, 1, 1 + random.nextInt(3)),
                        Classification.values()[random.nextInt(4)], random.nextLong(1L << 40), position, figures,
                        random.nextBoolean(), random.nextBoolean() ? OptionalLong.empty()
                                : OptionalLong.of(random.nextLong(1L << random.nextInt(1, 40)))));
            }

            List<CountedDocs.Row> rows = CountedDocs.rows(all);

            assertThat(rows).hasSizeLessThanOrEqualTo(9);
            assertThat(rows.stream().flatMap(row -> CountedDocs.read(row).stream())).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void nothing_is_no_row() {
        assertThat(CountedDocs.rows(List.of())).isEmpty();
    }
}
