package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Random commands of random people on random complaints, sense and nonsense, several clients at once on the same ones.
 * Whatever happens, no request breaks anything, what was accepted makes sense in the order in which the platform says it
 * happened, and in the end the read models say just what follows from it.
 *
 * <p>The seed is fixed; {@code -Dtanggap.test.seed=} gives another, {@code -Dtanggap.test.lives=} more of them.
 */
@ExtendWith(OnePlatform.class)
class RandomLivesTest {

    private static final long SEED = Long.getLong("tanggap.test.seed", 20260131);
    private static final int LIVES = Integer.getInteger("tanggap.test.lives", 200);
    private static final int COMMANDS = 14;

    /** A complaint, as far as this test follows it. */
    private record Model(String status, String office, int responses, Integer draft, boolean evaluated, boolean withheld,
                         boolean accuses, boolean erasureAsked, boolean erased) {

        static final Model SUBMITTED = seen("SUBMITTED", null);

        private static final List<String> OPEN = List.of("SUBMITTED", "RETURNED", "FORWARDED", "RESPONDED");

        /** What can be read off an answer. */
        static Model seen(String status, String office) {
            return new Model(status, office, 0, null, false, false, false, false, false);
        }

        /** The model after a command, or nothing if the platform should not have accepted it. */
        Optional<Model> after(Step step) {
            return erased ? Optional.empty() : switch (step.action()) {
                case "forward" -> withheld ? Optional.empty() : in("SUBMITTED", forwarded(step, false));
                case "refer" -> withheld ? Optional.empty() : in("SUBMITTED", withheld(true));
                case "inspect" -> withheld ? in("SUBMITTED", forwarded(step, true)) : Optional.empty();
                case "return" -> "FORWARDED".equals(status) || "SUBMITTED".equals(status) && !withheld
                        ? Optional.of(new Model("RETURNED", null, responses, null, evaluated, accuses, accuses, erasureAsked,
                                false)) : Optional.empty();
                case "reject" -> withheld ? Optional.empty() : in("SUBMITTED", with("REJECTED"));
                case "complete" -> in("RETURNED", with("SUBMITTED").evaluated(false));
                case "withdraw" -> "RETURNED".equals(status) ? Optional.of(with("WITHDRAWN"))
                        : in("SUBMITTED", with("WITHDRAWN"));
                case "assign" -> atOffice(step, this);
                case "interim" -> atOffice(step, responded(draft));
                case "final" -> atOffice(step, responded(responses + 1));
                case "approve" -> draft == null || draft != step.number() ? Optional.empty()
                        : atOffice(step, with("RESPONDED").drafted(null));
                case "sendback" -> draft == null || draft != step.number() ? Optional.empty()
                        : atOffice(step, drafted(null));
                case "transfer" -> step.office().equals(office) || accuses ? Optional.empty()
                        : atOffice(step, at(step.office()).drafted(null));
                case "accept" -> in("RESPONDED", with("CLOSED"));
                case "object" -> in("RESPONDED", with("FORWARDED").drafted(null).evaluated(false));
                case "evaluate" -> evaluated || List.of("SUBMITTED", "RETURNED", "FORWARDED").contains(status)
                        ? Optional.empty() : Optional.of(evaluated(true));
                case "write" -> OPEN.contains(status) ? Optional.of(this) : Optional.empty();
                case "answer" -> OPEN.contains(status) && step.actorsOffice().equals(office) ? Optional.of(this)
                        : Optional.empty();
                case "forget" -> erasureAsked ? Optional.empty() : Optional.of(new Model(status, office, responses, draft,
                        evaluated, withheld, accuses, true, false));
                case "erase" -> erasureAsked && !OPEN.contains(status) ? Optional.of(new Model(status, office, responses,
                        draft, evaluated, withheld, accuses, false, true)) : Optional.empty();
                default -> throw new IllegalArgumentException(step.action());
            };
        }

        private Optional<Model> in(String wanted, Model next) {
            return wanted.equals(status) ? Optional.of(next) : Optional.empty();
        }

        private Optional<Model> atOffice(Step step, Model next) {
            return step.actorsOffice().equals(office) ? in("FORWARDED", next) : Optional.empty();
        }

        private Model forwarded(Step step, boolean asAccusation) {
            return new Model("FORWARDED", step.office(), responses, null, evaluated, false, asAccusation, erasureAsked, false);
        }

        private Model with(String now) {
            return new Model(now, office, responses, draft, evaluated, withheld, accuses, erasureAsked, false);
        }

        private Model at(String now) {
            return new Model(status, now, responses, draft, evaluated, withheld, accuses, erasureAsked, false);
        }

        private Model responded(Integer waiting) {
            return new Model(status, office, responses + 1, waiting, evaluated, withheld, accuses, erasureAsked, false);
        }

        private Model drafted(Integer now) {
            return new Model(status, office, responses, now, evaluated, withheld, accuses, erasureAsked, false);
        }

        private Model evaluated(boolean now) {
            return new Model(status, office, responses, draft, now, withheld, accuses, erasureAsked, false);
        }

        private Model withheld(boolean now) {
            return new Model(status, office, responses, draft, evaluated, now, accuses, erasureAsked, false);
        }
    }

