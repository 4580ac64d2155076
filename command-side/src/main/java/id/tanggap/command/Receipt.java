package id.tanggap.command;

/**
 * The answer to a command whose events are durable.
 *
 * @param answer   what the command came to
 * @param position of its last event in the total order; for a repeated request, of some event at or after it. A reader
 *                 that has reached this position sees what the command did.
 */
public record Receipt(Answer answer, long position) {
}
