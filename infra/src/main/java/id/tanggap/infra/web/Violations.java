package id.tanggap.infra.web;

import id.tanggap.kernel.Text;
import jakarta.validation.ConstraintViolation;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What the validator found wrong, in words. */
public final class Violations {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    // Read when the platform starts: an event loop must not wait for files.
    private static final ResourceBundle INDONESIAN = messages(Locale.of("id"));
    private static final ResourceBundle ENGLISH = messages(Locale.ENGLISH);

    private Violations() {
    }

    /** Makes that the words are at hand from now on. */
    static void load() {
        // loading the class does it
    }

    private static ResourceBundle messages(Locale locale) {
        return ResourceBundle.getBundle("ValidationMessages", locale, NO_FALLBACK);
    }

    /** The violated constraint's message in both languages, from the same bundles that the validator reads. */
    public static Text text(ConstraintViolation<?> violation) {
        String template = violation.getMessageTemplate();
        Map<String, ?> values = violation.getConstraintDescriptor().getAttributes();
        return new Text(message(template, INDONESIAN), message(template, ENGLISH)).with(values);
    }

    private static String message(String template, ResourceBundle messages) {
        String key = template.startsWith("{") ? template.substring(1, template.length() - 1) : "";
        return messages.containsKey(key) ? messages.getString(key) : template;
    }
}