    /** A command that was accepted. */
    private record Step(String action, String office, String actorsOffice, int number, long sequence, long position,
                        String status) {
    }

    private final Platform platform;
    private final List<Office> offices;
    private final ConcurrentLinkedQueue<Long> positions = new ConcurrentLinkedQueue<>();

    RandomLivesTest(Platform platform) {
        this.platform = platform;
        this.offices = List.of(platform.office(), platform.office());
    }

    @Test
    void whatever_people_do_the_platform_stays_sound_and_its_read_models_agree() throws Exception {
        Random random = new Random(SEED);

        try (var clients = Executors.newFixedThreadPool(8)) {
            List<Future<Void>> lives = IntStream.range(0, LIVES).mapToObj(life -> random.nextLong()).map(seed ->
                    clients.submit((Callable<Void>) () -> {
                        live(new Random(seed), seed);
                        return null;
                    })).toList();
            for (Future<Void> life : lives) {
                life.get();
            }
        }

        assertThat(new HashSet<>(positions)).hasSameSizeAs(positions);
        assertThat(platform.http().get("/actuator/health", Who.PUBLIC).json()
                .at("/components/readModels/details/deadLetters").asInt(-1)).isZero();
    }

    private void live(Random random, long seed) throws Exception {
        Case complaint = platform.submitted(Who.PUBLIC, "identity", "OPEN", "reporter", Http.body("name", "Sari"));
        positions.add(complaint.position());
        int clients = 1 + random.nextInt(3);
        List<Step> accepted = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Step>>> running = IntStream.range(0, clients).mapToObj(_ -> random.nextLong())
                    .map(own -> threads.submit(() -> act(new Random(own), complaint, COMMANDS / clients, clients == 1)))
                    .toList();
            for (Future<List<Step>> one : running) {
                accepted.addAll(one.get());
            }
        }
        check(complaint, accepted, seed);
    }

    /** @param alone nobody else changes the complaint meanwhile, so what should be accepted must be */
    private List<Step> act(Random random, Case complaint, int commands, boolean alone) {
        List<Step> accepted = new ArrayList<>();
        Model known = Model.SUBMITTED;
        long sequence = 0;
        for (int i = 0; i < commands; i++) {
            Office mine = offices.get(random.nextInt(offices.size()));
            Office other = offices.get(random.nextInt(offices.size()));
            int number = 1 + random.nextInt(3);
            String action = pick(random, known);
            boolean nonsense = random.nextInt(8) == 0;
            boolean stale = random.nextInt(10) == 0;
            Answer answer = send(random, complaint, action, mine, other, number, sequence + (stale ? 1 : 0), nonsense);
            assertThat(answer.status()).as("%s: %s", answer.request(), answer.text()).isLessThan(500);
            Step step = new Step(action, other.id, mine.id, number, -1, -1, "");
            boolean onState = !List.of("complete", "withdraw", "accept", "object", "evaluate", "write",
                    "forget").contains(action);
            if (answer.status() == 201) {
                Step done = new Step(action, other.id, mine.id, number,
                        answer.json().path("sequence").asLong(), answer.position(), answer.at("/status"));
                assertThat(nonsense).as(answer.request()).isFalse();
                accepted.add(done);
                positions.add(done.position());
                known = known.after(done).orElse(known);
                sequence = done.sequence();
            } else {
                Refused.explained(answer);
                boolean possible = !nonsense && !(stale && onState) && known.after(step).isPresent();
                assertThat(alone && possible).as("refused although it should not have been: %s on %s: %s", step, known,
                        answer.text()).isFalse();
                if (!alone && List.of(409, 412).contains(answer.status())) {
                    Answer now = complaint.seenBy(Who.COORDINATOR).is(200);
                    sequence = now.json().path("sequence").asLong();
                    known = Model.seen(now.at("/status"), now.at("/officeId"));
                }
            }
        }
        return accepted;
    }

    /** Mostly what can be done in a state, sometimes anything. */
    private static String pick(Random random, Model known) {
        List<String> likely = switch (random.nextInt(5) == 0 ? "ANY" : known.status()) {
            case "SUBMITTED" -> known.withheld() ? List.of("inspect", "inspect", "inspect", "write", "forward", "withdraw")
                    : List.of("forward", "forward", "forward", "refer", "return", "reject", "withdraw");
            case "RETURNED" -> List.of("complete", "complete", "complete", "withdraw");
            case "FORWARDED" -> List.of("assign", "interim", "final", "final", "approve", "approve", "approve",
                    "sendback", "transfer", "write", "answer");
            case "RESPONDED" -> List.of("accept", "object", "object", "evaluate");
            case "CLOSED", "REJECTED", "WITHDRAWN" -> List.of("evaluate", "forget", "erase", "erase");
            default -> List.of("refer", "inspect", "write", "answer", "forget", "erase", "forward", "return", "reject", "complete", "withdraw", "assign", "interim", "final",
                    "approve", "sendback", "transfer", "accept", "object", "evaluate");
        };
        return likely.get(random.nextInt(likely.size()));
    }

    private Answer send(Random random, Case complaint, String action, Office mine, Office other, int number, long sequence,
                        boolean nonsense) {
        String text = nonsense ? List.of("", " ", "\u0000", "x".repeat(10_001)).get(random.nextInt(4))
                : "Kata " + random.nextInt();
        Who coordinator = Who.COORDINATOR.with("If-Match", "\"" + sequence + "\"");
        Who officer = mine.officer().with("If-Match", "\"" + sequence + "\"");
        Who head = mine.head().with("If-Match", "\"" + sequence + "\"");
        Who reporter = nonsense ? Who.reporter("0000-WRONG") : complaint.reporter();
        Map<String, Object> no = nonsense ? Http.body("nonsense", random.nextInt()) : Http.body();
        Who inspector = Who.INSPECTOR.with("If-Match", "\"" + sequence + "\"");
        return switch (action) {
            case "refer" -> post(complaint, "/verification", coordinator, no, "decision", "REFER", "officeId", mine.id);
            case "inspect" -> post(complaint, "/verification", inspector, no, "decision", "FORWARD", "officeId", other.id,
                    "classification", "OVERSIGHT_COMPLAINT");
            case "write" -> post(complaint, "/messages", reporter, no, "text", text);
            case "answer" -> post(complaint, "/messages", officer, no, "text", text);
            case "forget" -> post(complaint, "/erasure", reporter, no, "reason", text);
            case "erase" -> post(complaint, "/erasure/decision", inspector, no, "decision", "GRANT", "legalGround",
                    "REQUESTED_BY_SUBJECT");
            case "forward" -> post(complaint, "/verification", coordinator, no, "decision", "FORWARD", "officeId", other.id,
                    "classification", "COMPLAINT");
            case "return" -> post(complaint, "/verification", coordinator, no, "decision", "RETURN", "reason", text);
            case "reject" -> post(complaint, "/verification", coordinator, no, "decision", "REJECT", "reason", text);
            case "complete" -> post(complaint, "/completion", reporter, Map.of(), "text", text);
            case "withdraw" -> post(complaint, "/withdrawal", reporter, Map.of(), "reason", nonsense ? null : text);
            case "assign" -> post(complaint, "/assignment", head, Map.of(), "officerId", nonsense ? text : "budi");
            case "interim" -> post(complaint, "/responses", officer, Map.of(), "kind", "INTERIM", "text", text);
            case "final" -> post(complaint, "/responses", officer, Map.of(), "kind", "FINAL", "text", text);
            case "approve" -> post(complaint, "/responses/" + number + "/approval", head, no, "decision", "APPROVE");
            case "sendback" -> post(complaint, "/responses/" + number + "/approval", head, Map.of(), "decision",
                    "SEND_BACK", "reason", text);
            case "transfer" -> post(complaint, "/transfer", officer, no, "officeId", other.id, "reason", text);
            case "accept" -> post(complaint, "/replies", reporter, no, "decision", "ACCEPT");
            case "object" -> post(complaint, "/replies", reporter, no, "decision", "OBJECT", "text", text);
            case "evaluate" -> post(complaint, "/evaluation", reporter, no, "satisfaction",
                    nonsense ? 9 : 1 + random.nextInt(4));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private Answer post(Case complaint, String action, Who who, Map<String, Object> more, Object... fields) {
        Map<String, Object> form = Http.body(fields);
        form.putAll(more);
        return platform.http().post(complaint.path() + action, who, form);
    }

    private void check(Case complaint, List<Step> accepted, long seed) {
        accepted.sort(java.util.Comparator.comparingLong(Step::sequence));
        Model model = Model.SUBMITTED;
        long sequence = 0;
        long position = complaint.position();
        for (Step step : accepted) {
            String story = "life %d: %s on %s".formatted(seed, step, model);
            assertThat(step.sequence()).as(story).isEqualTo(++sequence);
            assertThat(step.position()).as(story).isGreaterThan(position);
            position = step.position();
            Optional<Model> next = model.after(step);
            assertThat(next).as(story).isPresent();
            model = next.get();
            assertThat(step.status()).as(story).isEqualTo(model.status());
        }
        JsonNode seen = platform.http().get(complaint.path(), Who.COORDINATOR.havingSeen(position)).is(200).json();
        assertThat(seen.path("status").asString()).as("life %d", seed).isEqualTo(model.status());
        assertThat(seen.path("sequence").asLong()).as("life %d", seed).isEqualTo(sequence);
        assertThat(seen.at("/content/responses").size() + seen.at("/handling/drafts").size()).as("life %d", seed)
                .isEqualTo(model.responses());
        if (model.office() != null) {
            assertThat(seen.path("officeId").asString()).as("life %d", seed).isEqualTo(model.office());
        }
        assertThat(platform.http().get(complaint.path() + "/timeline", Who.COORDINATOR).is(200).json().path("timeline"))
                .as("life %d", seed).hasSize((int) sequence + 1);
    }
}
