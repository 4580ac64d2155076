package id.tanggap.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model promises nothing that no test shows. */
class ThreatModelTest {

    private static final Path ROOT = Path.of("..");
    private static final Path MODEL = ROOT.resolve("docs/threat-model.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static final Pattern EXTENDED = Pattern.compile("\\bclass \\w+ extends (\\w+)");

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(MODEL).stream();
    }

    @Test
    void every_line_of_its_tables_names_a_test() throws IOException {
        List<String> promises = lines().filter(line -> line.startsWith("| ") && !line.contains("| shown by |")).toList();

        assertThat(promises).hasSizeGreaterThan(20).allMatch(line -> NAMED.matcher(line).find());
    }

    @Test
    void every_test_that_it_names_exists() throws IOException {
        List<MatchResult> named = lines().flatMap(line -> NAMED.matcher(line).results()).toList();

        assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(sources(test.group(1)))
                .as("%s#%s", test.group(1), test.group(2))
                .anyMatch(source -> Pattern.compile("\\bvoid " + test.group(2) + "\\(").matcher(source).find()));
    }

    /**
     * Of all classes of that name, some of which are tests of the same thing from inside and from outside; and of those that
     * they extend, whose tests are theirs too.
     */
    private static List<String> sources(String test) {
        List<String> own = named(test);
        return Stream.concat(own.stream(), own.stream().flatMap(source -> EXTENDED.matcher(source).results())
                .flatMap(extended -> named(extended.group(1)).stream())).toList();
    }

    private static List<String> named(String type) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory)
                    .flatMap(ThreatModelTest::files).filter(file -> file.endsWith(type + ".java")).map(ThreatModelTest::read)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
