package id.tanggap.infra.signin;

import id.tanggap.infra.signin.AccountStore.At;
import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.signin.AccountStore.SessionRow;
import id.tanggap.infra.signin.sqlite.SqliteAccountStore;
import id.tanggap.kernel.account.AccountName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The process that {@link AccountsKillNineTest} kills: tells what was done with accounts once it is acknowledged. */
final class ChangingAccountsUntilKilled {

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private ChangingAccountsUntilKilled() {
    }

    static AccountName account(long position) {
        return AccountName.of("a" + position);
    }

    public static void main(String[] arguments) {
        AccountStore store = SqliteAccountStore.open(Path.of(arguments[0]));
        Thread.ofPlatform().start(() -> follow(store));
        for (int i = 0; i < 3; i++) {
            String name = arguments[1] + "." + i;
            Thread.ofPlatform().start(() -> signIn(store, name));
        }
    }

    private static void follow(AccountStore store) {
        for (long position = store.reached().position() + 1; ; position++) {
            store.follow(List.of(new At(position, new Change.Put(account(position), "event " + position, "OFFICER",
                    Optional.empty(), "PASSWORD", Optional.empty()))), new Reached(position, Optional.of("event " + position)));
            tell("followed " + position);
        }
    }

    private static void signIn(AccountStore store, String name) {
        for (int i = 0; ; i++) {
            // of the accounts that are there from the first moments; each thread has its own
            AccountName account = account(Integer.parseInt(name.substring(name.length() - 1)));
            String hash = name + "." + i;
            if (store.setPassword(account, hash, Optional.empty(), Instant.EPOCH)) {
                tell("password " + account.value() + " " + hash);
                store.open(new SessionRow(hash, account, Optional.empty(), Instant.EPOCH, Instant.EPOCH,
                        AccountStore.ONE_EPOCH, Instant.MAX));
                tell("session " + account.value() + " " + hash);
            }
        }
    }

    private static void tell(String what) {
        try {
            // with one call, so that lines do not mix and only the last one can be cut
            OUT.write((what + ".\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
