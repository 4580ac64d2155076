package id.tanggap.infra.search;

import id.tanggap.infra.search.IndexKey.Scope;
import id.tanggap.kernel.complaint.Classification;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.projection.Progress;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * One index in a folder of its own. What it holds and the position that it reached become durable together, by a commit of
 * Lucene's, or not at all; what was not committed is applied again.
 *
 * <p>Of what people said it holds which words there are, each as a token under the {@link IndexKey}: not how often, not in
 * which order. The key stands in the commit, wrapped, and is this index's only.
 *
 * <p>Written by one thread, read by any.
 */
final class SearchIndex implements AutoCloseable {

    /** Of what is in it, beyond Lucene's own format: an index of another one is made anew. */
    static final String FORMAT = "1";

    /** What the key is wrapped for. */
    static final String PURPOSE = "search-index";

    /** The newest first; the number tells those of one moment apart. No change of a complaint changes its place. */
    static final Sort NEWEST_FIRST = new Sort(new SortField("submitted", SortField.Type.LONG, true),
            new SortField("number", SortField.Type.LONG, true));

    /** Of a complaint that no office has, and one without a class. */
    private static final long NONE = -1;

    /** Erasing one person's words rewrites the segment that they are in: not more than this. */
    private static final double LARGEST_SEGMENT_MB = 256;

    private static final double BUFFER_MB = 24;

    /** Which there are; not how often, where, or how many. */
    private static final FieldType TOKENS = new FieldType();

    static {
        TOKENS.setIndexOptions(IndexOptions.DOCS);
        TOKENS.setOmitNorms(true);
        TOKENS.setTokenized(true);
        TOKENS.freeze();
    }

    /** What the platform's keys wrap and unwrap for this index. */
    interface Wrapping {
        String wrapped(byte[] secret);

        Optional<byte[]> unwrapped(String wrapped);
    }

    /** The files are damaged, of another format, or can no longer be understood: they are worth nothing. */
    static final class Unusable extends Exception {

        Unusable(String why) {
            super(why);
        }
    }

    /** What stands in a commit beside the documents. */
    private record State(long position, String event, boolean complete) {
    }

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final IndexKey key;
    private final String wrappedKey;
    private final Set<String> failed = new HashSet<>();
    private volatile State state;

