package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.EventLog;
import id.tanggap.infra.eventstore.StoredEvent;
import id.tanggap.infra.eventstore.mongodb.MongoEventLog;
import id.tanggap.infra.mongodb.TestDatabases;
import id.tanggap.infra.mongodb.TestMongo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Two command nodes and two query nodes over one database, each a process of its own. Complaints live through all of them, two
 * nodes at once try the same step, and in the middle one of each kind is killed.
 */
@ParameterizedClass
@MethodSource("id.tanggap.infra.mongodb.TestMongo#servers")
class KilledNodesTest {

    private static final int LIVES = 30;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What one life leaves in the log. */
    private static final List<String> LIFE = List.of("complaint.submitted", "complaint.forwarded",
            "complaint.final-response-drafted", "complaint.final-response-approved", "complaint.closed");

    @Parameter
    TestMongo server;

    @TempDir
    Path folder;

    private final List<NodeProcess> running = new CopyOnWriteArrayList<>();

    /** Paths of commands that were said again, because the node that was asked first died before it answered. */
    private final Set<String> saidAgain = ConcurrentHashMap.newKeySet();

    /** A complaint that was answered and whose answer was accepted, as its reporter and staff were told. */
    private record Lived(String id, String secret, long position) {
    }

    @AfterEach
    void end() {
        running.forEach(NodeProcess::close);
    }

    private NodeProcess started(String name, String role, String uri) throws IOException {
        NodeProcess node = NodeProcess.start(folder.resolve(name + ".log"), "--tanggap.data=" + folder.resolve(name),
                "--tanggap.storage=mongodb", "--spring.mongodb.uri=" + uri, "--tanggap.role=" + role,
                "--tanggap.keys.kek=" + "ab".repeat(32), "--tanggap.clock.interval=1h", "--tanggap.limits.enabled=false");
        running.add(node);
        return node;
    }

    /** All at the same time. */
    private List<NodeProcess> start(String role, String uri, String... names) throws Exception {
        try (ExecutorService starting = Executors.newFixedThreadPool(names.length)) {
            List<NodeProcess> nodes = new ArrayList<>();
            for (Future<NodeProcess> node : starting.invokeAll(Stream.of(names)
                    .map(name -> (Callable<NodeProcess>) () -> started(name, role, uri)).toList())) {
                nodes.add(node.get());
            }
            return nodes;
        }
    }

    /** Asks one node after the other, until one answers: by its key the same command, whoever is asked. */
    private Answer command(List<NodeProcess> nodes, int first, String path, Who who, Object... fields) {
        Who keyed = who.with("Idempotency-Key", UUID.randomUUID());
        WebClientRequestException last = null;
        for (int i = 0; i < 2 * nodes.size(); i++) {
            try {
                return nodes.get((first + i) % nodes.size()).http().post(path, keyed, Http.body(fields));
            } catch (WebClientRequestException dead) {
                saidAgain.add(path);
                last = dead;
            }
        }
        throw last;
    }

