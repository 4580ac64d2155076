package id.tanggap.infra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages say, in both languages. */
class WordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path WORDS = RESOURCES.resolve("words");
    private static final Pattern MARK = Pattern.compile("\\{\\d+}");
    private static final Pattern IN_TEMPLATES = Pattern.compile("#\\{([a-zA-Z0-9._-]+)|#messages\\.msg\\('([a-zA-Z0-9._-]+)'\\)");

    static Stream<Path> bundles() throws IOException {
        return Files.list(WORDS).filter(file -> !file.getFileName().toString().contains("_")).sorted();
    }

    private static Properties read(Path file) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static Path english(Path indonesian) {
        return indonesian.resolveSibling(indonesian.getFileName().toString().replace(".properties", "_en.properties"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everything_is_said_in_both_languages(Path bundle) {
        Properties indonesian = read(bundle);
        Properties english = read(english(bundle));

        assertThat(indonesian).isNotEmpty();
        assertThat(english.keySet()).isEqualTo(indonesian.keySet());
        assertThat(indonesian.values()).allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        indonesian.stringPropertyNames().forEach(key -> assertThat(marks(english.getProperty(key))).as(key)
                .isEqualTo(marks(indonesian.getProperty(key))));
    }

    /** In a text with values an apostrophe is written twice, in one without it is written once. */
    @ParameterizedTest
    @MethodSource("bundles")
    void no_apostrophe_gets_lost(Path bundle) {
        for (Properties words : List.of(read(bundle), read(english(bundle)))) {
            words.stringPropertyNames().forEach(key -> {
                String text = words.getProperty(key);
                assertThat(marks(text).isEmpty() ? text.contains("''") : text.replace("''", "").contains("'")).as(key).isFalse();
            });
        }
    }

    private static Set<String> marks(String text) {
        Set<String> marks = new TreeSet<>();
        Matcher matcher = MARK.matcher(text);
        while (matcher.find()) {
            marks.add(matcher.group());
        }
        return marks;
    }

    @Test
    void no_page_asks_for_words_that_there_are_not() throws IOException {
        Set<Object> known = bundles().flatMap(bundle -> read(bundle).keySet().stream()).collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Matcher matcher = IN_TEMPLATES.matcher(text(file));
                while (matcher.find()) {
                    asked.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                }
            });
        }

        assertThat(asked).isNotEmpty();
        assertThat(known).containsAll(asked);
    }

    /** What the configuration does not name would be said by nobody. */
    @Test
    void all_bundles_are_read() throws IOException {
        String configuration = text(RESOURCES.resolve("application.yaml"));

        assertThat(bundles().map(bundle -> "words/" + bundle.getFileName().toString().replace(".properties", "")))
                .allSatisfy(name -> assertThat(configuration).contains(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
