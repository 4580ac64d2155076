package id.tanggap.infra.signin;

import id.tanggap.command.Commands;
import id.tanggap.command.Identifiers;
import id.tanggap.command.Newcomers;
import id.tanggap.command.PlatformKey;
import id.tanggap.command.account.AccountsApi;
import id.tanggap.command.account.Credentials;
import id.tanggap.command.account.ManagingAccounts;
import id.tanggap.command.account.RecordedAccounts;
import id.tanggap.infra.ForRole;
import id.tanggap.infra.TanggapProperties;
import id.tanggap.infra.TanggapProperties.Role;
import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.EventTypes;
import id.tanggap.infra.eventstore.TotalOrderEventStorageEngine;
import id.tanggap.infra.eventstore.TotalOrderEventStore;
import id.tanggap.infra.web.edge.PublicAddress;
import id.tanggap.infra.pages.Pages;
import id.tanggap.kernel.Refusal;
import id.tanggap.query.office.Offices;
import id.tanggap.query.person.PersonalData;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/** Signing in, put together. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SignInConfiguration {

    @Bean
    Directory directory(AccountStore store, PersonalData people, Clock clock, SignInProperties settings, PlatformKey key) {
        return new Directory(store, people, clock, settings, identity -> HexFormat.of().formatHex(
                key.mac("identity\n" + identity.issuer() + "\n" + identity.subject())));
    }

    @Bean
    FollowingAccounts followingAccounts(TotalOrderEventStorageEngine events, EventTypes types, EventLog log,
                                        Directory directory) {
        return new FollowingAccounts(events, types, log::head, directory);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    SigningIn signingIn(Directory directory, Passwords passwords, Clock clock, Commands commands, PlatformKey key) {
        return new SigningIn(directory, passwords, new SecondFactors(directory, key, clock), new Attempts(clock), commands);
    }

    @Bean
    SecondFactorPolicy secondFactorPolicy(SignInProperties settings, ServerProperties server, PublicAddress people) {
        return SecondFactorPolicy.of(settings, server, people);
    }

    @Bean
    RecordedAccounts recordedAccounts(TotalOrderEventStore events) {
        return new RecordedAccounts(events);
    }

    @Bean
    ManagingAccounts managingAccounts(Commands commands, Credentials credentials, Identifiers identifiers, Newcomers newcomers) {
        return new ManagingAccounts(commands, credentials, identifiers, newcomers);
    }

    @Bean
    @ForRole(Role.COMMAND)
    AccountsApi accountsApi(ManagingAccounts accounts) {
        return new AccountsApi(accounts);
    }

    @Bean
    ReadingAccounts readingAccounts(Directory directory, RecordedAccounts accounts, PersonalData people) {
        return new ReadingAccounts(directory, accounts, people);
    }

    @Bean
    AccountViewsApi accountViewsApi(ReadingAccounts accounts) {
        return new AccountViewsApi(accounts);
    }

    @Bean
    @ForRole(Role.QUERY)
    AccountPages accountPages(Pages pages, ReadingAccounts accounts, ManagingAccounts managing, Offices offices, Validator validator,
                              TanggapProperties properties) {
        return new AccountPages(pages, accounts, managing, offices, validator, properties.zone());
    }

    @Bean
    FirstAdministrator firstAdministrator(Directory directory, Passwords passwords, Commands commands,
                                          Newcomers newcomers, Clock clock, ServerProperties server) {
        return new FirstAdministrator(directory, passwords, commands, newcomers, clock, server);
    }

    @Bean
    OfficePeople officePeople(Directory directory, ReadingAccounts accounts) {
        return new OfficePeople(directory, accounts);
    }

    @Bean
    SessionApi sessionApi(SigningIn signingIn, Directory directory, ReadingAccounts accounts, FirstAdministrator first) {
        return new SessionApi(signingIn, directory, accounts, first);
    }

    @Bean
    SignInPages signInPages(SigningIn signingIn, Directory directory, FirstAdministrator first, Pages pages,
                            Optional<OpenIdConnect> elsewhere, Offices offices, TanggapProperties properties,
                            SecondFactorPolicy policy) {
        return new SignInPages(signingIn, directory, first, elsewhere.map(OpenIdConnect::providers).orElse(List.of()), pages,
                offices, properties.zone(), policy);
    }

    @Bean
    SafeAddress safeAddress(ServerProperties server, SignInProperties settings, PublicAddress people) {
        return new SafeAddress(server, settings, people);
    }

    @Bean
    @ConditionalOnProperty("tanggap.sign-in.demo")
    @Order(Ordered.HIGHEST_PRECEDENCE)
    Demo demo(Commands commands, Newcomers newcomers, Directory directory, Passwords passwords, Clock clock) {
        return new Demo(commands, newcomers, directory, passwords, clock);
    }

    /** Where Spring Boot's own settings name a provider. */
    @Bean
    @Conditional(ProviderNamed.class)
    OpenIdConnect openIdConnect(ReactiveClientRegistrationRepository registrations, Directory directory,
                                SignInProperties settings, PlatformKey key, Clock clock) {
        return new OpenIdConnect(registrations, directory, settings, new AuthorizationRequests(key, clock));
    }

    /** Boot makes what holds its providers later than this configuration, so its own condition comes too early here. */
    static final class ProviderNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment()).bind("spring.security.oauth2.client.registration",
                    Bindable.mapOf(String.class, Object.class)).isBound();
        }
    }

    /** What is odd about an address or a method is answered like everything else that is not there. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        return ServerWebExchangeFirewall.INSECURE_NOOP;
    }

    /** How long requests take is measured once, by the server: timing each filter too costs more than it tells. */
    @Bean
    SecurityObservationSettings filtersAreNotTimed() {
        return SecurityObservationSettings.noObservations();
    }

    /** Answers are headed elsewhere, and who may do what is decided where it is done: this is about who asks. */
    @Bean
    SecurityWebFilterChain whoAsks(ServerHttpSecurity http, Directory directory, Optional<OpenIdConnect> elsewhere,
                                   SecondFactorPolicy policy) {
        SignInSecurity security = new SignInSecurity(directory, policy);
        elsewhere.ifPresent(connect -> connect.in(http));
        return http.securityMatcher(exchange -> elsewhere.isPresent() && OpenIdConnect.isOnTheWay(exchange)
                        ? MatchResult.match() : SignInSecurity.showsSomething(exchange))
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new SignInSecurity.SessionCsrfTokens())
                        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(security.needsCsrfToken())
                        .accessDeniedHandler((_, _) -> Mono.error(Refusal.of(SignInRule.CSRF_TOKEN_WRONG))))
                .addFilterAt(security.authentication(), SecurityWebFiltersOrder.AUTHENTICATION)
                .build();
    }
}
