package id.tanggap.kernel;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What people read, in both languages. {@code {name}} marks a value to be filled in.
 *
 * @param id Indonesian, the language of first choice
 * @param en English
 */
public record Text(String id, String en) {

    public Text {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(en, "en");
    }

    public Text with(Map<String, ?> values) {
        String inIndonesian = id;
        String inEnglish = en;
        for (Map.Entry<String, ?> value : values.entrySet()) {
            String mark = "{" + value.getKey() + "}";
            Object filling = value.getValue();
            inIndonesian = inIndonesian.replace(mark, filling instanceof Text t ? t.id : String.valueOf(filling));
            inEnglish = inEnglish.replace(mark, filling instanceof Text t ? t.en : String.valueOf(filling));
        }
        return new Text(inIndonesian, inEnglish);
    }

    /** English where it is asked for, Indonesian for everybody else. */
    public String in(Locale locale) {
        return "en".equals(locale.getLanguage()) ? en : id;
    }
}
