package id.tanggap.infra.web.edge;

import com.github.benmanes.caffeine.cache.Cache;
import id.tanggap.infra.web.edge.Budgets.Share;
import id.tanggap.infra.web.edge.Budgets.Somebody;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.complaint.ReporterSecret;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Slows down who asks for too much, and refuses who goes on all the same. Holds no thread while somebody waits.
 *
 * <p>A reporter's secret cannot be guessed (128 random bits), so guessing is a nuisance and no danger. Therefore only
 * attempts that turn out wrong are slowed and refused, after the answer is known: a right secret is never refused, whatever
 * others behind the same address or at the same complaint did. Wrong secrets and unknown complaints count alike, by what was
 * sent and not by what there is.
 */
final class RateLimits implements WebFilter {

    private final Budgets budgets;
    private final Duration longestWait;
    private final Scheduler waiting;
    /** Credentials and secrets that were accepted lately, and whose they are: those have budgets of their own. */
    private final Cache<Somebody, Somebody> accepted;
    private final Map<Budget, Counter> slowed = new EnumMap<>(Budget.class);
    private final Map<Budget, Counter> refused = new EnumMap<>(Budget.class);

    /** @param waiting where requests are that have to wait */
    RateLimits(LimitSettings settings, TimeMeter time, Scheduler waiting, MeterRegistry meters) {
        this.budgets = new Budgets(settings, time);
        this.longestWait = settings.longestWait();
        this.waiting = waiting;
        this.accepted = Budgets.remembering(time).build();
        for (Budget budget : Budget.values()) {
            slowed.put(budget, counter(meters, budget, "slowed"));
            refused.put(budget, counter(meters, budget, "refused"));
        }
    }

    private static Counter counter(MeterRegistry meters, Budget budget, String outcome) {
        return Counter.builder("tanggap.limits").tag("budget", budget.label()).tag("outcome", outcome)
                .description("requests that came too often").register(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Budget budget = Budget.of(request);
        Somebody credential = credential(request, budget);
        Somebody known = credential == null ? null : accepted.getIfPresent(credential);
        Budget from = known == null ? budget : Budget.ACCEPTED;
        Share share = budgets.take(from, known == null ? network(request) : known);
        if (!share.granted() && from != Budget.ATTEMPTS) {
            return refuse(exchange, from, share);
        }
        if (Budget.isUpload(request)) {
            Share upload = budgets.take(Budget.UPLOADS, known == null ? network(request) : known);
            if (!upload.granted()) {
                return refuse(exchange, Budget.UPLOADS, upload);
            }
        }
        if (SizeLimits.isReport(request)) {
            Somebody who = known == null ? network(request) : known;
            FurtherFiles.count(exchange, () -> mayTakeOneMore(who));
        }
        Mono<Void> answer = chain.filter(exchange);
        if (budget == Budget.ATTEMPTS) {
            answer = answer.onErrorResume(EvenAnswers::isNotFound, wrong -> wrong(exchange, wrong));
        }
        if (credential != null && known == null) {
            answer = answer.doOnSuccess(_ -> note(exchange, budget, credential));
        }
        return after(share.granted() ? share.delay() : longestWait, exchange, from, share, answer);
    }

    private boolean mayTakeOneMore(Somebody who) {
        boolean granted = budgets.take(Budget.UPLOADS, who).granted();
        if (!granted) {
            refused.get(Budget.UPLOADS).increment();
        }
        return granted;
    }

    private Somebody network(ServerHttpRequest request) {
        return budgets.somebody(ClientNetwork.of(request));
    }

    /** What a request shows to be somebody in particular; null if it shows nothing. A sign-in is anybody's. */
    private Somebody credential(ServerHttpRequest request, Budget budget) {
        HttpHeaders headers = request.getHeaders();
        if (budget == Budget.ATTEMPTS) {
            String secret = headers.getFirst("Tanggap-Secret");
            return secret == null ? null : budgets.somebody(bytes("secret " + ReporterSecret.hashOf(secret).value()));
        }
        String key = headers.getFirst(HttpHeaders.AUTHORIZATION);
        String cookie = headers.getFirst(HttpHeaders.COOKIE);
        return budget == Budget.SIGN_IN || key == null && cookie == null ? null
                : budgets.somebody(bytes("credential " + key + "\n" + cookie));
    }

    /** Whoever was let in as somebody need not share a budget with strangers for a while. */
    private void note(ServerWebExchange exchange, Budget budget, Somebody credential) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status != null && status.isError()) {
            return;
        }
        if (budget == Budget.ATTEMPTS) {
            accepted.put(credential, credential);
        } else if (exchange.getAttribute(Actor.class.getName()) instanceof Actor actor && actor.role().isStaff()) {
            // the account's and not the credential's, of which there may be many
            accepted.put(credential, budgets.somebody(bytes("account " + actor.id())));
        }
    }

    private Mono<Void> wrong(ServerWebExchange exchange, Throwable wrong) {
        Budget both = Budget.WRONG_SECRETS;
        Share here = budgets.take(both, network(exchange.getRequest()));
        String named = Budget.named(exchange.getRequest());
        Share there = named.isEmpty() ? here
                : budgets.take(Budget.WRONG_SECRETS_PER_COMPLAINT, budgets.somebody(bytes(named)));
        if (!here.granted()) {
            return refuse(exchange, both, here);
        }
        if (!there.granted()) {
            return refuse(exchange, Budget.WRONG_SECRETS_PER_COMPLAINT, there);
        }
        boolean hereIsSlower = here.delay().compareTo(there.delay()) >= 0;
        return after(hereIsSlower ? here.delay() : there.delay(), exchange,
                hereIsSlower ? both : Budget.WRONG_SECRETS_PER_COMPLAINT, hereIsSlower ? here : there, Mono.error(wrong));
    }

    private Mono<Void> after(Duration wait, ServerWebExchange exchange, Budget budget, Share share, Mono<Void> then) {
        if (wait.isZero()) {
            return then;
        }
        slowed.get(budget).increment();
        tell(exchange, budget, share);
        return Mono.delay(wait, waiting).then(then);
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Budget budget, Share share) {
        refused.get(budget).increment();
        tell(exchange, budget, share);
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(share.again())));
        return Mono.error(new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS));
    }

    /** As in draft-ietf-httpapi-ratelimit-headers-11; told once it matters. */
    private static void tell(ServerWebExchange exchange, Budget budget, Share share) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", "\"" + budget.label() + "\";q=" + share.quota() + ";w=120");
        headers.set("RateLimit", "\"" + budget.label() + "\";r=" + share.left() + ";t=" + seconds(share.full()));
    }

    /** Rounded up: who comes back too early is refused again. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
