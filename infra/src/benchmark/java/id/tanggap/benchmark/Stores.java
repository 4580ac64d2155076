package id.tanggap.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Applications on stores of a given size, each written and replayed when it is first needed and kept until the end. */
final class Stores implements AutoCloseable {

    /**
     * @param replayed         how many events went into all read models
     * @param perSecond        at which rate
     * @param indexedPerSecond at which rate the search index, which lets the read models go first, took them afterwards
     */
    record Store(Application application, Path data, long replayed, double perSecond, double indexedPerSecond) {
    }

    private final Path jar;
    private final Path folder;
    private final Map<Integer, Store> stores = new HashMap<>();

    Stores(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** With its read models complete. */
    Store of(int complaints) throws Exception {
        Store store = stores.get(complaints);
        if (store == null) {
            store = open(complaints);
            stores.put(complaints, store);
        }
        return store;
    }

    private Store open(int complaints) throws Exception {
        String name = "store-" + complaints;
        Path data = Files.createDirectories(folder.resolve(name));
        long begun = System.nanoTime();
        long events = History.write(data, complaints);
        System.out.printf("  %,d events of %,d complaints written in %.0f s%n", events, complaints,
                (System.nanoTime() - begun) / 1e9);
        Application application = Application.start(name, jar, folder, data).ready();
        double behind = application.metric("tanggap.projection.behind");
        long start = System.nanoTime();
        application.awaitReadable();
        long readable = System.nanoTime();
        double unindexed = application.metric("tanggap.search.behind");
        application.awaitRest();
        return new Store(application, data, events, behind / ((readable - start) / 1e9),
                unindexed / ((System.nanoTime() - readable) / 1e9));
    }

    @Override
    public void close() throws java.io.IOException {
        for (Store store : stores.values()) {
            store.application().close();
            Benchmark.deleteFolder(store.data());
        }
    }
}
