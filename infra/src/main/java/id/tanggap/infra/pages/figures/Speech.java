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
import org.springframework.web.server.ServerWebExchange;

/** Words and figures in the language of whoever looks. */
final class Speech {

    private final Pages pages;
    private final ServerWebExchange exchange;
    private final Locale locale;

    Speech(Pages pages, ServerWebExchange exchange) {
        this.pages = pages;
        this.exchange = exchange;
        this.locale = Language.of(exchange).locale();
    }

    String say(String key, Object... values) {
        return pages.say(exchange, key, values);
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

    /** @param share 0 to 1 */
    String percent(double share) {
        return decimal(100 * share) + "%";
    }
}
