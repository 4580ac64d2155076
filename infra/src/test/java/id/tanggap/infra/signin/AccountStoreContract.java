package id.tanggap.infra.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.tanggap.infra.signin.AccountStore.At;
import id.tanggap.infra.signin.AccountStore.Change;
import id.tanggap.infra.signin.AccountStore.Reached;
import id.tanggap.infra.signin.AccountStore.Row;
import id.tanggap.infra.signin.AccountStore.SessionRow;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an account store promises, whatever database is behind it. */
abstract class AccountStoreContract {

    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    static final AccountName SITI = AccountName.of("siti");
    static final KeyId KEY = KeyId.of(UUID.randomUUID().toString());

    /** The same at each call. */
    abstract AccountStore store();

    static At opened(long position, AccountName account, String role) {
        return new At(position, new Change.Put(account, "event " + position, role, Optional.of("office"), "PASSWORD",
                Optional.empty()));
    }

    static void follow(AccountStore store, At... changes) {
        long last = changes[changes.length - 1].position();
        store.follow(List.of(changes), new Reached(last, Optional.of("event " + last)));
    }

    /** Whether somebody who began a session would still be taken for its owner. */
    static boolean isOn(AccountStore store, String session) {
        return store.session(session).filter(row -> store.account(row.account()).filter(account ->
                account.active() && account.epoch().equals(row.epoch())).isPresent()).isPresent();
    }

    static void begin(AccountStore store, AccountName account, String hash) {
        store.open(new SessionRow(hash, account, Optional.of("Firefox, Linux"), NOW, NOW,
                store.account(account).orElseThrow().epoch(), NOW.plus(Duration.ofDays(400_000))));
    }

    @Test
    void an_account_is_what_its_events_say() {
        try (AccountStore store = store()) {
            assertThat(store.reached()).isEqualTo(new Reached(-1, Optional.empty()));
            follow(store, opened(3, SITI, "OFFICER"));
            Row first = store.account(SITI).orElseThrow();
            assertThat(first).extracting(Row::role, Row::office, Row::active, Row::signIn, Row::password)
                    .containsExactly("OFFICER", Optional.of("office"), true, "PASSWORD", false);

            follow(store, new At(5, new Change.Act(SITI, "INSPECTOR", Optional.empty())), new At(7, new Change.Close(SITI)));
            assertThat(store.account(SITI)).get().extracting(Row::role, Row::office, Row::active)
                    .containsExactly("INSPECTOR", Optional.empty(), false);

            follow(store, new At(9, new Change.Reopen(SITI)));
            assertThat(store.accounts()).singleElement().extracting(Row::role, Row::active).containsExactly("INSPECTOR", true);
            assertThat(store.account(AccountName.of("budi"))).isEmpty();
        }
        try (AccountStore store = store()) {
            assertThat(store.reached()).isEqualTo(new Reached(9, Optional.of("event 9")));
            assertThat(store.account(SITI)).isPresent();
        }
    }

    @Test
    void a_session_goes_on_until_it_is_ended() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            begin(store, SITI, "one");
            begin(store, SITI, "two");
            store.seen("one", NOW.plusSeconds(90), NOW.plus(Duration.ofDays(400_000)));
            store.end("two");

