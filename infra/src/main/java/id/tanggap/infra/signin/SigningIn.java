package id.tanggap.infra.signin;

import id.tanggap.command.Commands;
import id.tanggap.command.Request;
import id.tanggap.command.account.AccountCommand;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.account.AccountName;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Signing in with a password, and choosing one. */
final class SigningIn {

    private static final Logger log = LoggerFactory.getLogger(SigningIn.class);

    /** Stands for whatever cannot be an account's name. */
    private static final AccountName NOBODY = AccountName.of("0".repeat(64));

    private final Directory directory;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Commands commands;

    SigningIn(Directory directory, Passwords passwords, Attempts attempts, Commands commands) {
        this.directory = directory;
        this.passwords = passwords;
        this.attempts = attempts;
        this.commands = commands;
    }

    /**
     * Begins a session. One hash is computed whatever is wrong, and the answer tells nothing of it.
     *
     * @return the new session's token
     */
    Mono<String> signIn(String account, String password, Client client) {
        return proven(account, password, client.network()).flatMap(proof -> directory.begin(proof.account(),
                        Optional.of(proof.hash()), client).doOnNext(_ -> log.info("{} signed in", proof.account())))
                .switchIfEmpty(refused());
    }

    private record Proof(AccountName account, String hash) {
    }

    /** Empty if account and password do not fit. */
    private Mono<Proof> proven(String typed, String password, String network) {
        return Mono.defer(() -> {
            AccountName account = Actor.ACCOUNT.matcher(typed).matches() ? AccountName.of(typed) : NOBODY;
            Optional<Duration> wait = attempts.begin(account, network);
            if (wait.isPresent()) {
                return named(account).flatMap(name -> {
                    log.info("{} is tried too often: no attempt before {}", name, wait.get());
                    return Mono.error(Refusal.until(SignInRule.SIGN_IN_TOO_OFTEN, wait.get()));
                });
            }
            return directory.password(account).flatMap(hash -> passwords.fits(password, hash).filter(fits -> fits).map(_ -> {
                attempts.succeeded(account, network);
                return new Proof(account, hash.orElseThrow());
            }).switchIfEmpty(named(account).flatMap(name -> {
                log.info("Somebody failed to sign in as {}", name);
                return Mono.empty();
            })));
        });
    }

    /** What somebody typed into the wrong field may be their password. */
    private Mono<String> named(AccountName account) {
        return directory.find(account).map(_ -> account.value()).defaultIfEmpty("an account that there is not");
    }

    /**
     * Chooses a password for somebody who was invited to, and ends all sessions of the account.
     *
     * @return fails if the token is not theirs, or with the rule that the password breaks
     */
    Mono<Void> choose(String account, String token, String password, Sender sender) {
        if (!Actor.ACCOUNT.matcher(account).matches()) {
            return Mono.error(Refusal.of(SignInRule.INVITATION_VOID));
        }
        AccountName name = AccountName.of(account);
        return directory.isInvited(name, token).filter(invited -> invited)
                .flatMap(_ -> passwords.chosen(password, name))
                .flatMap(hash -> record(name, sender).then(directory.setPassword(name, hash, Optional.of(token))))
                .filter(set -> set)
                .switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.INVITATION_VOID))).then();
    }

    /**
     * Changes the password of somebody who is signed in. All sessions end, and this browser's begins anew.
     *
     * @return the new session's token
     */
    Mono<String> change(AccountName account, String current, String chosen, Client client, Sender sender) {
        return proven(account.value(), current, client.network()).switchIfEmpty(refused())
                .flatMap(_ -> passwords.chosen(chosen, account))
                .flatMap(hash -> record(account, sender).then(directory.setPassword(account, hash, Optional.empty()))
                        .filter(set -> set).flatMap(_ -> directory.begin(account, Optional.of(hash), client)))
                .switchIfEmpty(refused());
    }

    /** First that it is done, then doing it: what is not recorded does not happen. */
    private Mono<Void> record(AccountName account, Sender sender) {
        return directory.find(account).switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.INVITATION_VOID)))
                .flatMap(owner -> commands.send(new AccountCommand.SetPassword(account,
                        sender.provenance().by(owner.actor())), Request.PLAIN)).then();
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> Refusal.of(SignInRule.SIGN_IN_REFUSED));
    }
}
