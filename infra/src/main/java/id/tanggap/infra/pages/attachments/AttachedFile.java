package id.tanggap.infra.pages.attachments;

import id.tanggap.infra.pages.Language;
import id.tanggap.infra.pages.Pages;
import id.tanggap.query.complaint.ComplaintAnswer;
import id.tanggap.query.complaint.ComplaintView;
import java.util.List;
import java.util.Locale;
import org.springframework.web.server.ServerWebExchange;

/**
 * An attached file, as a page lists it: for the fragment {@code attachments/list}.
 *
 * @param title   what it is said to show, or else what it is
 * @param note    from whom it is, of which day, how large
 * @param state   why it cannot be opened; empty if it can
 * @param picture whether there is a small picture of it
 * @param path    where it is to be had
 */
public record AttachedFile(int number, String title, String note, String state, boolean picture, String path) {

    /** @param path under which the page's files are, without a slash at its end */
    public static List<AttachedFile> of(ComplaintAnswer complaint, String path, Pages pages, ServerWebExchange exchange) {
        Locale locale = Language.of(exchange).locale();
        return complaint.content().map(ComplaintAnswer.Content::attachments).orElse(List.of()).stream().map(file -> {
            boolean available = file.state() == ComplaintView.Attachment.State.AVAILABLE;
            return new AttachedFile(file.number(),
                    file.description().orElseGet(() -> pages.say(exchange, file.type().isPicture()
                            ? "attachments.picture" : "attachments.document", file.number())),
                    pages.say(exchange, "attachments.note", file.from().text().in(locale), pages.day(exchange, file.on()),
                            size(file.size(), locale)),
                    available ? "" : file.stateText().in(locale), available && file.type().isPicture(),
                    path + "/" + file.number());
        }).toList();
    }

    private static String size(long bytes, Locale locale) {
        return bytes < 1_000_000 ? "%d kB".formatted(Math.max(1, (bytes + 500) / 1_000))
                : String.format(locale, "%.1f MB", bytes / 1e6);
    }

    public boolean available() {
        return state.isEmpty();
    }
}
