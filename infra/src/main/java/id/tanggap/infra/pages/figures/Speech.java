package id.tanggap.infra.pages.figures;

import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Text;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.web.server.ServerWebExchange;

/** Words and figures in the language of whoever looks. */
final class Speech {

    private static final double LEAST_DAYS = 0.1;

    private final BiFunction<String, Object[], String> words;
    private final Locale locale;

    Speech(Pages pages, ServerWebExchange exchange) {
        this((key, values) -> pages.say(exchange, key, values), Language.of(exchange).locale());
    }

    /** @param words by their key, with values in them */
    Speech(BiFunction<String, Object[], String> words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    String say(String key, Object... values) {
        return words.apply(key, values);
    }

    String in(Text text) {
        return text.in(locale);
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(day);
    }

    String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMM uuuu", locale).format(month);
    }

    /** To the second, with the marks of the language. */
    String time(LocalTime time) {
        return DateTimeFormatter.ofPattern(locale.equals(Language.ENGLISH.locale()) ? "HH:mm:ss" : "HH.mm.ss").format(time);
    }

    /** What took more than so many working days and up to so many. */
    String took(int overDays, Optional<Integer> upToDays) {
        return upToDays.map(days -> overDays == 0 ? say("figures.times.upTo", days)
                : say("figures.times.from", overDays, days))
                .orElseGet(() -> say("figures.times.over", overDays));
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** To one decimal, where it has one. */
    String decimal(double number) {
        return decimal(number, 1);
    }

    String decimal(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /** To one decimal; what would be rounded to nothing, and is not nothing, is told as less than the least. */
    String workingDays(double days) {
        return days > 0 && days < LEAST_DAYS / 2 ? say("figures.days.least", decimal(LEAST_DAYS)) : decimal(days);
    }

    /** Up to how many, to one decimal. */
    String upToWorkingDays(double days) {
        return decimal(days > 0 ? Math.max(days, LEAST_DAYS) : 0);
    }

    /** @param share 0 to 1 */
    String percent(double share) {
        return decimal(100 * share) + "%";
    }
}
