package id.tanggap.infra.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of attached files promises. */
abstract class AttachmentStoreContract {

    static final ComplaintId COMPLAINT = ComplaintId.of("01900000-0000-7000-8000-0000000000a1");
    static final ComplaintId OTHER = ComplaintId.of("01900000-0000-7000-8000-0000000000a2");

    @TempDir
    Path folder;

    /** The same files, opened as another process would. */
    abstract AttachmentStore opened();

    /** How much is in it, in files or pieces of them. */
    abstract long size() throws IOException;

    private AttachmentId arrived(AttachmentStore store, byte[] content) throws IOException {
        AttachmentId file = new AttachmentId(UUID.randomUUID());
        store.arrived(file, Files.write(Files.createTempFile(folder, "sent", ".part"), content));
        return file;
    }

    private static Optional<byte[]> content(AttachmentStore store, AttachmentId file, ComplaintId complaint) throws IOException {
        Optional<InputStream> opened = store.open(file, complaint);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = opened.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void a_file_of_many_pieces_is_there_as_it_came_for_whoever_opens_the_store_and_leaves_nothing_behind() throws IOException {
        byte[] content = bytes(3_000_001);
        AttachmentId file = arrived(opened(), content);

        assertThat(content(opened(), file, COMPLAINT)).hasValue(content);
        assertThat(Files.list(folder).filter(each -> each.toString().endsWith(".part"))).isEmpty();
    }

    @Test
    void a_file_stays_where_it_was_filed_however_often_that_is_done() throws IOException {
        AttachmentStore store = opened();
        AttachmentId file = arrived(store, bytes(10));

        store.file(file, COMPLAINT);
        store.file(file, COMPLAINT);
        store.file(file, OTHER);
        opened().file(file, COMPLAINT);

        assertThat(content(store, file, COMPLAINT)).hasValue(bytes(10));
        assertThat(content(opened(), file, OTHER)).isEmpty();
    }

    @Test
    void all_files_of_a_complaint_go_at_once_and_those_of_others_stay() throws IOException {
        AttachmentStore store = opened();
        AttachmentId one = arrived(store, bytes(300_000));
        AttachmentId two = arrived(store, bytes(2));
        AttachmentId others = arrived(store, bytes(3));
        store.file(one, COMPLAINT);
        store.file(two, COMPLAINT);
        store.file(others, OTHER);
        long before = size();

        store.deleteAll(COMPLAINT);
        store.deleteAll(COMPLAINT);

        assertThat(content(store, one, COMPLAINT)).isEmpty();
        assertThat(content(store, two, COMPLAINT)).isEmpty();
        assertThat(content(store, others, OTHER)).hasValue(bytes(3));
        assertThat(size()).isLessThan(before);
        store.deleteAll(OTHER);
        assertThat(size()).isZero();
    }

    @Test
    void one_file_of_a_complaint_goes_and_not_by_the_name_of_another_complaint() throws IOException {
        AttachmentStore store = opened();
        AttachmentId file = arrived(store, bytes(5));
        store.file(file, COMPLAINT);

        store.delete(file, OTHER);
        assertThat(content(store, file, COMPLAINT)).isPresent();
        store.delete(file, COMPLAINT);
        store.delete(file, COMPLAINT);

        assertThat(content(store, file, COMPLAINT)).isEmpty();
    }

    @Test
    void what_is_not_wanted_goes_and_what_was_filed_does_not() throws IOException {
        AttachmentStore store = opened();
        AttachmentId unwanted = arrived(store, bytes(5));
        AttachmentId filed = arrived(store, bytes(6));
        store.file(filed, COMPLAINT);

        store.discard(unwanted);
        store.discard(unwanted);
        store.discard(filed);

        assertThat(content(store, unwanted, COMPLAINT)).isEmpty();
        assertThat(content(store, filed, COMPLAINT)).isPresent();
    }

    @Test
    void what_arrived_long_ago_and_was_never_filed_is_swept() throws IOException {
        AttachmentStore store = opened();
        AttachmentId nobodys = arrived(store, bytes(5));
        AttachmentId filed = arrived(store, bytes(6));
        store.file(filed, COMPLAINT);

        assertThat(store.sweep(Instant.now().minusSeconds(60))).isZero();
        assertThat(content(store, nobodys, COMPLAINT)).isPresent();
        assertThat(store.sweep(Instant.now().plusSeconds(60))).isEqualTo(1);

        assertThat(content(store, nobodys, COMPLAINT)).isEmpty();
        assertThat(content(store, filed, COMPLAINT)).isPresent();
    }

    @Test
    void all_files_are_read_whether_they_were_filed_or_not() throws IOException {
        AttachmentStore store = opened();
        AttachmentId filed = arrived(store, bytes(600_000));
        AttachmentId arrived = arrived(store, bytes(7));
        store.file(filed, COMPLAINT);
        Map<AttachmentId, Integer> read = new HashMap<>();

        store.forEach((file, in) -> read.put(file, in.readAllBytes().length));

        assertThat(read).isEqualTo(Map.of(filed, 600_000, arrived, 7));
    }

    @Test
    void how_far_it_has_come_is_kept_and_never_goes_back() throws IOException {
        assertThat(opened().doneUpTo()).isEqualTo(-1);

        opened().done(7);
        opened().done(5);

        assertThat(opened().doneUpTo()).isEqualTo(7);
    }
}
