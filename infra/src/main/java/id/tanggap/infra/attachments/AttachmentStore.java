package id.tanggap.infra.attachments;

import id.tanggap.kernel.complaint.AttachmentId;
import id.tanggap.kernel.complaint.ComplaintId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where attached files are kept, encrypted: what is in it tells nothing. A file first arrives, then it is filed with its complaint
 * on the event that tells of it. What has arrived and was never filed is nobody's.
 *
 * <p>All of it waits for the disk or a server. What has returned is durable, and whatever was done is left as it is when it is
 * done again.
 */
public interface AttachmentStore extends AutoCloseable {

    /** Takes a file over, which is moved away or copied; it is kept whole or not at all. */
    void arrived(AttachmentId file, Path encrypted) throws IOException;

    /** Files a file that has arrived with its complaint; one that is filed already, or gone, is left. */
    void file(AttachmentId file, ComplaintId complaint) throws IOException;

    /** A file that has arrived or is filed with this complaint; empty if it is gone. */
    Optional<InputStream> open(AttachmentId file, ComplaintId complaint) throws IOException;

    /** Deletes a file that has arrived. */
    void discard(AttachmentId file) throws IOException;

    /** Deletes a file that is filed with this complaint. */
    void delete(AttachmentId file, ComplaintId complaint) throws IOException;

    /** Deletes all files that are filed with a complaint. */
    void deleteAll(ComplaintId complaint) throws IOException;

    /** What to do with each of many files. */
    interface Each {

        void take(AttachmentId file, InputStream encrypted) throws IOException;
    }

    /** Reads all files that there are, one after the other, in no order. */
    void forEach(Each each) throws IOException;

    /** Deletes what has arrived before this moment and was not filed. */
    int sweep(Instant before) throws IOException;

    /** Position of the last event up to which everything was done that follows from events, -1 at first. */
    long doneUpTo() throws IOException;

    /** A position before the one that is kept changes nothing. */
    void done(long upTo) throws IOException;

    @Override
    void close();
}
