package id.tanggap.infra.signin;

import id.tanggap.command.Commands;
import id.tanggap.command.Receipt;
import id.tanggap.command.Request;
import id.tanggap.command.account.AccountCommand;
import id.tanggap.command.api.Sender;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.SignInMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Signing in with a password and an authenticator, and choosing them. */
final class SigningIn {

    private static final Logger log = LoggerFactory.getLogger(SigningIn.class);

    /** Stands for whatever cannot be an account's name. */
    private static final AccountName NOBODY = AccountName.of("0".repeat(64));

    private final Directory directory;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final Attempts attempts;
    private final Commands commands;

    SigningIn(Directory directory, Passwords passwords, SecondFactors factors, Attempts attempts, Commands commands) {
        this.directory = directory;
        this.factors = factors;
        this.passwords = passwords;
        this.attempts = attempts;
        this.commands = commands;
    }

    /** How far somebody has come with signing in. */
    sealed interface Step {

        /** @param token of the new session */
        record In(String token) implements Step {
        }

        /** The password was right, and a code is needed too. @param ticket to be handed back with it, in a form */
        record CodeNeeded(String ticket) implements Step {
        }
    }

    /** Takes a password. One hash is computed whatever is wrong, and the answer tells nothing of it. */
    Mono<Step> signIn(String account, String password, Client client) {
        return proven(account, password, client.network()).flatMap(proof -> proof.factor()
                        ? Mono.<Step>just(new Step.CodeNeeded(factors.ticket(proof.account(), proof.hash())))
                        : begin(proof.account(), new Directory.Proof(proof.hash(), false), client).map(Step.In::new))
                .switchIfEmpty(refused());
    }

    /**
     * Takes the code after the password. Guesses at it are slowed down as those at a password are.
     *
     * @return the new session's token
     */
    Mono<String> signInByCode(String typed, String ticket, String code, Client client) {
        return Mono.defer(() -> {
            AccountName account = name(typed);
            return directory.password(account).flatMap(Mono::justOrEmpty)
                    .filter(hash -> factors.isValid(ticket, account, hash)).switchIfEmpty(refused())
                    .flatMap(hash -> coded(account, code, client.network())
                            .then(begin(account, new Directory.Proof(hash, true), client)).switchIfEmpty(refused()));
        });
    }

    /** Both at once, for programs. @param code empty where none is needed */
    Mono<String> signIn(String account, String password, String code, Client client) {
        return signIn(account, password, client).flatMap(step -> switch (step) {
            case Step.In in -> Mono.just(in.token());
            case Step.CodeNeeded _ when code.isBlank() -> Mono.error(Refusal.of(SignInRule.SECOND_FACTOR_NEEDED));
            case Step.CodeNeeded needed -> signInByCode(account, needed.ticket(), code, client);
        });
    }

    private Mono<String> begin(AccountName account, Directory.Proof proof, Client client) {
        return directory.begin(account, Optional.of(proof), client).doOnNext(_ -> log.info("{} signed in", account));
    }

    private static AccountName name(String typed) {
        return Actor.ACCOUNT.matcher(typed).matches() ? AccountName.of(typed) : NOBODY;
    }

    /** @param factor whether the account has an authenticator, of which nothing was shown yet */
    private record Proof(AccountName account, String hash, boolean factor) {
    }

    /** Empty if account and password do not fit. */
    private Mono<Proof> proven(String typed, String password, String network) {
        return Mono.defer(() -> {
            AccountName account = name(typed);
            return attempt(account, network).then(Mono.defer(() -> directory.password(account)))
                    .flatMap(hash -> passwords.fits(password, hash).filter(fits -> fits)
                            .flatMap(_ -> directory.find(account)).map(entry -> {
                                if (entry.factor()) {
                                    attempts.undecided(account, network);
                                } else {
                                    attempts.succeeded(account, network);
                                }
                                return new Proof(account, hash.orElseThrow(), entry.factor());
                            }).switchIfEmpty(failed(account)));
        });
    }

    /** Completes if a code of the account's authenticator was right, and fails if it was not. */
    private Mono<Void> coded(AccountName account, String code, String network) {
        return attempt(account, network).then(Mono.defer(() -> factors.takes(account, code))).flatMap(taken -> {
            if (!taken) {
                return failed(account).then(Mono.error(Refusal.of(SignInRule.SECOND_FACTOR_WRONG, "/code", Map.of())));
            }
            attempts.succeeded(account, network);
            return Mono.empty();
        });
    }

