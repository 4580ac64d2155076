package id.tanggap.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged application as a process of its own, on a free port of this machine. */
final class Application implements AutoCloseable {

    static final String MAIN = "id.tanggap.infra.TanggapApplication";

    /** Complaints that were asked to keep time. */
    static final String ASKED = "tanggap_clock_asked_total";

    /** Each load's application has the same, those that {@code docs/running.md} has for a long history. */
    static final List<String> FLAGS = List.of("-XX:+UseParallelGC", "-Xmx4g", "-XX:+UseCompactObjectHeaders",
            "-XX:+UseTransparentHugePages");

    /** Of {@code /proc/<pid>/stat}, on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final int port;
    private final long started;
    private final Path log;
    private Staff staff;

    private Application(Process process, int port, long started, Path log) {
        this.process = process;
        this.port = port;
        this.started = started;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Unpacks the application's jar beside its libraries, as an operator does. @return the jar to run */
    static Path extract(Path jar, Path folder) throws IOException {
        Path extracted = folder.resolve("application");
        Process tool = new ProcessBuilder(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force",
                "--destination", extracted.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("extract.log").toFile()).start();
        if (exitOf(tool) != 0) {
            throw new IOException(jar + " could not be extracted: " + Files.readString(folder.resolve("extract.log")));
        }
        return extracted.resolve(jar.getFileName());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** @param run what comes between the java command and the application's own arguments */
    static Application start(String name, Path folder, Path data, List<String> run) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(java()));
        Stream.of(System.getProperty("benchmark.flags", "").split(" ")).filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        command.addAll(run);
        command.addAll(List.of("--server.port=" + port, "--tanggap.data=" + data,
                "--tanggap.limits.enabled=false",
                "--management.metrics.distribution.percentiles-histogram.tanggap.projection.lag=true",
                "--management.metrics.distribution.percentiles-histogram.tanggap.clock.scan=true"));
        long started = System.nanoTime();
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Application(process, port, started, log);
    }

    /** Runs the extracted jar with the flags that all loads share. */
    static Application start(String name, Path jar, Path folder, Path data) throws IOException {
        List<String> run = new ArrayList<>(FLAGS);
        run.addAll(List.of("-cp", jar.toString(), MAIN));
        return start(name, folder, data, run);
    }

    int port() {
        return port;
    }

    /** Asks until a request is answered with 200. @return seconds from the start of the process */
    double awaitServing(String path) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the application ended with " + process.exitValue() + "; see its log");
            }
            try (Client client = new Client(port)) {
                if (client.get(path).status() == 200) {
                    return (System.nanoTime() - started) / 1e9;
                }
            } catch (IOException e) {
                // does not listen yet
            }
            Waiting.sleep(Duration.ofMillis(10));
        }
        throw new IllegalStateException("the application does not serve " + path + " within two minutes");
    }

    Application ready() {
        awaitServing("/actuator/health/liveness");
        return this;
    }

    /** Those who are signed in here. */
    synchronized Staff staff() throws IOException {
        if (staff == null) {
            staff = Staff.of(this);
        }
        return staff;
    }

    /** Figures are not for the public. */
    private String[] asAdministrator() throws IOException {
        return staff().headers(Staff.ADMINISTRATOR);
    }

    /** With which the first administrator is made: told in the log as soon as the address is known. */
    String firstToken() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < deadline) {
            Matcher token = Pattern.compile("paste this token: (\\S+)").matcher(Files.readString(log));
            if (token.find()) {
                return token.group(1);
            }
            Waiting.sleep(Duration.ofMillis(100));
        }
        throw new IllegalStateException("the log tells no token for the first administrator");
    }

    long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElseThrow();
    }

    double metric(String name) {
        try (Client client = new Client(port)) {
            Matcher value = Pattern.compile("\"value\":([-0-9.E]+)")
                    .matcher(client.get("/actuator/metrics/" + name, asAdministrator()).expect(200).body());
            if (!value.find()) {
                throw new IllegalStateException("no value of " + name);
            }
            return Double.parseDouble(value.group(1));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** A figure without labels from the Prometheus endpoint. */
    double prometheus(String name) {
        try (Client client = new Client(port)) {
            Matcher value = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([-0-9.E]+)$")
                    .matcher(client.get("/actuator/prometheus", asAdministrator()).expect(200).body());
            if (!value.find()) {
                throw new IllegalStateException("no value of " + name);
            }
            return Double.parseDouble(value.group(1));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }

    /** Waits until everything that is durable can be read. */
    void awaitReadable() {
        await("tanggap.projection.behind", "the read models do not catch up");
    }

    /** Waits until it can be found by its words as well: then nobody has anything left to catch up with. */
    void awaitRest() {
        awaitReadable();
        await("tanggap.search.behind", "the search index does not catch up");
    }

    private void await(String metric, String otherwise) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(40);
        while (metric(metric) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(otherwise);
            }
            Waiting.sleep(Duration.ofMillis(200));
        }
    }

    /**
     * Waits until a whole look at what is due has found nothing: a history is written without what time brought about since,
     * and a platform that starts on it catches up on that first.
     */
    void awaitNothingDue() {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        double asked;
        do {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("what is due does not come to an end");
            }
            asked = prometheus(ASKED);
            // the one that runs now may have begun long ago: the next one counts
            double looks = prometheus("tanggap_clock_scan_seconds_count") + 2;
            while (prometheus("tanggap_clock_scan_seconds_count") < looks) {
                Waiting.sleep(Duration.ofMillis(200));
            }
        } while (prometheus(ASKED) > asked);
        awaitRest();
    }

    /** User and system time of all its threads, in seconds; of Linux. */
    double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // after the name in brackets, which may hold anything
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** How many times the projections' lag was within each bound so far. */
    TreeMap<Double, Double> lag() {
        return within("tanggap_projection_lag_seconds", "group=\"views\"");
    }

    /** How many times something timed was within each bound in seconds so far, from the Prometheus endpoint. */
    TreeMap<Double, Double> within(String timer, String labels) {
        TreeMap<Double, Double> buckets = new TreeMap<>();
        try (Client client = new Client(port)) {
            Matcher bucket = Pattern.compile(timer + "_bucket\\{[^}]*" + labels + "[^}]*le=\"([^\"]+)\"[^}]*} ([-0-9.E]+)")
                    .matcher(client.get("/actuator/prometheus", asAdministrator()).expect(200).body());
            while (bucket.find()) {
                buckets.put("+Inf".equals(bucket.group(1)) ? Double.POSITIVE_INFINITY
                        : Double.parseDouble(bucket.group(1)), Double.parseDouble(bucket.group(2)));
            }
            return buckets;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + timer, e);
        }
    }

    /** The bound in milliseconds that 99 % of what was timed between two readings kept. */
    static double p99(TreeMap<Double, Double> before, TreeMap<Double, Double> after) {
        double all = after.getOrDefault(Double.POSITIVE_INFINITY, 0.0) - before.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        return after.entrySet().stream()
                .filter(bound -> bound.getValue() - before.getOrDefault(bound.getKey(), 0.0) >= all * 0.99)
                .mapToDouble(bound -> bound.getKey() * 1000).findFirst().orElse(Double.NaN);
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the benchmark was interrupted", e);
        }
    }
}
