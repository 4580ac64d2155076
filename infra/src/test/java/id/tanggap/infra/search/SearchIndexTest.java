package id.tanggap.infra.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.tanggap.infra.eventstore.sqlite.SqliteEventLog;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.Role;
import id.tanggap.kernel.complaint.ComplaintId;
import id.tanggap.kernel.office.OfficeId;
import id.tanggap.query.Histories;
import id.tanggap.query.Histories.Recorded;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.complaint.ComplaintSearch.Hit;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The index on real files: kept up, rebuilt, damaged, killed, and emptied of what was erased. */
class SearchIndexTest {

    private static final OfficeId ROADS = new OfficeId(new UUID(0, 2));
    private static final OfficeId WATER = new OfficeId(new UUID(0, 3));

    @TempDir
    Path folder;

    private static Actor officer(OfficeId office) {
        return Actor.of(Role.OFFICER, "budi", office);
    }

    /** The one index that is there. */
    private Path files() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("search"))) {
            return folders.findFirst().orElseThrow();
        }
    }

    /** What an index says of each complaint, without its key: its values, and how many forms of words of each kind it has. */
    private static Map<String, String> dump(Path index) throws IOException {
        Map<String, String> complaints = new TreeMap<>();
        try (Directory directory = FSDirectory.open(index); DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                int[][] tokens = new int[leaf.reader().maxDoc()][2 * Closeness.values().length];
                int kind = 0;
                for (IndexKey.Scope scope : IndexKey.Scope.values()) {
                    for (Closeness closeness : Closeness.values()) {
                        var terms = leaf.reader().terms(IndexKey.field(scope, closeness));
                        if (terms != null) {
                            TermsEnum term = terms.iterator();
                            while (term.next() != null) {
                                PostingsEnum documents = term.postings(null);
                                while (documents.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                                    tokens[documents.docID()][kind]++;
                                }
                            }
                        }
                        kind++;
                    }
                }
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    if (leaf.reader().getLiveDocs() == null || leaf.reader().getLiveDocs().get(document)) {
                        var ids = leaf.reader().getBinaryDocValues("id");
                        ids.advanceExact(document);
                        StringBuilder values = new StringBuilder();
                        for (String field : List.of("submitted", "number", "status", "office", "class", "withheld")) {
                            var value = leaf.reader().getNumericDocValues(field);
                            value.advanceExact(document);
                            values.append(field).append('=').append(value.longValue()).append(' ');
                        }
                        assertThat(complaints.put(ids.binaryValue().toString(), values
                                + java.util.Arrays.toString(tokens[document]))).as("twice in it").isNull();
                    }
                }
            }
        }
        return complaints;
    }

    private static List<Recorded> next(Histories histories, int atLeast) {
        List<Recorded> events = new ArrayList<>();
        while (events.size() < atLeast) {
            events.addAll(histories.next());
        }
        return events;
    }

    @Test
    void what_is_found_is_what_says_it_the_closest_first_and_among_those_the_newest() {
        try (Searchable s = Searchable.in(folder)) {
            ComplaintId slip = s.submitted("Jaln rusak", "x", "umum");
            ComplaintId first = s.submitted("Jalan berlubang", "x", "umum");
            ComplaintId second = s.submitted("x", "lubang di jalan", "umum");
            ComplaintId form = s.submitted("x", "sulit berjalan", "umum");
            s.submitted("Sampah", "menumpuk", "umum");
            ComplaintId place = s.submitted("x", "y", "jalan");
            s.caughtUp();

            assertThat(s.find("jalan")).containsExactly(place, second, first, form, slip);
            assertThat(s.find("jalan lubang")).containsExactly(second, first);
            assertThat(s.find("mangga sampah")).hasSize(1); // in the address and the title
            assertThat(s.find("kereta")).isEmpty();
        }
    }

    @Test
    void pages_go_on_exactly_where_they_stopped_while_new_ones_come_in() {
        try (Searchable s = Searchable.in(folder)) {
            List<ComplaintId> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.addFirst(s.submitted(i % 3 == 0 ? "jalan" : i % 3 == 1 ? "berjalan" : "jaln", "x", "umum"));
            }
            s.caughtUp();
            List<ComplaintId> expected = s.find("jalan");

            List<ComplaintId> paged = new ArrayList<>();
            List<Hit> page = s.hits("jalan", Searchable.INSPECTOR, Optional.empty(), 5);
            while (!page.isEmpty()) {
                page.forEach(hit -> paged.add(hit.id()));
                s.submitted("jalan", "yang baru", "umum");
                s.submitted("jaln", "yang baru", "umum");
                s.caughtUp();
                page = s.hits("jalan", Searchable.INSPECTOR, Optional.of(page.getLast().place()), 5);
            }

            // those that came behind the place, which are newer than all of their kind there, are not missed either
            assertThat(paged).containsSubsequence(expected).doesNotHaveDuplicates().containsAll(all);
        }
    }

    @Test
    void nobody_finds_words_of_what_they_may_not_read() {
        try (Searchable s = Searchable.in(folder)) {
            ComplaintId waiting = s.submitted("gelap", "padam", "lampu");
            ComplaintId withRoads = s.submitted("gelap", "padam", "lampu");
            s.forwarded(withRoads, ROADS);
            ComplaintId accusation = s.submitted("gelap", "padam", "lampu", true);
            s.caughtUp();

            assertThat(s.find("gelap")).containsExactly(accusation, withRoads, waiting);
            assertThat(s.find("gelap", officer(ROADS))).containsExactly(withRoads);
            assertThat(s.find("gelap", officer(WATER))).isEmpty();
            assertThat(s.find("gelap", Actor.PUBLIC)).isEmpty();
            assertThat(s.find("mangga", Actor.of(Role.ADMINISTRATOR, "adi"))).isEmpty();
            assertThat(s.find("lampu", Actor.PUBLIC)).containsExactly(withRoads, waiting);
            assertThat(s.find("lampu padam", officer(ROADS))).containsExactly(withRoads);
            assertThat(s.find("lampu", officer(WATER))).containsExactly(withRoads, waiting);

            // when the inspectorate forwards it
            s.forwarded(accusation, WATER);
            s.caughtUp();

            assertThat(s.find("gelap", officer(WATER))).containsExactly(accusation);
            assertThat(s.find("lampu", Actor.PUBLIC)).containsExactly(accusation, withRoads, waiting);
        }
    }

    @Test
    void an_index_that_kept_up_with_a_long_history_says_what_a_rebuilt_one_says() throws Exception {
        Histories histories = new Histories(42, 8, Duration.ofMinutes(20), 60, 400);
        long position;
        try (Searchable s = Searchable.in(folder)) {
            // given one that took events in many small steps
            s.append(histories.events(1_000));
            for (int i = 0; i < 100; i++) {
                s.append(histories.next());
            }
            s.append(next(histories, 3_000));
            s.caughtUp();
            position = s.engine.lastPosition();
        }
        Map<String, String> keptUp = dump(files());
        assertThat(committedPosition()).isEqualTo(position);

        // when
        try (Searchable s = Searchable.in(folder)) {
            assertThat(s.search.rebuild().get(60, TimeUnit.SECONDS)).isEqualTo(position);
            await().until(() -> Files.list(folder.resolve("search")).count() == 1);
        }

        // then
        assertThat(files()).hasFileName("2");
        assertThat(dump(files())).isEqualTo(keptUp).hasSizeGreaterThan(200);
    }

    @Test
    void while_it_is_made_anew_the_old_one_answers_and_no_position_is_ever_lower() throws Exception {
        try (Searchable s = Searchable.in(folder)) {
            ComplaintId complaint = s.submitted("jalan", "x", "umum");
            s.append(Histories.small(4).events(3_000));
            s.caughtUp();

            var rebuilt = s.search.rebuild();
            assertThat(s.search.rebuild()).isSameAs(rebuilt);
            long seen = -1;
            while (!rebuilt.isDone()) {
                long told = s.search.progress().position();
                assertThat(told).isGreaterThanOrEqualTo(seen);
                assertThat(s.find("jalan")).contains(complaint);
                seen = told;
            }

            ComplaintId later = s.submitted("jalan", "x", "umum");
            s.caughtUp();
            assertThat(s.find("jalan")).contains(complaint, later);
        }
    }

    @Test
    void a_process_that_is_killed_leaves_an_index_whose_words_and_position_agree() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        List<Long> positions = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    IndexingUntilKilled.class.getName(), folder.toString())
                    .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null"))).start();
            try (BufferedReader told = process.inputReader()) {
                String line = told.readLine();
                while (line != null && !line.equals("going on")) {
                    line = told.readLine();
                }
                for (int lines = 2 + random.nextInt(6); lines > 0; lines--) {
                    assertThat(told.readLine()).isNotNull();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            // what was committed are the complaints of all events up to the position, no more and no less
            assertThat(dump(files())).hasSize(submittedUpTo(committedPosition()));
            positions.add(committedPosition());
        }

        assertThat(positions).isSorted().doesNotHaveDuplicates();
        try (Searchable s = Searchable.in(folder)) {
            s.caughtUp();
            assertThat(s.search.failures()).isZero();
        }
        Map<String, String> wentOn = dump(files());
        try (Searchable s = Searchable.in(folder)) {
            s.search.rebuild().get(60, TimeUnit.SECONDS);
        }
        assertThat(dump(files())).isEqualTo(wentOn).isNotEmpty();
    }

    @Test
    void words_of_somebody_who_was_erased_are_in_no_file_within_a_minute() throws Exception {
        try (Searchable s = Searchable.in(folder)) {
            // given the words in more than one place, and committed
            ComplaintId complaint = s.submitted("Kenarikuning", "Bersiulpagi", "umum");
            ComplaintId other = s.submitted("Kenarihijau", "x", "umum");
            s.caughtUp();
            List<BytesRef> tokens = new ArrayList<>();
            await().until(() -> committed(s));
            IndexKey key = key(s);
            for (String text : List.of("Kenarikuning", "Bersiulpagi")) {
                Words.of(text).forEach(word -> {
                    for (Closeness closeness : Closeness.values()) {
                        word.forms(closeness).forEach(form ->
                                tokens.add(key.token(IndexKey.Scope.TEXT, closeness, form)));
                    }
                });
            }
            assertThat(tokens).hasSizeGreaterThan(20).allMatch(token -> stands(token));
            assertThat(s.find("kenarikuning")).containsExactly(complaint);

            // when
            s.erased(complaint);
            s.caughtUp();

            // then at once for whoever looks, and soon for whoever looks into the files
            assertThat(s.find("kenarikuning")).isEmpty();
            await().atMost(Duration.ofMinutes(1)).until(() -> tokens.stream().noneMatch(this::stands));
            assertThat(s.find("kenarihijau")).containsExactly(other);
            assertThat(s.find("umum")).containsExactly(other, complaint);
        }
    }

    private long committedPosition() throws IOException {
        try (Directory directory = FSDirectory.open(files())) {
            return Long.parseLong(SegmentInfos.readLatestCommit(directory).getUserData().get("position"));
        }
    }

    private int submittedUpTo(long position) {
        try (SqliteEventLog log = SqliteEventLog.open(folder.resolve("events.db"))) {
            return log.readNamed(java.util.Set.of("complaint.submitted"), -1, position).size();
        }
    }

    private boolean committed(Searchable s) throws IOException {
        return committedPosition() == s.engine.lastPosition();
    }

    private IndexKey key(Searchable s) throws IOException {
        try (Directory directory = FSDirectory.open(files())) {
            return new IndexKey(s.people.unwrapped(SearchIndex.PURPOSE,
                    SegmentInfos.readLatestCommit(directory).getUserData().get("key")).orElseThrow());
        }
    }

    /** Whether a token stands in any file: its last bytes, as terms are stored without what they share with the one before. */
    private boolean stands(BytesRef token) {
        String last = new String(token.bytes, token.length - 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        try (Stream<Path> all = Files.walk(folder.resolve("search"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(last)) {
                    return true;
                }
            }
            return false;
        } catch (java.nio.file.NoSuchFileException _) {
            return true; // went meanwhile: look again
        } catch (IOException | java.io.UncheckedIOException _) {
            return true;
        }
    }

    @Test
    void no_word_is_readable_in_the_files_and_no_two_kinds_of_forms_share_a_token() throws Exception {
        try (Searchable s = Searchable.in(folder)) {
            s.submitted("Kenarikuning", "Bersiulpagi", "umum");
            s.caughtUp();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .toLowerCase(java.util.Locale.ROOT)).as(file.toString()).doesNotContain("kenarik", "bersiul", "enarikuning");
            }
        }
        IndexKey key = new IndexKey(new byte[IndexKey.LENGTH]);
        assertThat(Stream.of(IndexKey.Scope.values()).flatMap(scope -> Stream.of(Closeness.values()).map(closeness ->
                key.token(scope, closeness, "jalan")))).doesNotHaveDuplicates().doesNotContain(
                new IndexKey(ByteBuffer.allocate(IndexKey.LENGTH).put(0, (byte) 1).array())
                        .token(IndexKey.Scope.TEXT, Closeness.AS_WRITTEN, "jalan"));
    }

    @Test
    void a_damaged_index_is_made_anew_by_itself() throws Exception {
        ComplaintId complaint;
        try (Searchable s = Searchable.in(folder)) {
            complaint = s.submitted("jalan", "x", "umum");
            s.caughtUp();
        }
        Path largest;
        try (Stream<Path> all = Files.walk(files())) {
            largest = all.filter(file -> file.getFileName().toString().startsWith("_")).max(java.util.Comparator.comparing(
                    file -> file.toFile().length())).orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(largest, bytes);

        try (Searchable s = Searchable.in(folder)) {
            s.caughtUp();
            assertThat(s.find("jalan")).containsExactly(complaint);
        }
    }

    @Test
    void an_index_of_an_older_format_is_made_anew_by_itself() throws Exception {
        ComplaintId complaint;
        try (Searchable s = Searchable.in(folder)) {
            complaint = s.submitted("jalan", "x", "umum");
            s.caughtUp();
        }
        String before;
        try (Directory directory = FSDirectory.open(files());
                var writer = new org.apache.lucene.index.IndexWriter(directory, new org.apache.lucene.index.IndexWriterConfig()
                        .setIndexSort(SearchIndex.NEWEST_FIRST))) {
            Map<String, String> said = new TreeMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
            before = said.put("key", said.get("key"));
            said.put("format", "0");
            writer.setLiveCommitData(said.entrySet());
            writer.commit();
        }

        try (Searchable s = Searchable.in(folder)) {
            s.caughtUp();
            assertThat(s.find("jalan")).containsExactly(complaint);
        }
        try (Directory directory = FSDirectory.open(files())) {
            Map<String, String> said = SegmentInfos.readLatestCommit(directory).getUserData();
            assertThat(said.get("format")).isEqualTo(SearchIndex.FORMAT);
            assertThat(said.get("key")).isNotEqualTo(before);
        }
    }

    @Test
    void an_index_of_another_history_is_made_anew() throws Exception {
        try (Searchable s = Searchable.in(folder)) {
            s.submitted("jalan", "x", "umum");
            s.caughtUp();
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(path -> path.getFileName().toString().startsWith("events.db")).toList()) {
                Files.delete(file);
            }
        }

        try (Searchable s = Searchable.in(folder)) {
            ComplaintId sampah = s.submitted("sampah", "x", "umum");
            s.caughtUp();
            assertThat(s.find("jalan")).isEmpty();
            assertThat(s.find("sampah")).containsExactly(sampah);
        }
    }

    @Test
    void a_complaint_that_cannot_be_taken_is_counted_and_all_others_go_on_also_after_a_restart() {
        ComplaintId fine;
        try (Searchable s = Searchable.in(folder)) {
            // given something that happens to a complaint that was never submitted
            s.erasedNeverSubmitted();
            fine = s.submitted("jalan", "x", "umum");
            s.caughtUp();

            assertThat(s.find("jalan")).containsExactly(fine);
            assertThat(s.search.failures()).isEqualTo(1);
            assertThat(s.meters.get("tanggap.search.failed").gauge().value()).isEqualTo(1);
            assertThat(new SearchHealth(s.search, s.engine::lastPosition).health().getStatus().getCode())
                    .isEqualTo("DEGRADED");
        }
        try (Searchable s = Searchable.in(folder)) {
            s.caughtUp();
            assertThat(s.search.failures()).isEqualTo(1);
            assertThat(s.find("jalan")).containsExactly(fine);
        }
    }

    @Test
    void before_the_index_can_answer_a_search_is_refused_for_now_and_soon_it_is_not() {
        try (Searchable s = Searchable.asleepIn(folder)) {
            ComplaintId complaint = s.submitted("jalan", "x", "umum");
            assertThatThrownBy(() -> s.find("jalan")).isInstanceOf(Refusal.class).hasMessage("SEARCH_NOT_READY");
            assertThat(new SearchHealth(s.search, s.engine::lastPosition).health().getDetails()).containsEntry("ready", false);

            s.search.start();

            s.caughtUp();
            assertThat(s.find("jalan")).containsExactly(complaint);
        }
    }

    @Test
    void when_more_search_than_can_wait_the_others_are_told_at_once() {
        try (Searchable s = Searchable.in(folder)) {
            s.submitted("jalan", "x", "umum");
            s.caughtUp();

            List<String> answers = Flux.range(0, 20_000).flatMap(_ -> s.asked("jalan").thenReturn("found")
                    .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.getMessage())), 20_000).collectList()
                    .block(Searchable.PATIENCE);

            assertThat(answers).hasSize(20_000).contains("found", "SEARCH_BUSY").containsOnly("found", "SEARCH_BUSY");
            assertThat(s.find("jalan")).hasSize(1);
        }
    }

    @Test
    void health_and_metrics_tell_how_far_it_is() {
        try (Searchable s = Searchable.in(folder)) {
            s.submitted("jalan", "x", "umum");
            s.caughtUp();
            s.find("jalan");

            var health = new SearchHealth(s.search, s.engine::lastPosition).health();
            assertThat(health.getStatus().getCode()).isEqualTo("UP");
            assertThat(health.getDetails()).containsEntry("position", 0L).containsEntry("failed", 0)
                    .containsEntry("ready", true);
            assertThat(s.meters.get("tanggap.search.behind").gauge().value()).isZero();
            assertThat(s.meters.get("tanggap.search.complaints").gauge().value()).isEqualTo(1);
            assertThat(s.meters.get("tanggap.search.size").gauge().value()).isGreaterThan(500);
            assertThat(s.meters.get("tanggap.search.query").timer().count()).isEqualTo(1);
        }
    }
}