    private Mono<Void> attempt(AccountName account, String network) {
        return Mono.defer(() -> attempts.begin(account, network).map(wait -> named(account).flatMap(name -> {
            log.info("{} is tried too often: no attempt before {}", name, wait);
            return Mono.<Void>error(Refusal.until(SignInRule.SIGN_IN_TOO_OFTEN, wait));
        })).orElse(Mono.empty()));
    }

    private <T> Mono<T> failed(AccountName account) {
        return named(account).flatMap(name -> {
            log.info("Somebody failed to sign in as {}", name);
            return Mono.empty();
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
                .flatMap(hash -> record(name, AccountCommand.SetPassword::new, sender)
                        .then(directory.setPassword(name, hash, Optional.of(token))))
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
                .flatMap(hash -> record(account, AccountCommand.SetPassword::new, sender)
                        .then(directory.setPassword(account, hash, Optional.empty()))
                        .filter(set -> set).flatMap(_ -> directory.begin(account,
                                Optional.of(new Directory.Proof(hash, true)), client)))
                .switchIfEmpty(refused());
    }

    // An authenticator

    /** @param session token of the one that begins in place of those that ended
     *  @param recoveryCodes told once */
    record Factored(String session, List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "Factored[]";
        }
    }

    /** What an app is to be set up with; nothing has changed yet. @param seed of an offer before, empty for a new one */
    Mono<SecondFactors.Offer> offerSecondFactor(AccountName account, String seed) {
        return directory.find(account).switchIfEmpty(refused()).map(entry -> {
            if (entry.signIn() != SignInMethod.PASSWORD) {
                throw Refusal.of(SignInRule.SECOND_FACTOR_ELSEWHERE);
            }
            if (entry.factor()) {
                throw Refusal.of(SignInRule.SECOND_FACTOR_SET);
            }
            return factors.offer(account, seed.isEmpty() ? SecondFactors.seed() : seed);
        });
    }

    /**
     * Sets up an authenticator for somebody who is signed in, shows a code of it and gives the password once more. All sessions
     * end, and this browser's begins anew.
     *
     * @param seed of the offer
     */
    Mono<Factored> setSecondFactor(AccountName account, String password, String seed, String code, Client client,
                                   Sender sender) {
        return offerSecondFactor(account, seed).then(proven(account.value(), password, client.network()))
                .switchIfEmpty(refused()).flatMap(proof -> {
                    OptionalLong step = factors.stepOf(account, seed, code);
                    if (step.isEmpty()) {
                        return Mono.error(Refusal.of(SignInRule.SECOND_FACTOR_WRONG, "/code", Map.of()));
                    }
                    List<String> recovery = SecondFactors.recoveryCodes();
                    return record(account, AccountCommand.SetSecondFactor::new, sender).flatMap(receipt ->
                                    directory.judgedBy(receipt.position()).then(directory.setSecondFactor(account,
                                            new AccountStore.FactorRow(seed, step.getAsLong()), recovery.stream()
                                                    .map(SecondFactors::hash).collect(Collectors.toSet()), receipt.position())))
                            .filter(set -> set).flatMap(_ -> begin(account, new Directory.Proof(proof.hash(), true), client))
                            .map(token -> new Factored(token, recovery)).switchIfEmpty(refused());
                });
    }

    /**
     * Forgets the authenticator of somebody who gives the password once more, and a code or a recovery code. All sessions end,
     * and this browser's begins anew.
     *
     * @return the new session's token
     */
    Mono<String> giveUpSecondFactor(AccountName account, String password, String code, Client client, Sender sender) {
        return proven(account.value(), password, client.network()).switchIfEmpty(refused()).flatMap(proof -> {
            if (!proof.factor()) {
                return Mono.error(Refusal.of(SignInRule.SECOND_FACTOR_NOT_SET));
            }
            return coded(account, code, client.network())
                    .then(record(account, AccountCommand.GiveUpSecondFactor::new, sender))
                    .flatMap(receipt -> directory.judgedBy(receipt.position()))
                    .then(begin(account, new Directory.Proof(proof.hash(), true), client)).switchIfEmpty(refused());
        });
    }

    /** First that it is done, then doing it: what is not recorded does not happen. */
    private Mono<Receipt> record(AccountName account, BiFunction<AccountName, Provenance, AccountCommand> command,
                                 Sender sender) {
        return directory.find(account).switchIfEmpty(Mono.error(() -> Refusal.of(SignInRule.INVITATION_VOID)))
                .flatMap(owner -> commands.send(command.apply(account, sender.provenance().by(owner.actor())), Request.PLAIN));
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> Refusal.of(SignInRule.SIGN_IN_REFUSED));
    }
}
