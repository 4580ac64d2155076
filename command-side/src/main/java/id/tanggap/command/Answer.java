package id.tanggap.command;

/**
 * What a command came to.
 *
 * @param id         of the aggregate
 * @param sequence   of the aggregate's last event, which is its ETag
 * @param status     the aggregate's state in one word
 * @param response   number of the latest response, 0 if there is none
 * @param attachment number of the latest attachment, 0 if there is none
 */
public record Answer(String id, long sequence, String status, int response, int attachment) {

    /** Of what has no attachments. */
    public Answer(String id, long sequence, String status, int response) {
        this(id, sequence, status, response, 0);
    }
}