    private SearchIndex(Directory directory, byte[] secret, String wrappedKey, State state) throws IOException {
        this.directory = directory;
        this.key = new IndexKey(secret);
        this.wrappedKey = wrappedKey;
        this.state = state;
        this.writer = new IndexWriter(directory, config());
        try {
            this.searchers = new SearcherManager(writer, true, false, new Uncached());
            readFailed();
            if (!DirectoryReader.indexExists(directory)) {
                commit();
            }
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Filters are cheap, and what somebody looked for is not to be kept. */
    private static final class Uncached extends SearcherFactory {

        @Override
        public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    private static IndexWriterConfig config() {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setMaxMergedSegmentMB(LARGEST_SEGMENT_MB);
        merging.setForceMergeDeletesPctAllowed(0);
        ConcurrentMergeScheduler aside = new ConcurrentMergeScheduler();
        aside.setMaxMergesAndThreads(3, 1);
        return new IndexWriterConfig().setIndexSort(NEWEST_FIRST).setMergePolicy(merging).setMergeScheduler(aside)
                .setRAMBufferSizeMB(BUFFER_MB).setCommitOnClose(false);
    }

    /**
     * Opens the index in a folder, or begins one under a new key.
     *
     * @throws Unusable    if what is there cannot be gone on with; every byte is looked at to tell
     * @throws IOException if it cannot be told
     */
    static SearchIndex open(Path folder, Wrapping wrapping, Supplier<byte[]> secrets)
            throws IOException, Unusable {
        Files.createDirectories(folder);
        Directory directory = FSDirectory.open(folder);
        try {
            if (!DirectoryReader.indexExists(directory)) {
                byte[] secret = secrets.get();
                return new SearchIndex(directory, secret, wrapping.wrapped(secret), new State(Progress.NOTHING, "", false));
            }
            refuseDamaged(directory);
            Map<String, String> said = SegmentInfos.readLatestCommit(directory).getUserData();
            if (!FORMAT.equals(said.get("format"))) {
                throw new Unusable("has format " + said.get("format") + ", this version keeps format " + FORMAT);
            }
            byte[] secret = wrapping.unwrapped(said.get("key")).orElseThrow(() ->
                    new Unusable("is under a key that cannot be unwrapped any more"));
            return new SearchIndex(directory, secret, wrapping.wrapped(secret), state(said));
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException
                 | EOFException | NoSuchFileException | FileNotFoundException | IllegalArgumentException e) {
            directory.close();
            throw new Unusable("is damaged or of another version: " + e.getClass().getSimpleName());
        } catch (IOException | RuntimeException | Unusable e) {
            directory.close();
            throw e;
        }
    }

    private static State state(Map<String, String> said) {
        return new State(Long.parseLong(said.get("position")), said.get("event"), Boolean.parseBoolean(said.get("complete")));
    }

    private static void refuseDamaged(Directory directory) throws IOException, Unusable {
        try (CheckIndex check = new CheckIndex(directory)) {
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_CHECKSUM_CHECKS);
            if (!check.checkIndex().clean) {
                throw new Unusable("is damaged");
            }
        }
    }

    /** Whether a folder holds an index that had caught up with the events once, as far as can be told at a glance. */
    static boolean isComplete(Path folder) {
        try (Directory directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory)
                    && state(SegmentInfos.readLatestCommit(directory).getUserData()).complete();
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    IndexKey key() {
        return key;
    }

    /** Up to where everything is in it, though perhaps not durable yet. */
    long position() {
        return state.position();
    }

    /** The event there; tells one history from another. */
    String event() {
        return state.event();
    }

    /** Whether it had caught up with the events once. */
    boolean complete() {
        return state.complete();
    }

    /** Streams that it could not take. */
    int failures() {
        return failed.size();
    }

    boolean hasFailed(String stream) {
        return failed.contains(stream);
    }

    /** A complaint that is not in it yet. */
    void add(Filed complaint, Collection<String> texts) throws IOException {
        writer.addDocument(document(complaint, texts));
    }

    /** A complaint in place of what was said of it before, if anything was. */
    void replace(Filed complaint, Collection<String> texts) throws IOException {
        writer.updateDocument(named(complaint.id()), document(complaint, texts));
    }

    /** What lists are filtered by. What was said stays as it is. */
    void change(Filed before, Filed after) throws IOException {
        List<Field> old = filters(before);
        List<Field> changed = new ArrayList<>();
        for (Field now : filters(after)) {
            if (old.stream().noneMatch(was -> was.name().equals(now.name())
                    && was.numericValue().equals(now.numericValue()))) {
                changed.add(now);
            }
        }
        if (!changed.isEmpty()) {
            writer.updateDocValues(named(after.id()), changed.toArray(Field[]::new));
        }
    }

    /** Keeps that something could not be taken, and where it began. */
    void fail(String stream, long position) throws IOException {
        if (failed.add(stream)) {
            Document document = new Document();
            document.add(new StringField("failed", stream, Field.Store.YES));
            document.add(new StoredField("position", position));
            writer.addDocument(document);
        }
    }

    /** It could be taken after all. */
    void heal(String stream) throws IOException {
        if (failed.remove(stream)) {
            writer.deleteDocuments(new Term("failed", stream));
        }
    }

    private void readFailed() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (var leaf : searcher.getIndexReader().leaves()) {
                var terms = leaf.reader().terms("failed");
                if (terms != null) {
                    var stream = terms.iterator();
                    while (stream.next() != null) {
                        String name = stream.term().utf8ToString();
                        if (searcher.count(new TermQuery(new Term("failed", name))) > 0) {
                            failed.add(name);
                        }
                    }
                }
            }
        } finally {
            searchers.release(searcher);
        }
    }

    /** Everything up to an event is in it. */
    void reach(long position, String event) {
        state = new State(position, event, state.complete());
    }

    private static Term named(ComplaintId id) {
        return new Term("id", bytes(id.value()));
    }

    private static BytesRef bytes(UUID id) {
        return new BytesRef(ByteBuffer.allocate(16).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array());
    }

    private static List<Field> filters(Filed complaint) {
        return List.of(new NumericDocValuesField("status", complaint.course().status().ordinal()),
                new NumericDocValuesField("office", complaint.course().office().map(SearchIndex::office).orElse(NONE)),
                new NumericDocValuesField("class",
                        complaint.classification().map(Classification::ordinal).map(Integer::longValue).orElse(NONE)),
                new NumericDocValuesField("withheld", complaint.secrecy().withheld() ? 1 : 0));
    }

    /** The random half of its id. */
    static long office(OfficeId office) {
        return office.value().getLeastSignificantBits();
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private Document document(Filed complaint, Collection<String> texts) {
        Document document = new Document();
        BytesRef id = bytes(complaint.id().value());
        document.add(new StringField("id", id, Field.Store.NO));
        document.add(new BinaryDocValuesField("id", id));
        long submitted = micros(complaint.course().submitted());
        document.add(new NumericDocValuesField("submitted", submitted));
        document.add(new LongPoint("submitted at", submitted));
        document.add(new NumericDocValuesField("number", complaint.number()));
        document.add(new LongPoint("numbered", complaint.number()));
        document.add(new StringField("category", complaint.category().value(), Field.Store.NO));
        filters(complaint).forEach(document::add);
        List<Word> category = Words.of(complaint.category().value());
        add(document, Scope.CATEGORY, category);
        add(document, Scope.TEXT, Stream.concat(category.stream(),
                texts.stream().flatMap(text -> Words.of(text).stream())).toList());
        return document;
    }

    /** One field with some hundred tokens costs Lucene much less than as many fields with one. */
    private static final class Tokens extends TokenStream {

        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final Iterator<BytesRef> tokens;

        Tokens(Iterator<BytesRef> tokens) {
            this.tokens = tokens;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (tokens.hasNext()) {
                term.setBytesRef(tokens.next());
                return true;
            }
            return false;
        }
    }

    private void add(Document document, Scope scope, List<Word> words) {
        for (Closeness closeness : Closeness.values()) {
            String field = IndexKey.field(scope, closeness);
            Set<String> forms = new HashSet<>();
            words.forEach(word -> forms.addAll(word.forms(closeness)));
            document.add(new Field(field, new Tokens(forms.stream().map(form -> key.token(scope, closeness, form)).iterator()),
                    TOKENS));
        }
    }

    /** What was found, in documents of a searcher. */
    static ComplaintId complaint(IndexSearcher searcher, ScoreDoc hit) throws IOException {
        var leaf = leaf(searcher, hit.doc);
        var ids = leaf.reader().getBinaryDocValues("id");
        ids.advanceExact(hit.doc - leaf.docBase);
        BytesRef id = ids.binaryValue();
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes, id.offset, id.length);
        return new ComplaintId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    static long value(IndexSearcher searcher, ScoreDoc hit, String field) throws IOException {
        var leaf = leaf(searcher, hit.doc);
        var values = leaf.reader().getNumericDocValues(field);
        values.advanceExact(hit.doc - leaf.docBase);
        return values.longValue();
    }

    private static LeafReaderContext leaf(IndexSearcher searcher, int document) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }

    /** A question that is put to what was last {@linkplain #refresh made findable}. */
    interface Asking<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    /** @throws org.apache.lucene.store.AlreadyClosedException if the index is closed */
    <T> T ask(Asking<T> question) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return question.of(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** What was written can be found from now on. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** From now on it is one that had caught up. */
    void completed() {
        state = new State(state.position(), state.event(), true);
    }

    /** Makes everything so far durable, together with the position. */
    void commit() throws IOException {
        State now = state;
        writer.setLiveCommitData(Map.of("format", FORMAT, "key", wrappedKey, "position", Long.toString(now.position()),
                "event", now.event(), "complete", Boolean.toString(now.complete())).entrySet());
        writer.commit();
    }

    /**
     * Rewrites every file in which there still is what was replaced or deleted. From the next {@link #commit} and
     * {@link #refresh} on no file holds it. May be called beside the writing thread; takes as long as that takes.
     */
    void purge() throws IOException {
        writer.forceMergeDeletes(true);
    }

    boolean hasRemains() {
        return writer.hasDeletions();
    }

    /** Files that nobody reads from any more go. */
    void tidy() throws IOException {
        writer.deleteUnusedFiles();
    }

    /** Of all its files together. */
    long size() {
        try {
            long bytes = 0;
            for (String file : directory.listAll()) {
                bytes += directory.fileLength(file);
            }
            return bytes;
        } catch (IOException _) {
            return 0; // a file went while it was looked at
        }
    }

    /** How many complaints can be found. */
    int complaints() throws IOException {
        return ask(searcher -> searcher.getIndexReader().numDocs());
    }

    /** Without what was not committed. */
    @Override
    public void close() throws IOException {
        try {
            searchers.close();
        } finally {
            try {
                writer.rollback();
            } finally {
                directory.close();
            }
        }
    }
}