    /** The same of questions; who cannot answer yet is asked again. */
    private static Answer question(List<NodeProcess> nodes, String path, Who who) {
        AtomicInteger next = new AtomicInteger();
        Answer[] answer = new Answer[1];
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).ignoreException(WebClientRequestException.class).until(() -> {
            answer[0] = nodes.get(next.getAndIncrement() % nodes.size()).http().get(path, who);
            return answer[0].status() != 503;
        });
        return answer[0];
    }

    private static Who asOf(Who who, Answer answer) {
        return who.with("If-Match", answer.etag());
    }

    private Lived life(List<NodeProcess> commands, List<NodeProcess> queries, String office, SplittableRandom random) {
        Who officer = Who.staff("OFFICER", "budi").with("Tanggap-Office", office);
        Who head = Who.staff("OFFICE_HEAD", "siti").with("Tanggap-Office", office);
        Answer submitted = command(commands, random.nextInt(2), "/api/v1/complaints", Who.PUBLIC, "title", "Lampu padam",
                "narrative", "Sudah tiga malam.", "category", "Jalan", "identity", "ANONYMOUS").is(201);
        String path = "/api/v1/complaints/" + submitted.at("/id");
        Answer forwarded = command(commands, random.nextInt(2), path + "/verification", asOf(Who.COORDINATOR, submitted),
                "decision", "FORWARD", "officeId", office, "classification", "COMPLAINT").is(201);

        // two officers answer at two nodes in the same moment
        List<Answer> drafts = IntStream.range(0, 2).parallel().mapToObj(node -> command(commands, node, path + "/responses",
                asOf(officer, forwarded), "kind", "FINAL", "text", "Sudah diperbaiki, kata petugas " + node + ".")).toList();
        assertThat(drafts).extracting(Answer::status).containsExactlyInAnyOrder(201, 412);
        Answer drafted = drafts.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();

        Answer approved = command(commands, random.nextInt(2), path + "/responses/" + drafted.json().path("response").asInt()
                + "/approval", asOf(head, drafted)).is(201);
        Answer accepted = command(commands, random.nextInt(2), path + "/replies",
                asOf(Who.reporter(submitted.at("/secret")), approved), "decision", "ACCEPT").is(201);

        // and whoever is asked has seen all of it
        Answer seen = question(queries, path, Who.reporter(submitted.at("/secret")).havingSeen(accepted.position())).is(200);
        assertThat(seen.at("/status")).isEqualTo("CLOSED");
        return new Lived(submitted.at("/id"), submitted.at("/secret"), accepted.position());
    }

    @Test
    void whoever_is_killed_there_is_one_order_and_nothing_is_lost_or_done_twice_and_all_read_the_same() throws Exception {
        try (TestDatabases databases = server.fresh()) {
            // given a platform of four nodes
            List<NodeProcess> first = start("command", databases.uri(), "command-1");
            List<NodeProcess> others = start("command", databases.uri(), "command-2");
            List<NodeProcess> commands = List.of(first.getFirst(), others.getFirst());
            List<NodeProcess> queries = start("query", databases.uri(), "query-1", "query-2");
            String office = command(commands, 0, "/api/v1/offices", Who.ADMINISTRATOR, "name", "Dinas Jalan").is(201).at("/id");

            // when complaints live through it, and one node of each kind is killed in the middle
            Map<String, Lived> lived = new ConcurrentHashMap<>();
            try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<?>> lives = new ArrayList<>();
                for (int i = 0; i < LIVES; i++) {
                    SplittableRandom random = new SplittableRandom(i);
                    lives.add(people.submit(() -> {
                        Lived life = life(commands, queries, office, random);
                        lived.put(life.id(), life);
                    }));
                }
                await().atMost(PATIENCE).until(() -> lived.size() >= LIVES / 3 || lives.stream().anyMatch(Future::isDone)
                        && lives.stream().filter(Future::isDone).count() > lived.size());
                commands.getFirst().kill();
                queries.getFirst().kill();
                for (Future<?> life : lives) {
                    life.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }

            // then there is one order without a gap, with every step once
            requireOneOrder(databases, lived);

            // and nodes that come later, and read models made anew, say what the one that was left says
            NodeProcess left = queries.getLast();
            Map<String, String> read = answers(left, lived, office);
            NodeProcess late = start("query", databases.uri(), "query-3").getFirst();
            assertThat(answers(late, lived, office)).isEqualTo(read);
            rebuild(late, left);
            assertThat(answers(late, lived, office)).isEqualTo(read);
            assertThat(answers(left, lived, office)).isEqualTo(read);
        }
    }

    /** Asks one of them; whichever is on duty does it. */
    private static void rebuild(NodeProcess asked, NodeProcess other) {
        asked.http().post("/api/v1/views/rebuild", Who.ADMINISTRATOR).is(202);
        await().atMost(PATIENCE).until(() -> List.of(asked, other).stream().noneMatch(node -> node.http()
                .get("/actuator/health/readModels", Who.ADMINISTRATOR).json().at("/details/rebuilding").asBoolean()));
    }

    private void requireOneOrder(TestDatabases databases, Map<String, Lived> lived) {
        List<StoredEvent> all = new ArrayList<>();
        try (EventLog log = MongoEventLog.open(databases.connected())) {
            for (List<StoredEvent> page = log.readFrom(-1, 100); !page.isEmpty();
                    page = log.readFrom(page.getLast().position(), 100)) {
                all.addAll(page);
            }
        }
        assertThat(all).extracting(StoredEvent::position)
                .containsExactlyElementsOf(LongStream.range(0, all.size()).boxed().toList());
        assertThat(all).extracting(StoredEvent::eventId).doesNotHaveDuplicates();
        Map<String, List<StoredEvent>> streams = new LinkedHashMap<>();
        all.stream().filter(event -> event.name().startsWith("complaint."))
                .forEach(event -> streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event));
        assertThat(streams.keySet()).isEqualTo(lived.keySet()).hasSize(LIVES);
        assertThat(streams.values()).allSatisfy(events -> {
            assertThat(events).extracting(StoredEvent::name).isEqualTo(LIFE);
            assertThat(events).extracting(StoredEvent::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
        });
        lived.values().forEach(life -> {
            long written = streams.get(life.id()).getLast().position();
            if (saidAgain.contains("/api/v1/complaints/" + life.id() + "/replies")) {
                // it may have been written before the node died: then the log's end is told
                assertThat(written).isLessThanOrEqualTo(life.position());
            } else {
                assertThat(written).isEqualTo(life.position());
            }
        });
    }

    /** Everything there is to be read, as one node tells it. */
    private static Map<String, String> answers(NodeProcess node, Map<String, Lived> lived, String office) {
        long end = lived.values().stream().mapToLong(Lived::position).max().orElseThrow();
        Map<String, String> answers = new LinkedHashMap<>();
        for (Lived life : lived.values().stream().sorted(Comparator.comparing(Lived::id)).toList()) {
            for (String path : List.of("", "/timeline")) {
                String asked = "/api/v1/complaints/" + life.id() + path;
                answers.put(asked, question(List.of(node), asked, Who.reporter(life.secret()).havingSeen(end)).is(200).text());
            }
        }
        String scorecard = "/api/v1/offices/" + office + "/scorecard";
        Who head = Who.staff("OFFICE_HEAD", "siti").with("Tanggap-Office", office).havingSeen(end);
        answers.put(scorecard, question(List.of(node), scorecard, head).is(200).text());
        assertThat(answers.get(scorecard)).contains("" + LIVES);
        answers.put("list", question(List.of(node), "/api/v1/complaints?limit=200", Who.COORDINATOR.havingSeen(end)).is(200)
                .text());
        return answers;
    }
}