            assertThat(store.sessions()).extracting(SessionRow::hash).containsExactly("one");
            assertThat(store.session("one")).get().extracting(SessionRow::account, SessionRow::started, SessionRow::seen)
                    .containsExactly(SITI, NOW, NOW.plusSeconds(90));
            assertThat(isOn(store, "one")).isTrue();
            assertThat(isOn(store, "two")).isFalse();
        }
    }

    @Test
    void the_sessions_of_one_account_are_found_with_the_browser_in_which_each_began() {
        try (AccountStore store = store()) {
            AccountName budi = AccountName.of("budi");
            follow(store, opened(3, SITI, "OFFICER"), opened(4, budi, "OFFICER"));
            begin(store, SITI, "one");
            begin(store, budi, "his");
            store.open(new SessionRow("two", SITI, Optional.empty(), NOW, NOW, store.account(SITI).orElseThrow().epoch(),
                    NOW.plus(Duration.ofDays(400_000))));

            assertThat(store.sessions(SITI)).extracting(SessionRow::hash, SessionRow::browser).containsExactlyInAnyOrder(
                    tuple("one", Optional.of("Firefox, Linux")), tuple("two", Optional.empty()));
            assertThat(store.sessions(AccountName.of("nobody"))).isEmpty();
        }
    }

    @Test
    void another_role_a_deactivation_and_another_password_end_all_sessions_of_that_account_and_of_no_other() {
        try (AccountStore store = store()) {
            AccountName budi = AccountName.of("budi");
            follow(store, opened(3, SITI, "OFFICER"), opened(4, budi, "OFFICER"));
            begin(store, budi, "his");

            begin(store, SITI, "first");
            follow(store, new At(5, new Change.Act(SITI, "OFFICE_HEAD", Optional.empty())));
            assertThat(isOn(store, "first")).isFalse();

            begin(store, SITI, "second");
            follow(store, new At(6, new Change.Close(SITI)), new At(7, new Change.Reopen(SITI)));
            assertThat(isOn(store, "second")).isFalse();

            begin(store, SITI, "third");
            assertThat(store.setPassword(SITI, "hash", Optional.empty(), NOW)).isTrue();
            assertThat(isOn(store, "third")).isFalse();
            assertThat(isOn(store, "his")).isTrue();
        }
    }

    @Test
    void an_invitation_lets_one_password_be_set_before_it_expires() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            store.invite(SITI, "before", NOW.plusSeconds(60));
            store.invite(SITI, "token", NOW.plusSeconds(60));

            assertThat(store.isInvited(SITI, "before", NOW)).isFalse();
            assertThat(store.isInvited(SITI, "token", NOW.plusSeconds(60))).isFalse();
            assertThat(store.setPassword(SITI, "late", Optional.of("token"), NOW.plusSeconds(60))).isFalse();
            assertThat(store.password(SITI)).isEmpty();
            assertThat(store.isInvited(SITI, "token", NOW)).isTrue();

            assertThat(store.setPassword(SITI, "first", Optional.of("token"), NOW)).isTrue();
            assertThat(store.setPassword(SITI, "second", Optional.of("token"), NOW)).isFalse();
            assertThat(store.password(SITI)).contains("first");
            assertThat(store.account(SITI)).get().extracting(Row::password).isEqualTo(true);
        }
    }

    @Test
    void whoever_was_put_out_can_neither_set_a_password_nor_use_an_invitation_from_before() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            store.invite(SITI, "token", NOW.plusSeconds(60));
            follow(store, new At(4, new Change.Close(SITI)));
            assertThat(store.setPassword(SITI, "hash", Optional.empty(), NOW)).isFalse();

            follow(store, new At(5, new Change.Reopen(SITI)));

            assertThat(store.isInvited(SITI, "token", NOW)).isFalse();
            assertThat(store.setPassword(SITI, "hash", Optional.of("token"), NOW)).isFalse();
        }
    }

    @Test
    void a_key_is_valid_from_when_it_is_told_until_it_is_revoked_or_its_account_is_closed() {
        try (AccountStore store = store()) {
            KeyId other = KeyId.of(UUID.randomUUID().toString());
            follow(store, opened(3, SITI, "API_CLIENT"));
            assertThat(store.keep(SITI, KEY, "too early")).isFalse();
            follow(store, new At(4, new Change.AddKey(SITI, KEY)), new At(5, new Change.AddKey(SITI, other)));
            assertThat(store.keep(SITI, KEY, "hash")).isTrue();
            assertThat(store.keep(SITI, KEY, "told again")).isTrue();
            assertThat(store.keep(SITI, other, "other")).isTrue();

            assertThat(store.key("hash")).isEmpty();
            assertThat(store.key("told again")).get().extracting(row -> row.account(), row -> row.key()).containsExactly(SITI, KEY);
            assertThat(store.keys()).hasSize(2);

            follow(store, new At(6, new Change.VoidKey(SITI, KEY)));
            assertThat(store.key("told again")).isEmpty();
            assertThat(store.keep(SITI, KEY, "once more")).isFalse();
            assertThat(store.key("other")).isPresent();

            follow(store, new At(7, new Change.Close(SITI)), new At(8, new Change.Reopen(SITI)));
            assertThat(store.key("other")).isEmpty();
            assertThat(store.keys()).isEmpty();
        }
    }

    @Test
    void whoever_starts_over_keeps_passwords_and_keys_of_accounts_that_are_the_same() {
        try (AccountStore store = store()) {
            List<At> history = new ArrayList<>(List.of(opened(3, SITI, "OFFICER"), new At(4, new Change.AddKey(SITI, KEY))));
            follow(store, history.toArray(At[]::new));
            store.setPassword(SITI, "hash", Optional.empty(), NOW);
            store.keep(SITI, KEY, "key");
            begin(store, SITI, "session");

            store.startOver();
            assertThat(store.reached()).isEqualTo(new Reached(-1, Optional.empty()));
            assertThat(store.accounts()).isEmpty();
            assertThat(store.account(SITI)).isEmpty();
            assertThat(store.key("key")).isEmpty();
            assertThat(isOn(store, "session")).isFalse();

            follow(store, history.toArray(At[]::new));
            assertThat(store.password(SITI)).contains("hash");
            assertThat(store.key("key")).isPresent();
            assertThat(isOn(store, "session")).isFalse();
        }
    }

    @Test
    void an_account_of_the_same_name_in_another_history_has_nobodys_password() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            store.setPassword(SITI, "hash", Optional.empty(), NOW);
            store.startOver();

            follow(store, opened(4, SITI, "ADMINISTRATOR"));

            assertThat(store.password(SITI)).isEmpty();
            assertThat(store.account(SITI)).get().extracting(Row::password).isEqualTo(false);
        }
    }

    private static boolean setFactor(AccountStore store, long position) {
        return store.setFactor(SITI, new AccountStore.FactorRow("seed " + position, 100), Set.of("first", "second"), position);
    }

    @Test
    void an_authenticator_takes_each_step_and_each_recovery_code_once_and_ends_the_sessions_from_before() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            begin(store, SITI, "session");
            assertThat(store.factor(SITI)).isEmpty();
            assertThat(setFactor(store, 4)).isTrue();

            assertThat(isOn(store, "session")).isFalse();
            assertThat(store.account(SITI)).get().extracting(Row::factor).isEqualTo(true);
            assertThat(store.takeStep(SITI, 100)).isFalse();
            assertThat(store.takeStep(SITI, 102)).isTrue();
            assertThat(store.takeStep(SITI, 102)).isFalse();
            assertThat(store.takeStep(SITI, 101)).isFalse();
            assertThat(store.factor(SITI)).contains(new AccountStore.FactorRow("seed 4", 102));
            assertThat(store.takeRecovery(SITI, "first")).isTrue();
            assertThat(store.takeRecovery(SITI, "first")).isFalse();
            assertThat(store.takeRecovery(SITI, "third")).isFalse();
            assertThat(store.takeRecovery(SITI, "second")).isTrue();
        }
    }

    @Test
    void an_authenticator_that_was_taken_away_is_gone_with_its_codes_and_sessions_and_does_not_come_late() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"));
            setFactor(store, 4);
            begin(store, SITI, "session");

            follow(store, new At(6, new Change.DropFactor(SITI)));

            assertThat(isOn(store, "session")).isFalse();
            assertThat(store.factor(SITI)).isEmpty();
            assertThat(store.account(SITI)).get().extracting(Row::factor).isEqualTo(false);
            assertThat(store.takeRecovery(SITI, "first")).isFalse();
            assertThat(setFactor(store, 5)).isFalse();
            assertThat(setFactor(store, 7)).isTrue();
        }
    }

    @Test
    void an_authenticator_outlives_starting_over_unless_it_was_taken_away_or_the_account_is_another_one() {
        try (AccountStore store = store()) {
            At[] history = {opened(3, SITI, "OFFICER"), new At(5, new Change.DropFactor(SITI))};
            follow(store, history);
            setFactor(store, 6);

            store.startOver();
            follow(store, history);
            assertThat(store.factor(SITI)).get().extracting(AccountStore.FactorRow::seed).isEqualTo("seed 6");

            store.startOver();
            follow(store, opened(4, SITI, "OFFICER"));
            assertThat(store.factor(SITI)).isEmpty();
            assertThat(store.takeRecovery(SITI, "first")).isFalse();
        }
    }

    @Test
    void who_was_put_out_sets_up_no_authenticator() {
        try (AccountStore store = store()) {
            follow(store, opened(3, SITI, "OFFICER"), new At(4, new Change.Close(SITI)));

            assertThat(setFactor(store, 5)).isFalse();
        }
    }

    @Test
    void an_offer_is_taken_once_and_before_it_expires() {
        try (AccountStore store = store()) {
            assertThat(store.isOffered(NOW)).isFalse();
            store.offer("one", NOW.plusSeconds(60));
            store.offer("two", NOW.plusSeconds(60));

            assertThat(store.isOffered(NOW)).isTrue();
            assertThat(store.isOffered("one", NOW.plusSeconds(60))).isFalse();
            assertThat(store.takeOffer("one", NOW)).contains(NOW.plusSeconds(60));
            assertThat(store.takeOffer("one", NOW)).isEmpty();
            assertThat(store.takeOffer("two", NOW.plusSeconds(60))).isEmpty();
            assertThat(store.isOffered(NOW)).isFalse();
        }
    }
}
