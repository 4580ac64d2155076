package id.tanggap.infra.signin;

import id.tanggap.command.Commands;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Request;
import id.tanggap.command.account.AccountCommand;
import id.tanggap.command.account.AccountRule;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.SignInMethod;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Mono;

/**
 * As long as no administrator can sign in, each start offers whoever reads the log to become one: with a token that is used
 * once, within an hour, and pasted into a form, so that it stands in no address that somebody else records. Of several nodes
 * each offers one, and takes those of the others too.
 */
final class FirstAdministrator {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private static final Duration OFFERED_FOR = Duration.ofHours(1);

    private final Directory directory;
    private final Passwords passwords;
    private final Commands commands;
    private final Newcomers newcomers;
    private final Clock clock;
    private final ServerProperties server;

    FirstAdministrator(Directory directory, Passwords passwords, Commands commands, Newcomers newcomers, Clock clock,
                       ServerProperties server) {
        this.directory = directory;
        this.passwords = passwords;
        this.commands = commands;
        this.newcomers = newcomers;
        this.clock = clock;
        this.server = server;
    }

    /** Once the address is known that people can open. */
    @EventListener
    void offer(ReactiveWebServerInitializedEvent started) {
        directory.anAdministratorCanSignIn().filter(can -> !can).flatMap(_ -> {
            String token = Tokens.random();
            return directory.offer(token, clock.instant().plus(OFFERED_FOR)).doOnNext(_ ->
                    log.info("No administrator can sign in yet. Within an hour, open {}/pertama and paste this token: {}",
                            address(started.getWebServer().getPort()), token));
        }).toFuture().join();
    }

    private String address(int port) {
        InetAddress address = server.getAddress();
        String host = address == null || address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
        return (tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    Mono<Boolean> isOffered() {
        return directory.isOffered();
    }

    /**
     * Opens the account of an administrator and sets its password.
     *
     * @return fails if the token is not the one that is offered now, if the name is taken, or with the rule that the password
     *         breaks; the offer stands in these cases
     */
    Mono<AccountName> accept(String token, AccountName account, String name, String password, Sender sender) {
        return directory.isOffered(token).filter(offered -> offered)
                .flatMap(_ -> passwords.chosen(password, account))
                .flatMap(hash -> directory.takeOffer(token)
                        .flatMap(expires -> open(account, name, hash, sender.provenance()).onErrorResume(fault ->
                                directory.offer(token, expires).then(Mono.error(fault)))))
                .switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.FIRST_ADMINISTRATOR_TOKEN_VOID)));
    }

    private Mono<AccountName> open(AccountName account, String name, String hash, Provenance provenance) {
        return commands.send(new AccountCommand.Open(account, Role.ADMINISTRATOR, Optional.empty(),
                        Shreddable.of(newcomers.next(), name), SignInMethod.PASSWORD, Optional.empty(),
                        provenance.by(Actor.SYSTEM)), Request.PLAIN)
                .onErrorMap(Commands.AlreadyExists.class, _ -> Refusal.of(AccountRule.ACCOUNT_EXISTS))
                .then(commands.send(new AccountCommand.SetPassword(account,
                        provenance.by(Actor.of(Role.ADMINISTRATOR, account.value()))), Request.PLAIN))
                .flatMap(receipt -> directory.judgedBy(receipt.position()))
                .then(directory.setPassword(account, hash, Optional.empty())).thenReturn(account);
    }
}
