package id.tanggap.infra.web;

import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.RequestRule;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.Text;
import id.tanggap.kernel.office.OfficeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes staff at their word: {@code Tanggap-Role}, {@code Tanggap-Account} and, for officers and heads,
 * {@code Tanggap-Office} say who acts. There is no sign-in yet, which is why the platform serves this machine only, see
 * {@link LoopbackOnly}.
 */
final class ActorFilter implements WebFilter {

    private static final String ROLE = "Tanggap-Role";
    private static final String ACCOUNT = "Tanggap-Account";
    private static final String OFFICE = "Tanggap-Office";

    /** Whoever sends one of these twice means two things at once. */
    private static final List<String> ONCE = List.of(ROLE, ACCOUNT, OFFICE, "Tanggap-Secret", "Tanggap-Min-Position",
            "Idempotency-Key", "Tanggap-Purpose", HttpHeaders.IF_MATCH);

    private static final String STAFF = Arrays.stream(Role.values())
            .filter(role -> role.isStaff() && role != Role.SYSTEM).map(Role::name).collect(Collectors.joining(", "));

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            exchange.getAttributes().put(Actor.class.getName(), actor(exchange.getRequest().getHeaders()));
            return chain.filter(exchange);
        });
    }

    private static Actor actor(HttpHeaders headers) {
        for (String header : ONCE) {
            List<String> values = headers.get(header);
            if (values != null && values.size() > 1) {
                throw invalid(header, new Text("hanya satu nilai", "one value only"));
            }
        }
        String role = headers.getFirst(ROLE);
        if (role == null) {
            return Actor.PUBLIC;
        }
        Role known = read(ROLE, role, Role::valueOf, new Text("salah satu dari " + STAFF, "one of " + STAFF));
        if (!known.isStaff() || known == Role.SYSTEM) {
            throw invalid(ROLE, new Text("salah satu dari " + STAFF, "one of " + STAFF));
        }
        Optional<OfficeId> office = Optional.ofNullable(headers.getFirst(OFFICE)).map(text ->
                read(OFFICE, text, OfficeId::of, new Text("id instansi", "an office's id")));
        if (known.belongsToAnOffice() != office.isPresent()) {
            throw invalid(OFFICE, known.belongsToAnOffice()
                    ? new Text("peran ini memerlukan instansi", "this role needs an office")
                    : new Text("peran ini tidak memiliki instansi", "this role belongs to no office"));
        }
        String account = Optional.ofNullable(headers.getFirst(ACCOUNT)).orElse("");
        return read(ACCOUNT, account, name -> new Actor(known, name, office), new Text(
                "nama akun dari 1 sampai 64 karakter a-z 0-9 . _ -", "an account name of 1 to 64 of a-z 0-9 . _ -"));
    }

    private interface Reading<T> {
        T read(String text);
    }

    private static <T> T read(String header, String text, Reading<T> reading, Text expected) {
        try {
            return reading.read(text);
        } catch (IllegalArgumentException _) {
            throw invalid(header, expected);
        }
    }

    private static Refusal invalid(String header, Text expected) {
        return Refusal.of(RequestRule.HEADER_INVALID, header, Map.of("expected", expected));
    }
}
