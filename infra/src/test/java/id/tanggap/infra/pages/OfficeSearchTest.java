package id.tanggap.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.office.OfficeView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeSearchTest {

    private static final List<OfficeView> OFFICES = Stream.of("Dinas Kependudukan dan Pencatatan Sipil", "Dinas Kesehatan",
            "Dinas Pekerjaan Umum", "Dinas Pendidikan", "Dinas Perhubungan", "Puskesmas Melati", "RSUD Kota")
            .map(name -> office(name, OfficeView.Standing.ACTIVE)).toList();

    private static OfficeView office(String name, OfficeView.Standing standing) {
        return new OfficeView(new OfficeId(UUID.nameUUIDFromBytes(name.getBytes())), 0, name, Optional.empty(), standing, null,
                Instant.EPOCH);
    }

    private static List<String> found(String words) {
        return OfficeSearch.find(OFFICES, words).stream().map(OfficeView::name).toList();
    }

    @ParameterizedTest
    @CsvSource({"pekerjaan umum,Dinas Pekerjaan Umum", "PEKERJAAN,Dinas Pekerjaan Umum", "kerja,Dinas Pekerjaan Umum",
        "dukcapil,Dinas Kependudukan dan Pencatatan Sipil", "disdik,Dinas Pendidikan", "dishub,Dinas Perhubungan",
        "dinkes,Dinas Kesehatan", "pérhubungan,Dinas Perhubungan", "dpu,Dinas Pekerjaan Umum",
        "puskes,Puskesmas Melati", "rsud,RSUD Kota"})
    void offices_are_found_by_what_people_call_them(String words, String name) {
        assertThat(found(words)).startsWith(name);
    }

    @Test
    void nothing_is_found_for_what_no_office_is_called() {
        assertThat(found("zzzz")).isEmpty();
    }

    @Test
    void with_nothing_to_look_for_the_first_are_offered_and_never_too_many() {
        assertThat(found(" ")).hasSize(7);
        List<OfficeView> many = IntStream.range(0, 500).mapToObj(i -> office("Dinas " + i, OfficeView.Standing.ACTIVE)).toList();
        assertThat(OfficeSearch.find(many, "")).hasSize(OfficeSearch.MOST);
        assertThat(OfficeSearch.find(many, "dinas")).hasSize(OfficeSearch.MOST);
    }

    @ParameterizedTest
    @CsvSource({"umum dinas,Dinas Pekerjaan Umum", "KÉSEHATAN,Dinas Kesehatan", "kesehatan melati,", "zzzz,",
        "dinas dukcapil,Dinas Kependudukan dan Pencatatan Sipil"})
    void an_office_fits_when_every_word_does_in_whatever_order(String words, String name) {
        assertThat(OfficeSearch.fitting(OFFICES, OfficeView::name, words)).extracting(OfficeView::name)
                .isEqualTo(Stream.ofNullable(name).toList());
    }

    @Test
    void all_offices_fit_when_nothing_is_looked_for_and_stand_as_they_stood() {
        assertThat(OfficeSearch.fitting(OFFICES, OfficeView::name, " ")).isEqualTo(OFFICES);
    }

    @Test
    void offices_that_take_no_complaints_are_not_offered() {
        assertThat(OfficeSearch.find(List.of(office("Dinas Lama", OfficeView.Standing.INACTIVE),
                office("Dinas Tutup", OfficeView.Standing.CLOSING)), "dinas")).isEmpty();
    }

    @Test
    void long_nonsense_costs_nothing() {
        long begun = System.nanoTime();
        found("dadadadadadadadadadadadadadadadadadadadada ".repeat(50));
        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
    }
}
