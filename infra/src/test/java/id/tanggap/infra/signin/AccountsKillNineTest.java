package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.infra.eventstore.sqlite.Jvm;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import id.tanggap.kernel.account.AccountName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process that has {@code accounts.db} open again and again, and looks for all that it had acknowledged. */
class AccountsKillNineTest {

    private static final int ROUNDS = Integer.getInteger("tanggap.kill.rounds", 5);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20_261_129);

    @Test
    void what_was_acknowledged_before_kill_9_holds_and_accounts_and_position_are_of_one_moment() throws Exception {
        Path file = folder.resolve("accounts.db");
        for (int round = 0; round < ROUNDS; round++) {
            // when a process is killed that follows accounts, sets passwords and begins sessions
            Told told = toldUntilKilled(file, round);

            // then the file opens without any repair, and holds all that was acknowledged
            try (AccountStore store = SqliteAccountStore.open(file)) {
                long reached = store.reached().position();
                assertThat(reached).isGreaterThanOrEqualTo(told.followed);
                assertThat(store.accounts()).extracting(AccountStore.Row::account).containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(0, reached).mapToObj(ChangingAccountsUntilKilled::account).toList());
                told.passwords.forEach((account, hash) -> {
                    // the next one may have been on its way: it ends the session of the one before, never without its own hash
                    String kept = store.password(AccountName.of(account)).orElseThrow();
                    assertThat(number(kept)).isBetween(number(hash), number(hash) + 1);
                    if (kept.equals(hash) && hash.equals(told.sessions.get(account))) {
                        assertThat(store.session(hash)).isPresent();
                    }
                });
                told.sessions.forEach((account, hash) -> assertThat(store.session(hash).isPresent()
                        || !store.password(AccountName.of(account)).orElseThrow().equals(hash)).isTrue());
            }
        }
    }

    private static int number(String hash) {
        return Integer.parseInt(hash.substring(hash.lastIndexOf('.') + 1));
    }

    private static final class Told {

        private long followed = -1;
        private final Map<String, String> passwords = new HashMap<>();
        private final Map<String, String> sessions = new HashMap<>();
        private int lines;

        void take(String line) {
            String[] parts = line.substring(0, line.length() - 1).split(" ");
            switch (parts[0]) {
                case "followed" -> followed = Long.parseLong(parts[1]);
                case "password" -> passwords.put(parts[1], parts[2]);
                case "session" -> sessions.put(parts[1], parts[2]);
                default -> throw new IllegalStateException(line);
            }
            lines++;
        }
    }

    private Told toldUntilKilled(Path file, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.command(ChangingAccountsUntilKilled.class, file.toString(), "r" + round))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int lines = random.nextInt(100, 1_500);
        Told told = new Told();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // a line that the kill cut in two has no full stop
                if (line.endsWith(".")) {
                    told.take(line);
                    if (told.lines == lines) {
                        // by its handle: Process.destroyForcibly would also throw away the lines that were not read yet
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(128 + 9);
        return told;
    }
}
