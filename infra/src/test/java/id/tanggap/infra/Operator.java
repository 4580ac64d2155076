package id.tanggap.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the packaged application's commands, as its {@code main} does. */
public final class Operator {

    private Operator() {
    }

    /** What the command says that it did. */
    public static String does(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        assertThat(run(said, complained, arguments)).as(complained.toString(StandardCharsets.UTF_8)).isZero();
        return said.toString(StandardCharsets.UTF_8);
    }

    /** What the command says why it does not. */
    public static String fails(String... arguments) {
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        assertThat(run(new ByteArrayOutputStream(), complained, arguments)).isNotZero();
        return complained.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
        return OperatorCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
    }
}
