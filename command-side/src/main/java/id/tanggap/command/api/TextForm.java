package id.tanggap.command.api;

import id.tanggap.kernel.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A {@link Text} as clients send it. */
public record TextForm(@NotBlank @Size(max = 200) @PlainText String id, @NotBlank @Size(max = 200) @PlainText String en) {

    /** Of a form that was found valid; on one line, whatever it was. */
    public Text text() {
        return new Text(onOneLine(id), onOneLine(en));
    }

    public static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
