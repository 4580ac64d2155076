package id.tanggap.infra.pages.figures;

import id.tanggap.infra.pages.OfficeList;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Text;
import id.tanggap.query.api.Reader;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From which day to which somebody looks, both included. What is offered are whole months up to now, so that they are the sum of
 * months that a trend tells, and nothing that it leaves out can be worked out from the difference.
 */
record Days(LocalDate from, LocalDate to) {

    static final String FROM = "dari";
    static final String TO = "sampai";

    private static final int[] OFFERED_MONTHS = {3, 6, 12};
    private static final int MAX_YEARS = 30;

    /**
     * The present month and the two before it, unless the reader asks for other days.
     *
     * @throws Refusal if those are none
     */
    static Days asked(Reader reader, LocalDate today) {
        LocalDate to = reader.day(TO).orElse(today);
        LocalDate from = reader.day(FROM).orElseGet(() -> months(OFFERED_MONTHS[0], to).from());
        if (from.isAfter(to) || from.plusYears(MAX_YEARS).isBefore(to)) {
            throw Refusal.of(RequestRule.PARAMETER_INVALID, FROM, Map.of("expected",
                    new Text("hari yang tidak sesudah hari terakhir, paling lama " + MAX_YEARS + " tahun sebelumnya",
                            "a day not after the last one, at most " + MAX_YEARS + " years before it")));
        }
        return new Days(from, to);
    }

    private static Days months(int months, LocalDate to) {
        return new Days(YearMonth.from(to).minusMonths(months - 1L).atDay(1), to);
    }

    /** As many days before. */
    Days before() {
        long length = to.toEpochDay() - from.toEpochDay() + 1;
        return new Days(from.minusDays(length), from.minusDays(1));
    }

    /** As parameters of an address. */
    String query() {
        return OfficeList.query(asParameters());
    }

    Map<String, String> asParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(FROM, from.toString());
        parameters.put(TO, to.toString());
        return parameters;
    }

    /** Other days to choose. @param here whether those are the ones */
    public record Offer(String words, String href, boolean here) {
    }

    List<Offer> offers(String path, LocalDate today, Speech speech) {
        return offers(path, Map.of(), today, speech);
    }

    /** @param asked what else was asked for, which is so of other days too */
    List<Offer> offers(String path, Map<String, String> asked, LocalDate today, Speech speech) {
        return IntStream.of(OFFERED_MONTHS).mapToObj(months -> {
            Days days = months(months, today);
            Map<String, String> parameters = days.asParameters();
            parameters.putAll(asked);
            return new Offer(speech.say("figures.days.months", months), path + "?" + OfficeList.query(parameters),
                    days.equals(this));
        }).toList();
    }
}
