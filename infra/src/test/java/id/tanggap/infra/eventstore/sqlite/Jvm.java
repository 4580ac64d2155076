package id.tanggap.infra.eventstore.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM like this one, small and quick. */
public final class Jvm {

    private Jvm() {
    }

    public static List<String> command(Class<?> main, String... arguments) {
        return command(64, main, arguments);
    }

    /** @param megabytes of heap */
    public static List<String> command(int megabytes, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
