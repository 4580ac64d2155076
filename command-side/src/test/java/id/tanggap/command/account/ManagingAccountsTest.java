package id.tanggap.command.account;

import static id.tanggap.command.complaint.ComplaintFixture.ADMIN;
import static id.tanggap.command.complaint.ComplaintFixture.CLOSED_MARKETS;
import static id.tanggap.command.complaint.ComplaintFixture.DEWI;
import static id.tanggap.command.complaint.ComplaintFixture.OFFICES;
import static id.tanggap.command.complaint.ComplaintFixture.ROADS;
import static id.tanggap.command.complaint.ComplaintFixture.SITI;
import static id.tanggap.command.complaint.ComplaintFixture.UNKNOWN;
import static id.tanggap.command.complaint.ComplaintFixture.WATER;
import static id.tanggap.command.complaint.ComplaintFixture.by;

import id.tanggap.command.Answer;
import id.tanggap.command.CommandTargets;
import id.tanggap.command.Refused;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.NotFound;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountEvent;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.ExternalIdentity;
import id.tanggap.kernel.account.KeyId;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManagingAccountsTest {

    private static final AccountName BUDI = AccountName.of("budi");
    private static final AccountName GATEWAY = AccountName.of("gateway");
    private static final Shreddable<String> NAME = Shreddable.of(SITI, "Budi Santoso");
    private static final KeyId KEY = new KeyId(new UUID(1, 2));
    private static final Actor OUT_OF_OFFICE = Actor.of(Role.ADMINISTRATOR, "former");

    /** Two administrators, of whom one is no longer active. */
    private static final Accounts ACCOUNTS = id -> Optional.of(id.value()).filter(name -> name.equals(ADMIN.id())
            || name.equals(OUT_OF_OFFICE.id())).map(name -> new Account(id, Role.ADMINISTRATOR, Optional.empty(), NAME,
            SignInMethod.PASSWORD, name.equals(ADMIN.id()), java.util.Map.of()));

    private static AggregateTestFixture<AccountAggregate> fixture() {
        AggregateTestFixture<AccountAggregate> fixture = new AggregateTestFixture<>(AccountAggregate.class);
        fixture.registerInjectableResource(ACCOUNTS);
        fixture.registerInjectableResource(OFFICES);
        fixture.registerCommandTargetResolver(new CommandTargets());
        return fixture;
    }

    private static AccountCommand.Open open(Role role, OfficeId office, SignInMethod method, Actor actor) {
        return new AccountCommand.Open(BUDI, role, Optional.ofNullable(office), NAME, method, Optional.empty(), by(actor));
    }

    private static AccountEvent.Opened opened(AccountName account, Role role, OfficeId office, SignInMethod method) {
        return new AccountEvent.Opened(account, role, Optional.ofNullable(office), NAME, method, Optional.empty(), by(ADMIN));
    }

    private static AccountEvent.Opened officer() {
        return opened(BUDI, Role.OFFICER, ROADS, SignInMethod.PASSWORD);
    }

    private static AccountEvent.Opened machine() {
        return opened(GATEWAY, Role.API_CLIENT, null, SignInMethod.KEY);
    }

    private static void refuses(Rule rule, AccountCommand.Open command) {
        fixture().givenNoPriorActivity().when(command).expectNoEvents().expectException(Refused.by(rule));
    }

    private static void refuses(Rule rule, AccountEvent.Opened before, AccountCommand command) {
        fixture().given(before).when(command).expectNoEvents().expectException(Refused.by(rule));
    }

    // ---- who

    @Test
    void an_administrator_opens_an_account() {
        fixture().givenNoPriorActivity().when(open(Role.OFFICER, ROADS, SignInMethod.PASSWORD, ADMIN))
                .expectEvents(officer()).expectResultMessagePayload(new Answer("budi", 0, "ACTIVE", 0));
    }

    @Test
    void nobody_else_does_and_no_administrator_whose_own_account_is_not_active_or_not_there() {
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, open(Role.OFFICER, ROADS, SignInMethod.PASSWORD, DEWI));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, open(Role.OFFICER, ROADS, SignInMethod.PASSWORD, OUT_OF_OFFICE));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, open(Role.OFFICER, ROADS, SignInMethod.PASSWORD,
                Actor.of(Role.ADMINISTRATOR, "nobody")));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, officer(), new AccountCommand.Deactivate(BUDI, by(DEWI)));
    }

    @Test
    void nobody_manages_their_own_account() {
        AccountEvent.Opened own = opened(AccountName.of(ADMIN.id()), Role.ADMINISTRATOR, null, SignInMethod.PASSWORD);

        refuses(AccountRule.OWN_ACCOUNT, own, new AccountCommand.Deactivate(own.account(), by(ADMIN)));
        refuses(AccountRule.OWN_ACCOUNT, own, new AccountCommand.RequestPasswordReset(own.account(), by(ADMIN)));
        refuses(AccountRule.OWN_ACCOUNT, own, new AccountCommand.ChangeRole(own.account(), Role.INSPECTOR, Optional.empty(),
                by(ADMIN)));
    }

    // ---- roles

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"PUBLIC", "REPORTER", "SYSTEM"})
    void roles_without_people_have_no_accounts(Role role) {
        refuses(AccountRule.NOT_A_STAFF_ROLE, open(role, null, SignInMethod.PASSWORD, ADMIN));
    }

    @Test
    void officers_and_heads_have_an_active_office_and_nobody_else_has_one() {
        refuses(AccountRule.OFFICE_NEEDED, open(Role.OFFICER, null, SignInMethod.PASSWORD, ADMIN));
        refuses(AccountRule.OFFICE_UNKNOWN, open(Role.OFFICE_HEAD, UNKNOWN, SignInMethod.PASSWORD, ADMIN));
        refuses(AccountRule.OFFICE_UNKNOWN, open(Role.OFFICE_HEAD, CLOSED_MARKETS, SignInMethod.PASSWORD, ADMIN));
        refuses(AccountRule.OFFICE_OUT_OF_PLACE, open(Role.INSPECTOR, ROADS, SignInMethod.PASSWORD, ADMIN));
    }

    @Test
    void an_account_gets_another_role_and_office() {
        fixture().given(officer())
                .when(new AccountCommand.ChangeRole(BUDI, Role.OFFICE_HEAD, Optional.of(WATER), by(ADMIN)))
                .expectEvents(new AccountEvent.RoleChanged(BUDI, Role.OFFICE_HEAD, Optional.of(WATER), by(ADMIN)));
    }

    @Test
    void the_same_role_at_the_same_office_is_no_change() {
        fixture().given(officer())
                .when(new AccountCommand.ChangeRole(BUDI, Role.OFFICER, Optional.of(ROADS), by(ADMIN)))
                .expectNoEvents().expectResultMessagePayload(new Answer("budi", 0, "ACTIVE", 0));
    }

    @Test
    void machines_stay_machines() {
        refuses(AccountRule.MACHINES_STAY_MACHINES, machine(), new AccountCommand.ChangeRole(GATEWAY, Role.ADMINISTRATOR,
                Optional.empty(), by(ADMIN)));
        refuses(AccountRule.MACHINES_STAY_MACHINES, officer(), new AccountCommand.ChangeRole(BUDI, Role.API_CLIENT,
                Optional.empty(), by(ADMIN)));
    }

    // ---- coming and going

    @Test
    void a_deactivated_account_comes_back_without_its_keys() {
        fixture().given(machine(), new AccountEvent.KeyIssued(GATEWAY, KEY, NAME, by(ADMIN)),
                        new AccountEvent.Deactivated(GATEWAY, by(ADMIN)), new AccountEvent.Reactivated(GATEWAY, by(ADMIN)))
                .when(new AccountCommand.RevokeKey(GATEWAY, KEY, by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(NotFound.KEY_NOT_FOUND));
    }

    @Test
    void only_what_is_active_is_deactivated_and_only_what_is_not_is_reactivated() {
        refuses(AccountRule.ACCOUNT_ACTIVE, officer(), new AccountCommand.Reactivate(BUDI, by(ADMIN)));
        fixture().given(officer(), new AccountEvent.Deactivated(BUDI, by(ADMIN)))
                .when(new AccountCommand.Deactivate(BUDI, by(ADMIN)))
                .expectNoEvents().expectException(Refused.by(AccountRule.ACCOUNT_NOT_ACTIVE));
    }

    // ---- signing in

    @Test
    void machines_have_keys_and_no_password() {
        refuses(AccountRule.SIGN_IN_OUT_OF_PLACE, open(Role.API_CLIENT, null, SignInMethod.PASSWORD, ADMIN));
        refuses(AccountRule.NO_PASSWORD, machine(), new AccountCommand.RequestPasswordReset(GATEWAY, by(ADMIN)));
        fixture().given(machine()).when(new AccountCommand.IssueKey(GATEWAY, KEY, "Open311", by(ADMIN)))
                .expectEvents(new AccountEvent.KeyIssued(GATEWAY, KEY, Shreddable.of(SITI, "Open311"), by(ADMIN)));
    }

    @Test
    void people_have_no_keys() {
        refuses(AccountRule.SIGN_IN_OUT_OF_PLACE, open(Role.OFFICER, ROADS, SignInMethod.KEY, ADMIN));
        refuses(AccountRule.KEYS_FOR_MACHINES_ONLY, officer(), new AccountCommand.IssueKey(BUDI, KEY, "x", by(ADMIN)));
    }

    @Test
    void whoever_signs_in_elsewhere_is_somebody_there() {
        refuses(AccountRule.IDENTITY_NEEDED, open(Role.INSPECTOR, null, SignInMethod.OPENID_CONNECT, ADMIN));
        Optional<Shreddable<ExternalIdentity>> there = Optional.of(Shreddable.of(SITI,
                new ExternalIdentity("https://id.example", "7")));
        refuses(AccountRule.IDENTITY_NEEDED, new AccountCommand.Open(BUDI, Role.INSPECTOR, Optional.empty(), NAME,
                SignInMethod.PASSWORD, there, by(ADMIN)));
        fixture().givenNoPriorActivity().when(new AccountCommand.Open(BUDI, Role.INSPECTOR, Optional.empty(), NAME,
                        SignInMethod.OPENID_CONNECT, there, by(ADMIN)))
                .expectEvents(new AccountEvent.Opened(BUDI, Role.INSPECTOR, Optional.empty(), NAME,
                        SignInMethod.OPENID_CONNECT, there, by(ADMIN)));
    }

    @Test
    void its_owner_and_nobody_else_sets_a_password() {
        fixture().given(officer())
                .when(new AccountCommand.SetPassword(BUDI, by(Actor.of(Role.OFFICER, "budi", ROADS))))
                .expectEvents(new AccountEvent.PasswordSet(BUDI, by(Actor.of(Role.OFFICER, "budi", ROADS))));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, officer(), new AccountCommand.SetPassword(BUDI, by(ADMIN)));
    }

    // ---- second factor

    @Test
    void an_owner_sets_up_an_authenticator_and_gives_it_up_and_nobody_does_that_for_them() {
        Actor budi = new Actor(Role.OFFICER, "budi", Optional.of(ROADS));
        fixture().given(officer()).when(new AccountCommand.SetSecondFactor(BUDI, by(budi)))
                .expectEvents(new AccountEvent.SecondFactorSet(BUDI, by(budi)));
        fixture().given(officer()).when(new AccountCommand.GiveUpSecondFactor(BUDI, by(budi)))
                .expectEvents(new AccountEvent.SecondFactorRemoved(BUDI, by(budi)));

        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, officer(), new AccountCommand.SetSecondFactor(BUDI, by(ADMIN)));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, officer(), new AccountCommand.GiveUpSecondFactor(BUDI, by(ADMIN)));
    }

    @Test
    void an_administrator_takes_a_lost_authenticator_away_but_not_their_own() {
        AccountEvent.Opened own = opened(AccountName.of(ADMIN.id()), Role.ADMINISTRATOR, null, SignInMethod.PASSWORD);

        fixture().given(officer()).when(new AccountCommand.TakeSecondFactor(BUDI, by(ADMIN)))
                .expectEvents(new AccountEvent.SecondFactorRemoved(BUDI, by(ADMIN)));
        refuses(AccountRule.OWN_ACCOUNT, own, new AccountCommand.TakeSecondFactor(own.account(), by(ADMIN)));
        refuses(AccountRule.ACCOUNTS_BY_ADMINISTRATORS_ONLY, officer(), new AccountCommand.TakeSecondFactor(BUDI, by(DEWI)));
        refuses(AccountRule.NO_PASSWORD, machine(), new AccountCommand.TakeSecondFactor(GATEWAY, by(ADMIN)));
    }
}
