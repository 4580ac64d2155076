package id.tanggap.infra.signin;

import id.tanggap.command.Commands;
import id.tanggap.command.NameBasedId;
import id.tanggap.command.Newcomers;
import id.tanggap.command.Request;
import id.tanggap.command.account.AccountCommand;
import id.tanggap.command.office.OfficeCommand;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Provenance;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Shreddable;
import id.tanggap.kernel.account.AccountName;
import id.tanggap.kernel.account.SignInMethod;
import id.tanggap.kernel.office.OfficeId;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Two offices and an account of each role, all with one password that stands here. Every answer says so. What exists already
 * stays as it is.
 */
final class Demo implements SmartLifecycle, WebFilter {

    static final String PASSWORD = "demo tanggap, bukan rahasia";
    static final String HEADER = "Tanggap-Demo";

    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    /** After the accounts are there, before the web server. */
    private static final int PHASE = 1;

    private static final Actor ADMINISTRATOR = Actor.of(Role.ADMINISTRATOR, "demo.administrator");

    private record Person(String account, Role role, String name, Optional<OfficeId> office) {
    }

    private static final OfficeId ROADS = office("Dinas Pekerjaan Umum");
    private static final OfficeId CIVIL_REGISTRY = office("Dinas Kependudukan dan Pencatatan Sipil");

    private static final List<Person> PEOPLE = List.of(
            new Person("demo.administrator", Role.ADMINISTRATOR, "Adi (demo)", Optional.empty()),
            new Person("demo.koordinator", Role.COORDINATOR, "Kris (demo)", Optional.empty()),
            new Person("demo.inspektur", Role.INSPECTOR, "Indra (demo)", Optional.empty()),
            new Person("demo.sistem", Role.API_CLIENT, "Open311 (demo)", Optional.empty()),
            new Person("demo.petugas.pu", Role.OFFICER, "Budi (demo)", Optional.of(ROADS)),
            new Person("demo.kepala.pu", Role.OFFICE_HEAD, "Siti (demo)", Optional.of(ROADS)),
            new Person("demo.petugas.dukcapil", Role.OFFICER, "Rina (demo)", Optional.of(CIVIL_REGISTRY)),
            new Person("demo.kepala.dukcapil", Role.OFFICE_HEAD, "Yanto (demo)", Optional.of(CIVIL_REGISTRY)));

    private final Commands commands;
    private final Newcomers newcomers;
    private final Directory directory;
    private final Passwords passwords;
    private final Clock clock;
    private volatile boolean running;

    Demo(Commands commands, Newcomers newcomers, Directory directory, Passwords passwords, Clock clock) {
        this.commands = commands;
        this.newcomers = newcomers;
        this.directory = directory;
        this.passwords = passwords;
        this.clock = clock;
    }

    private static OfficeId office(String name) {
        return new OfficeId(NameBasedId.of("demo", name));
    }

    @Override
    public void start() {
        register("Dinas Pekerjaan Umum");
        register("Dinas Kependudukan dan Pencatatan Sipil");
        PEOPLE.stream().filter(person -> directory.find(AccountName.of(person.account())).blockOptional().isEmpty())
                .forEach(this::open);
        log.info("This is a demo: its accounts and their password are known to everybody (docs/using.md).");
        running = true;
    }

    private Provenance by(Actor actor) {
        return Provenance.now(actor, clock.instant(), "demo");
    }

    private void register(String name) {
        record(new OfficeCommand.Register(office(name), name, Optional.empty(), ZoneId.of("Asia/Jakarta"), Optional.empty(),
                by(ADMINISTRATOR)));
    }

    private void open(Person person) {
        AccountName account = AccountName.of(person.account());
        SignInMethod method = person.role() == Role.API_CLIENT ? SignInMethod.KEY : SignInMethod.PASSWORD;
        record(new AccountCommand.Open(account, person.role(), person.office(), Shreddable.of(
                newcomers.next(), person.name()), method, Optional.empty(), by(Actor.SYSTEM)));
        if (method == SignInMethod.PASSWORD) {
            giveKnownPassword(person, account);
        }
    }

    private void giveKnownPassword(Person person, AccountName account) {
        commands.send(new AccountCommand.SetPassword(account, by(new Actor(person.role(), person.account(),
                        person.office()))), Request.PLAIN)
                .flatMap(receipt -> directory.judgedBy(receipt.position()))
                .then(passwords.chosen(PASSWORD, account))
                .flatMap(hash -> directory.setPassword(account, hash, Optional.empty())).block();
    }

    private void record(Object command) {
        commands.send(command, Request.PLAIN).onErrorResume(Commands.AlreadyExists.class, _ -> Mono.empty()).block();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set(HEADER, "known passwords; not for real complaints");
        return chain.filter(exchange);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
