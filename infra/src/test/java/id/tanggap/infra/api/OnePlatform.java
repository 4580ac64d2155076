package id.tanggap.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;
import reactor.blockhound.BlockHound;

/**
 * Gives every test of this package the same running {@link Platform}, and watches over all of them that no event loop ever
 * waits: a test in which one did fails, whatever else it asserts.
 */
final class OnePlatform implements ParameterResolver, AfterEachCallback {

    private static final List<Throwable> BLOCKED = new CopyOnWriteArrayList<>();

    /** A thread of a pool that began to wait for its next task before it was watched. */
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

    static {
        BlockHound.install(watching -> watching
                // The kernel's random source has no end and no wait.
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
                .allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "ensureBufferValid")
                // Locks that are held for a moment: once per type that is read, and to put an order into a queue.
                .allowBlockingCallsInside("tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer")
                .allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer")
                // and one for each thread that a pool begins with
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker")
                // and one for cancelling a timer
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove")
                .allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer")
                // and one of Netty's, when more threads than before want memory
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines")
                // and one of MongoDB's driver, to take a connection out of its pool
                .allowBlockingCallsInside("com.mongodb.internal.Locks", "checkedWithLock")
                .blockingMethodCallback(method -> {
                    String where = where();
                    if (!where.contains(IDLE)) {
                        BLOCKED.add(new AssertionError(Thread.currentThread().getName() + " waited in " + method + where));
                    }
                }));
    }

    /** The calls that led there, but for the watching itself. */
    private static String where() {
        return StackWalker.getInstance().walk(frames -> frames.skip(4).limit(40)
                .map(frame -> "\n  " + frame.toStackTraceElement()).collect(Collectors.joining()));
    }

    private static final class Shared implements AutoCloseable {

        private final Path folder;
        private final Platform platform;

        Shared() {
            try {
                folder = Files.createTempDirectory("tanggap-api");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            platform = Platform.start(folder, "--tanggap.live.heartbeat=200ms");
        }

        @Override
        public void close() throws IOException {
            platform.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Where an event loop waited since this was last asked. */
    static List<Throwable> blocked() {
        List<Throwable> blocked = List.copyOf(BLOCKED);
        BLOCKED.clear();
        return blocked;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(OnePlatform.class))
                .computeIfAbsent(Shared.class, _ -> new Shared(), Shared.class).platform;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(blocked()).as("an event loop waited").isEmpty();
    }
}
